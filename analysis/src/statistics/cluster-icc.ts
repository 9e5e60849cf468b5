import { fisherQuantile } from "../distributions/tails.ts";
import { analyseOneWay, type OneWay } from "./anova.ts";
import type { GroupValues } from "./group-values.ts";

/** How alike cases of a cluster are: ICC(1) of one case, ICC(2) of the mean of a cluster, with the analysis of variance behind them. */
export interface ClusterIcc {
  readonly estimate: number;
  readonly ciLow: number;
  readonly ciHigh: number;
  /** Null where it lies beyond every number, at no difference between clusters. */
  readonly ofMeans: number | null;
  /** Mean size n₀ of clusters, corrected for being unequal. */
  readonly averageSize: number;
  readonly anova: OneWay;
}

/**
 * Intraclass correlation of cases in clusters of any sizes by analysis of variance (Donner 1986, Int. Stat. Rev. 54, p. 69),
 * its 95 % interval by the F ratio (Searle 1971, p. 414; exact with equal sizes, else about right). Null where nothing
 * varies within clusters.
 */
export function clusterIcc(groups: readonly GroupValues[]): ClusterIcc | null {
  const anova = analyseOneWay(groups);
  if (!(anova.ssWithin > 0)) return null;
  const n = groups.reduce((sum, { values }) => sum + values.length, 0);
  const squares = groups.reduce((sum, { values }) => sum + values.length ** 2, 0);
  const size = (n - squares / n) / (groups.length - 1);
  const f = anova.statistic;
  const at = (ratio: number): number => (ratio - 1) / (ratio + size - 1);
  return {
    estimate: at(f),
    ciLow: at(f / fisherQuantile(0.025, anova.dfBetween, anova.dfWithin)),
    ciHigh: at(f * fisherQuantile(0.025, anova.dfWithin, anova.dfBetween)),
    ofMeans: f > 1e-12 ? (f - 1) / f : null,
    averageSize: size,
    anova,
  };
}
