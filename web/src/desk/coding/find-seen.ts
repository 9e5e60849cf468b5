import type { TextSpan } from "@diaoyan/instruments";

/** Pixels at the top of the screen that the toolbar covers. */
const covered = 56;

/** The start of the first turn on the screen; null while the place where the work was left is in sight itself. */
export function findSeen(blocks: readonly TextSpan[], left: TextSpan | null): number | null {
  const turns = document.querySelectorAll(".transcript .turn");
  let [low, high] = [0, turns.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((turns[middle]?.getBoundingClientRect().bottom ?? 0) > covered) high = middle;
    else low = middle + 1;
  }
  const first = blocks[low];
  if (first === undefined) return null;
  const here = left === null ? -1 : blocks.findIndex(({ end }) => end > left.start);
  const inSight = here >= low && (turns[here]?.getBoundingClientRect().top ?? 0) < innerHeight;
  return inSight ? null : first.start;
}
