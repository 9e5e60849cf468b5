/** A paragraph that stands elsewhere now, and the one that stayed before it ("" at the very beginning). */
export interface MovedParagraph {
  readonly anchor: string;
  readonly behind: string;
}

/** The paragraphs that changed their order, as few as can explain it: the others still stand in their old order. */
export function listMoved(base: readonly string[], edited: readonly string[]): readonly MovedParagraph[] {
  const places = new Map(base.map((anchor, place) => [anchor, place]));
  const sequence = [...new Set(edited)].filter((anchor) => places.has(anchor));
  const staying = new Set(longestRising(sequence, (anchor) => places.get(anchor) ?? 0));
  let behind = "";
  return sequence.flatMap((anchor) => {
    if (!staying.has(anchor)) return [{ anchor, behind }];
    behind = anchor;
    return [];
  });
}

/** A longest part of a sequence whose ranks rise, in their order (patience sorting). */
function longestRising(sequence: readonly string[], rankOf: (one: string) => number): readonly string[] {
  const ranks = sequence.map(rankOf);
  const before: (number | null)[] = [];
  /** Place of the lowest end of a rising part of each length. */
  const ends: number[] = [];
  for (const [place, rank] of ranks.entries()) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ranks[ends[middle] ?? 0] ?? 0) < rank) low = middle + 1;
      else high = middle;
    }
    before[place] = low === 0 ? null : (ends[low - 1] ?? null);
    ends[low] = place;
  }
  const found: string[] = [];
  for (let place: number | null = ends.at(-1) ?? null; place !== null; place = before[place] ?? null)
    found.unshift(sequence[place] ?? "");
  return found;
}
