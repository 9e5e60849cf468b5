import type { Coding } from "@diaoyan/analysis";

/** The coding that a press on a character opens: the shortest there, pressed again the next one around it. */
export function findPressed(codings: readonly Coding[], place: number, chosen: string | null): Coding | undefined {
  const here = codings.filter(({ start, end }) => start <= place && end > place);
  const ordered = here.sort((a, b) => a.end - a.start - (b.end - b.start));
  return ordered[(ordered.findIndex(({ id }) => id === chosen) + 1) % ordered.length];
}
