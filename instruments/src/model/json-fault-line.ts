/** Line, from 1, of the place where `JSON.parse` stopped in a text, by the words of its error; null where they name none. */
export function jsonFaultLine(text: string, message: string): number | null {
  const position = /position (\d+)/.exec(message)?.[1];
  if (position !== undefined) return text.slice(0, Number(position)).split("\n").length;
  return /end of JSON/u.test(message) ? text.trimEnd().split("\n").length : null;
}
