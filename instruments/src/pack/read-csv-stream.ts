import { readCsvRows } from "./read-csv.ts";

/**
 * Rows of a CSV text that comes in pieces, some at a time and each as `readCsvRows` gives it. Whole rows are cut off at
 * the last line end that stands outside quotes. Throws `csv.malformed` with the line.
 */
export async function* readCsvStream(pieces: AsyncIterable<string>): AsyncGenerator<readonly (readonly string[])[]> {
  let left = "";
  let lines = 1;
  let first = true;
  const take = (text: string) => {
    // only the very first sign of a file is a byte-order mark
    const rows = readCsvRows(first ? text : `\uFEFF${text}`, lines);
    lines += countLines(text);
    first = false;
    return rows;
  };
  for await (const piece of pieces) {
    const text = left + piece;
    const end = findRowEnd(text);
    left = text.slice(end);
    if (end > 0) yield take(text.slice(0, end));
  }
  if (left !== "") yield take(left);
}

/** Where the last whole row ends: behind a line end with an even number of quotes before it. */
function findRowEnd(text: string): number {
  let quotes = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) quotes += 1;
  let from = text.length;
  for (;;) {
    const end = text.lastIndexOf("\n", from - 1);
    if (end < 0 || from === 0) return 0;
    for (let at = text.lastIndexOf('"', from - 1); at > end; at = text.lastIndexOf('"', at - 1)) quotes -= 1;
    if (quotes % 2 === 0) return end + 1;
    from = end;
  }
}

function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}
