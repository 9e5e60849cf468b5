import type { TextSpan } from "@diaoyan/instruments";
import { spanOf, stepUnit } from "./snap.ts";

/** What is selected, and from where keys go on. */
export interface Walk {
  readonly marked: TextSpan | null;
  /** While a selection is extended: the unit it began with, and the one it was extended to. */
  readonly extended: { readonly from: TextSpan; readonly to: TextSpan } | null;
  /** Where the work was last, when nothing is selected any more. */
  readonly left: TextSpan | null;
}

/** Another selection; without one, where it was is remembered. */
export function markSpan(walk: Walk, marked: TextSpan | null): Walk {
  return { marked, extended: null, left: marked ?? walk.marked ?? walk.left };
}

interface Step {
  readonly by: 1 | -1;
  readonly extend: boolean;
  readonly units: readonly TextSpan[];
  /** The first place on the screen, where the work is not in sight and nothing is selected. */
  readonly seen: number | null;
}

/** A selection one unit further; extended it grows away from the unit it began with and shrinks towards it. */
export function stepWalk(
  walk: Walk,
  { by, extend, seen, units }: Step,
): { readonly walk: Walk; readonly to: TextSpan } | null {
  if (walk.marked !== null && extend) {
    const { from, to } = walk.extended ?? { from: walk.marked, to: walk.marked };
    const next = stepUnit(units, to, by);
    if (next === undefined) return null;
    const marked = spanOf(Math.min(from.start, next.start), Math.max(from.end, next.end));
    return { walk: { marked, extended: { from, to: next }, left: marked }, to: next };
  }
  const begin = walk.marked === null && seen !== null ? units.find(({ start }) => start >= seen) : undefined;
  const next = begin ?? stepUnit(units, walk.marked ?? walk.left, by);
  return next === undefined ? null : { walk: markSpan(walk, next), to: next };
}
