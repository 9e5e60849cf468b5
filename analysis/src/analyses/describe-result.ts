import type { Box } from "../statistics/box.ts";
import type { Moments } from "../statistics/moments.ts";
import type { PerVariable } from "./per-variable.ts";

/** Figures of one variable; with a weight all are weighted, and shape and interval are null. */
export interface DescribedPart extends Moments {
  /** Of those who were asked. */
  readonly missing: number;
  /** Not asked, because the module of the question was not assigned to them. */
  readonly notAssigned: number;
  readonly weightedN: number | null;
  /** For a box plot; null where another picture was asked for, or nothing is there to draw. */
  readonly box: Box | null;
}

/** A variable over all cases, and by group where groups were asked for. */
export interface DescribedVariable extends DescribedPart {
  readonly variable: string;
  readonly groups: readonly (DescribedPart & { readonly group: string })[] | null;
}

/** What `describe` gives. */
export type DescribeResult = PerVariable<DescribedVariable>;
