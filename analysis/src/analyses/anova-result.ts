import type { FTest, OneWay, PairComparison } from "../statistics/anova.ts";
import type { GroupSummary } from "../statistics/group-values.ts";

/**
 * `welch` is null where a group has no spread, `levene` where all deviations are equal; post-hoc lists pairs (later, earlier).
 * With a weight the test is Wald's on linearised errors, sums of squares are of weights that add up to the number of cases,
 * and `welch`, `levene` and `omegaSquared` are null.
 */
export interface AnovaResult extends Omit<OneWay, "omegaSquared"> {
  readonly n: number;
  /** The sum of weights; null without a weight. */
  readonly weightedN: number | null;
  readonly omegaSquared: number | null;
  readonly welch: FTest | null;
  readonly levene: FTest | null;
  readonly groups: readonly GroupSummary[];
  readonly postHoc: readonly PairComparison[];
}

/** Above this many groups there are more pairs than anybody reads. */
export const mostGroups = 30;
