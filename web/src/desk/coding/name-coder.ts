/** Before the name of a coder who came with an imported project and is no member of the study. */
const imported = "import:";

/** The name of a coder by id; `former` for a member who has left. */
export function nameCoder(id: string, coders: Readonly<Record<string, string>>, former: string): string {
  return coders[id] ?? (id.startsWith(imported) ? id.slice(imported.length) : former);
}
