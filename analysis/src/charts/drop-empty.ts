import type { PresentationContext } from "../model/presentation.ts";
import { say } from "../presentation/wording.ts";
import type { HeatCell } from "./heat-map.ts";

/** The cells of those rows, or columns, that show anything at all, and how many were left out. */
export function dropEmpty(
  cells: readonly HeatCell[],
  side: "row" | "column",
): { readonly cells: readonly HeatCell[]; readonly dropped: number } {
  const all = new Set(cells.map((cell) => cell[side]));
  const filled = new Set(cells.filter(({ value }) => value > 0).map((cell) => cell[side]));
  return { cells: cells.filter((cell) => filled.has(cell[side])), dropped: all.size - filled.size };
}

/** Says under a picture how many codes are not in it because there is nothing of them; undefined where all are. */
export function sayDropped(dropped: number, context: PresentationContext): string | undefined {
  if (dropped === 0) return undefined;
  return say(context, `未画各处均为0的编码${dropped}个。`, `${dropped} codes with nothing anywhere are not drawn.`);
}
