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
 * Outermost pairs of quotation marks and brackets of a line as [opening, position after the closing mark] in UTF-16
 * units. Pairs longer than 120 units are left out: a long quotation is cut into its own sentences.
 */
export function findPairs(line: string): readonly (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = [];
  for (let at = 0; at < line.length; at += 1) {
    const mark = line[at] ?? "";
    const partner = mark === '"' ? '"' : closing.get(mark);
    if (partner === undefined) continue;
    const end = line.indexOf(partner, at + 1);
    if (end < 0 || end - at > longestPair) continue;
    pairs.push([at, end + 1]);
    at = end;
  }
  return pairs;
}
