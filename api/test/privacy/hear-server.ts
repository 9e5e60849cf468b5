/** Keeps what a server of this process says on standard error, instead of showing it, until `end`. */
export function hearServer(): { readonly said: () => string; readonly end: () => void } {
  const heard: string[] = [];
  const write = process.stderr.write;
  process.stderr.write = ((text: string | Uint8Array) => {
    heard.push(String(text));
    return true;
  }) as typeof process.stderr.write;
  return {
    said: () => heard.join(""),
    end: () => {
      process.stderr.write = write;
    },
  };
}
