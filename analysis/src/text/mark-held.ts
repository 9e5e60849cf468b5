const closing: ReadonlyMap<string, string> = new Map([
  ["“", "”"],
  ["‘", "’"],
  ["「", "」"],
  ["『", "』"],
  ["（", "）"],
  ["(", ")"],
  ["【", "】"],
  ["《", "》"],
]);

/** Longest stretch, in UTF-16 units, that quotation marks or brackets hold together as one sentence. */
const longestPair = 120;

/**
 * Marks with 1 each UTF-16 position strictly inside an outermost pair of quotation marks or brackets of the line, where
 * no sentence may end. Pairs longer than 120 units hold nothing: a long quotation is cut into its own sentences.
 */
export function markHeld(line: string): Uint8Array {
  const held = new Uint8Array(line.length + 1);
  for (let at = 0; at < line.length; at += 1) {
    const mark = line[at] ?? "";
    const partner = mark === '"' ? '"' : closing.get(mark);
    const length = partner === undefined ? -1 : line.slice(at + 1, at + longestPair).indexOf(partner);
    if (length < 0) continue;
    held.fill(1, at + 1, at + length + 2);
    at += length + 1;
  }
  return held;
}
