import { z } from "zod";
import { makeBarChart } from "../charts/bar-chart.ts";
import { needDataset, readNumbers } from "../dataset/read-column.ts";
import { rakeInvalid } from "../errors.ts";
import { rakeDataset } from "../expression/rake-dataset.ts";
import { countCell, formatNumber, numberCell } from "../presentation/format-number.ts";
import { headerRow, nameVariable, say, sentence, smallSampleNote } from "../presentation/wording.ts";
import type { Analysis } from "../registry/analysis.ts";
import { weightParam } from "../registry/param-roles.ts";
import { kishDesignEffect } from "../statistics/rake-weights.ts";

const params = z.strictObject({
  margins: z
    .record(z.string().min(1), z.record(z.string(), z.number().nonnegative()))
    .refine((margins) => Object.keys(margins).length > 0, "expected at least one variable with its totals")
    .meta({ role: "margins", description: "各变量取值的总体数" }),
  variable: z.string().min(1).optional().meta({ role: "variable", description: "要加权的变量" }),
  weight: weightParam,
  limit: z.number().min(1).optional().meta({ description: "权重上限（均值的倍数）" }),
});
type Params = z.infer<typeof params>;

/** `weights` by row, null where a variable of a margin is missing; figures over the others. `effectiveN` = n / Kish's effect. */
export interface RakeResult {
  readonly n: number;
  readonly weights: readonly (number | null)[];
  readonly iterations: number;
  readonly converged: boolean;
  readonly weightSum: number;
  readonly weightMin: number;
  readonly weightMax: number;
  readonly kishDesignEffect: number;
  readonly effectiveN: number;
  /** Cases whose weight was cut to the limit; null without a limit. */
  readonly atLimit: number | null;
  readonly weightedMean: number | null;
  readonly unweightedMean: number | null;
  readonly warnings: readonly string[];
}

const bands = [0, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 5, Number.POSITIVE_INFINITY];

