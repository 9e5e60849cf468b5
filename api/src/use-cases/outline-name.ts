/** What an outline is called in addresses: its file name without folder and `.md`. */
export function outlineName(file: string): string {
  return (file.split("/").at(-1) ?? file).replace(/\.md$/, "");
}
