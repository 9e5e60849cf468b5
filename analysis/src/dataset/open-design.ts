import type { Dataset } from "../model/dataset.ts";
import type { SurveyDesign } from "../statistics/survey-design.ts";
import { type DesignVariables, readSurveyDesign } from "./read-design.ts";

/** The cases of an analysis within the design they were drawn by: clusters without such a case stay, with nothing in them. */
export interface PlacedCases extends SurveyDesign {
  readonly weights: Float64Array;
  readonly weightedN: number;
  /** Clusters with such a case, less strata with one. */
  readonly degrees: number;
}

/** A design before it is known which cases are complete. */
export interface OpenDesign {
  /** Weights by row of the data set; `NaN` where it is not above 0, a variable of the design is missing, or the row is outside the domain. */
  readonly weights: Float64Array;
  /** Places rows that all have a weight. */
  placeCases(rows: Int32Array): PlacedCases;
}

/** Opens the design that a request names; `domain` is 1 by row where a filter holds. Throws as `readSurveyDesign` does. */
export function openDesign(data: Dataset, names: DesignVariables, domain: Uint8Array | undefined): OpenDesign {
  const design = readSurveyDesign(data, names);
  const weights = new Float64Array(data.rowCount).fill(Number.NaN);
  const placeOf = new Int32Array(data.rowCount);
  for (const [place, row] of design.rows.entries()) {
    placeOf[row] = place;
    const weight = design.weights[place] ?? 0;
    if (weight > 0 && domain?.[row] !== 0) weights[row] = weight;
  }
  return {
    weights,
    placeCases(rows) {
      const { strataOf, fractions } = design;
      const clusters = Int32Array.from(rows, (row) => design.clusters[placeOf[row] ?? 0] ?? 0);
      const own = Float64Array.from(rows, (row) => weights[row] ?? 0);
      const used = new Set(clusters);
      const strata = new Set(Array.from(used, (cluster) => strataOf[cluster] ?? 0));
      return {
        clusters,
        strataOf,
        fractions,
        weights: own,
        weightedN: own.reduce((sum, weight) => sum + weight, 0),
        degrees: used.size - strata.size,
      };
    },
  };
}
