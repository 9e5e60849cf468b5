import { z } from "zod";
import { makeBarChart } from "../charts/bar-chart.ts";
import { completeColumns } from "../dataset/complete-columns.ts";
import { needDataset, readNumbers } from "../dataset/read-column.ts";
import { noVariation, tooFew } from "../errors.ts";
import { formatNumber, numberCell } from "../presentation/format-number.ts";
import { headerRow, nameVariable, quoted, say, sentence, smallSampleNote } from "../presentation/wording.ts";
import type { Analysis } from "../registry/analysis.ts";
import { variablesParam } from "../registry/param-roles.ts";
import { isRounding, largestSize } from "../statistics/is-rounding.ts";

const params = z
  .strictObject({
    variables: variablesParam("指标", 2),
    negative: z.array(z.string()).default([]).meta({ role: "variables", description: "负向指标（越小越好）" }),
  })
  .refine(
    ({ variables, negative }) => negative.every((one) => variables.includes(one)),
    "negative: expected only names that stand in variables",
  );
type Params = z.infer<typeof params>;

/** One indicator: its entropy from 0 to 1, the redundancy 1 − entropy, and its share of all redundancy. */
export interface EntropyRow {
  readonly variable: string;
  readonly entropy: number;
  readonly redundancy: number;
  readonly weight: number;
}

/** Weights of all indicators over the `n` complete cases; they add up to 1. */
export interface EntropyResult {
  readonly n: number;
  readonly rows: readonly EntropyRow[];
}

/** Weights by Shannon's entropy of indicators brought to 0 … 1 by their range, over complete cases: what tells cases apart weighs more. */
export const entropyWeights: Analysis<Params, EntropyResult> = {
  kind: "entropyWeights",
  title: { zh: "熵值法权重", en: "Entropy weights" },
  reads: "dataset",
  params,
  run({ dataset }, { variables, negative }) {
    const data = needDataset(dataset, "entropyWeights");
    const columns = completeColumns(variables.map((name) => readNumbers(data, name)));
    const n = columns[0]?.length ?? 0;
    if (n < 2) throw tooFew(`entropy weights of ${variables.join(", ")}`, "at least two complete cases", String(n));
    const entropies = columns.map((column, place) => {
      const name = variables[place] ?? "";
      const [low, high] = [Math.min(...extremes(column)), Math.max(...extremes(column))];
      if (isRounding((high - low) ** 2, largestSize(column))) throw noVariation(name);
      const scaled = column.map((value) => (negative.includes(name) ? high - value : value - low) / (high - low));
      return measureEntropy(scaled);
    });
    const total = entropies.reduce((sum, one) => sum + 1 - one, 0);
    const rows = variables.map((variable, place) => {
      const entropy = entropies[place] ?? 0;
      return { variable, entropy, redundancy: 1 - entropy, weight: (1 - entropy) / total };
    });
    return { n, rows };
  },
  table: (result, { negative }, context) => ({
    caption: say(context, "熵值法权重", "Entropy weights"),
    header: [
      headerRow(
        say(context, "指标", "Indicator"),
        say(context, "信息熵", "Entropy"),
        say(context, "信息效用值", "Redundancy"),
        say(context, "权重／%", "Weight / %"),
      ),
    ],
    body: result.rows.map((one) => [
      {
        text: `${nameVariable(one.variable, context)}${negative.includes(one.variable) ? say(context, "（负向）", " (negative)") : ""}`,
      },
      numberCell(one.entropy, 4),
      numberCell(one.redundancy, 4),
      numberCell(100 * one.weight, 1),
    ]),
    note: say(
      context,
      `n=${result.n}；指标按极差标准化到0—1，取值为0的不计入熵；权重只反映样本内的差异大小，不等于重要程度。`,
      `n=${result.n}; indicators scaled to 0–1 by their range; weights reflect spread among cases, not importance.`,
    ),
  }),
  chart: ({ rows }, _params, context) =>
    makeBarChart(
      rows.map(({ variable, weight }) => ({
        label: nameVariable(variable, context),
        value: 100 * weight,
        text: `${formatNumber(100 * weight, 1)}%`,
      })),
      say(context, "权重／%", "Weight / %"),
    ),
  narrate(result, _params, context) {
    const [place = 0, top] = [...result.rows.entries()].sort(([, a], [, b]) => b.weight - a.weight)[0] ?? [];
    if (top === undefined) return [];
    const shown = formatNumber(top.weight, 3);
    const name = quoted(nameVariable(top.variable, context), context);
    const text = say(
      context,
      `熵值法得到的权重中，${name}最大（${shown}），即样本在该指标上的差异相对较大。`,
      `By entropy, ${name} weighs most (${shown}): cases differ most on it.`,
    );
    return [sentence(text + smallSampleNote(result.n, context), [`rows.${place}.weight`, top.weight, shown])];
  },
};

/** The lowest and the highest value. */
function extremes(column: Float64Array): readonly [number, number] {
  return column.reduce<readonly [number, number]>(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
}

function measureEntropy(scaled: Float64Array): number {
  const sum = scaled.reduce((total, value) => total + value, 0);
  const parts = scaled.reduce((total, value) => {
    const share = value / sum;
    return share > 0 ? total + share * Math.log(share) : total;
  }, 0);
  return Math.max(0, -parts / Math.log(scaled.length));
}
