import { type PaperBox, pathOf } from "./list-boxes.ts";
import type { ReadBox } from "./parse-box.ts";

type Read = ReadonlyMap<string, ReadBox>;

/** Boxes whose rank is no answer because a rank before it is missing or stands twice. */
export interface RankGaps {
  readonly dropped: ReadonlySet<string>;
  /** The first such box of each ranking whose gap no mark explains. */
  readonly gaps: readonly string[];
}

/** Finds rankings whose ranks do not run from 1; a gap that a mark explains is no problem, but ends the ranking all the same. */
export function findRankGaps(boxes: readonly PaperBox[], read: Read): RankGaps {
  const rankings = new Map<string, string[]>();
  for (const box of boxes) {
    if (box.entry.kind !== "rank") continue;
    const ranking = `${box.question}${pathOf(box)}`;
    rankings.set(ranking, [...(rankings.get(ranking) ?? []), box.key]);
  }
  const found = [...rankings.values()].map((keys) => findGap(keys, read));
  return {
    dropped: new Set(found.flatMap(({ beyond }) => beyond)),
    gaps: found.flatMap(({ beyond: [first], explained }) => (first === undefined || explained ? [] : [first])),
  };
}

function rankAt(read: Read, key: string): number {
  return Number([...(read.get(key)?.cells.values() ?? [])][0] ?? 0);
}

function findGap(keys: readonly string[], read: Read) {
  const ranks = keys.map((key) => rankAt(read, key));
  const once = (rank: number): boolean => ranks.filter((one) => one === rank).length === 1;
  let last = 0;
  while (once(last + 1)) last += 1;
  const marked = keys.some((key) => (read.get(key)?.mark ?? "blank") !== "blank");
  const twice = ranks.some((rank) => rank > 0 && !once(rank));
  return { beyond: keys.filter((key) => rankAt(read, key) > last), explained: marked && !twice };
}