/** Weights by raking to population totals, with one margin by post-stratification, cut at a limit where one is given. Throws where totals and cases do not fit. */
export const rake: Analysis<Params, RakeResult> = {
  kind: "rake",
  title: { zh: "加权（校准到总体）", en: "Weighting to totals" },
  reads: "dataset",
  params,
  run({ dataset }, { variable, ...request }) {
    const data = needDataset(dataset, "rake");
    const { rows, weights, iterations, converged } = rakeDataset(data, request, rakeInvalid);
    const byRow = new Array<number | null>(data.rowCount).fill(null);
    for (const [place, row] of rows.entries()) byRow[row] = weights[place] ?? null;
    const effect = kishDesignEffect(weights);
    return {
      n: rows.length,
      weights: byRow,
      iterations,
      converged,
      weightSum: weights.reduce((sum, weight) => sum + weight, 0),
      weightMin: weights.reduce((least, weight) => Math.min(least, weight), Number.POSITIVE_INFINITY),
      weightMax: weights.reduce((most, weight) => Math.max(most, weight), 0),
      kishDesignEffect: effect,
      effectiveN: rows.length / effect,
      atLimit: request.limit === undefined ? null : countFrom(weights, request.limit),
      ...averages(variable === undefined ? null : readNumbers(data, variable), rows, weights),
      warnings: converged
        ? []
        : ["the totals cannot all be met: merge values that never occur together, or raise limit"],
    };
  },
  table(result, { variable, limit }, context) {
    const row = (name: string, value: number | null, digits: number) => [{ text: name }, numberCell(value, digits)];
    return {
      caption: say(context, "权重的质量", "Quality of the weights"),
      header: [headerRow(say(context, "指标", "Figure"), say(context, "数值", "Value"))],
      body: [
        [{ text: say(context, "有权重的人数", "Cases with a weight") }, countCell(result.n)],
        row(say(context, "权重合计", "Sum of weights"), result.weightSum, 2),
        row(say(context, "最小权重", "Smallest weight"), result.weightMin, 3),
        row(say(context, "最大权重", "Largest weight"), result.weightMax, 3),
        ...(limit === undefined || result.atLimit === null
          ? []
          : [
              [
                {
                  text: say(
                    context,
                    `截至均值${limit}倍上限的人数`,
                    `Cases cut to the limit of ${limit} times the mean`,
                  ),
                },
                countCell(result.atLimit),
              ],
            ]),
        row(say(context, "Kish设计效应", "Kish's design effect"), result.kishDesignEffect, 3),
        row(say(context, "有效样本量", "Effective sample size"), result.effectiveN, 1),
        ...(variable === undefined
          ? []
          : [
              row(
                say(
                  context,
                  `${nameVariable(variable, context)}的加权均值`,
                  `Weighted mean of ${nameVariable(variable, context)}`,
                ),
                result.weightedMean,
                2,
              ),
              row(
                say(
                  context,
                  `${nameVariable(variable, context)}的未加权均值`,
                  `Unweighted mean of ${nameVariable(variable, context)}`,
                ),
                result.unweightedMean,
                2,
              ),
            ]),
      ],
      note: result.converged
        ? say(context, `迭代${result.iterations}次收敛`, `converged after ${result.iterations} sweeps`)
        : say(
            context,
            "未收敛：总体数无法同时满足，请合并类别或提高上限",
            "not converged: the totals cannot all be met; merge values or raise the limit",
          ),
    };
  },
  chart(result, _params, context) {
    const mean = result.weightSum / result.n;
    const counts = bands.slice(1).map((high, place) => {
      const low = bands[place] ?? 0;
      const inside = result.weights.filter((weight) => weight !== null && weight / mean >= low && weight / mean < high);
      const label = Number.isFinite(high) ? `${low}—${high}` : say(context, `${low}及以上`, `${low} or more`);
      return { label, value: inside.length, text: String(inside.length) };
    });
    return makeBarChart(counts, say(context, "人数（按权重与平均权重之比）", "Cases by weight over the mean weight"));
  },
  narrate(result, _params, context) {
    const [effect, size] = [formatNumber(result.kishDesignEffect, 3), formatNumber(result.effectiveN, 0)];
    const text = result.converged
      ? say(
          context,
          `加权后设计效应为${effect}，${result.n}份答卷的精度相当于约${size}份简单随机样本。`,
          `Weighting has a design effect of ${effect}: ${result.n} cases are worth about ${size} of a simple random sample.`,
        )
      : say(
          context,
          `各变量的总体数无法同时满足，权重（设计效应${effect}，有效样本量约${size}）不宜使用。`,
          `The totals cannot all be met; do not use these weights (design effect ${effect}, effective size about ${size}).`,
        );
    return [
      sentence(
        text + smallSampleNote(result.n, context),
        ["kishDesignEffect", result.kishDesignEffect, effect],
        ["effectiveN", result.effectiveN, size],
      ),
    ];
  },
};

/** Means of the rows that hold a value, with and without weights; null of none. */
function averages(
  values: Float64Array | null,
  rows: readonly number[],
  weights: Float64Array,
): Pick<RakeResult, "weightedMean" | "unweightedMean"> {
  let [sum, total, plain, n] = [0, 0, 0, 0];
  for (const [place, row] of rows.entries()) {
    const value = values?.[row] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    sum += (weights[place] ?? 0) * value;
    total += weights[place] ?? 0;
    plain += value;
    n += 1;
  }
  return { weightedMean: total > 0 ? sum / total : null, unweightedMean: n > 0 ? plain / n : null };
}

/** Weights that stand at a multiple of their mean or above, up to rounding. */
function countFrom(weights: Float64Array, limit: number): number {
  const most = (limit * weights.reduce((sum, weight) => sum + weight, 0)) / weights.length;
  return weights.filter((weight) => weight >= most * (1 - 1e-6)).length;
}
