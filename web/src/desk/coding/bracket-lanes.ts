/** A bracket as it is drawn: where it stands beside the lines, and the lane its coding has in the whole text. */
export interface DrawnBracket {
  readonly lane: number;
  readonly top: number;
  readonly height: number;
  /** Whether its coding begins in this block. */
  readonly begins: boolean;
}

/**
 * Lanes in which no bracket is drawn over another. Codings that do not overlap in the text may share a line, and a lane with
 * it; the later one then takes the first lane that is free beside its lines. One that comes from an earlier block keeps its own.
 */
export function spreadLanes<T extends DrawnBracket>(brackets: readonly T[]): readonly T[] {
  const taken: { readonly lane: number; readonly top: number; readonly bottom: number }[] = [];
  const isFree = (lane: number, { top, height }: T) =>
    taken.every((other) => other.lane !== lane || other.bottom <= top || other.top >= top + height);
  const ordered = [...brackets].sort((a, b) => Number(a.begins) - Number(b.begins) || a.top - b.top);
  return ordered.map((bracket) => {
    let lane = bracket.begins ? 0 : bracket.lane;
    while (!isFree(lane, bracket)) lane += 1;
    taken.push({ lane, top: bracket.top, bottom: bracket.top + bracket.height });
    return { ...bracket, lane };
  });
}
