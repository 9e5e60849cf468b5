import { z } from "zod";
import { makeBarChart } from "../charts/bar-chart.ts";
import {
  type CodedColumn,
  countNotAssigned,
  isNotAssigned,
  needDataset,
  readCategories,
  readColumn,
  readVariable,
  readWeights,
} from "../dataset/read-column.ts";
import type { Column } from "../model/dataset.ts";
import { countCell, formatNumber, numberCell } from "../presentation/format-number.ts";
import {
  headerRow,
  nameValue,
  nameVariable,
  quoted,
  say,
  sayNotAssigned,
  sentence,
  smallSampleNote,
} from "../presentation/wording.ts";
import type { Analysis } from "../registry/analysis.ts";
import { variableParam, weightParam } from "../registry/param-roles.ts";
import { drawDistricts, needDistricts } from "./place-districts.ts";

const params = z.strictObject({
  variable: variableParam("变量"),
  weight: weightParam,
  picture: z.enum(["bars", "map"]).default("bars").meta({ description: "图形" }),
});
type Params = z.infer<typeof params>;

/** One value: count (weighted where a weight is given), and shares from 0 to 100. */
export interface FrequencyRow {
  readonly value: string;
  readonly label: string;
  readonly count: number;
  readonly percent: number;
  readonly validPercent: number;
  readonly cumulativePercent: number;
}

/** Counts of all values; `n` is the number of valid cases, `weightedN` their sum of weights (null without a weight). */
export interface FrequenciesResult {
  readonly n: number;
  /** Of those who were asked. */
  readonly missing: number;
  /** Not asked, because the module of the question was not assigned to them. */
  readonly notAssigned: number;
  readonly weightedN: number | null;
  readonly categories: readonly FrequencyRow[];
}

interface CodeSums {
  /** Sum of weights of each value. */
  readonly counts: Float64Array;
  /** Cases with a value and a weight. */
  readonly n: number;
  /** Sum of weights of those who were asked and have no value. */
  readonly missingWeight: number;
}

function sumByCode({ codes, values }: CodedColumn, weights: Float64Array, column: Column): CodeSums {
  const counts = new Float64Array(values.length);
  let [n, missingWeight] = [0, 0];
  for (let row = 0; row < codes.length; row += 1) {
    const code = codes[row] ?? -1;
    const share = weights[row] ?? Number.NaN;
    if (Number.isNaN(share)) continue;
    if (code < 0) missingWeight += isNotAssigned(column, row) ? 0 : share;
    else {
      counts[code] = (counts[code] ?? 0) + share;
      n += 1;
    }
  }
  return { counts, n, missingWeight };
}

/** How often each value occurs. `percent` is of all cases, `validPercent` of valid ones; labelled values that nobody chose are listed with 0. */
export const frequencies: Analysis<Params, FrequenciesResult> = {
  kind: "frequencies",
  title: { zh: "频数分析", en: "Frequencies" },
  reads: "dataset",
  params,
  run({ dataset }, { variable, weight, picture }) {
    const data = needDataset(dataset, "frequencies");
    const { codes, values } = readCategories(data, variable);
    const column = readColumn(data, variable);
    const notAssigned = countNotAssigned(data, [variable]);
    const { counts, n, missingWeight } = sumByCode({ codes, values }, readWeights(data, weight), column);
    const { valueLabels = [], missing: codesOfMissing = [] } = readVariable(data, variable);
    const labelled = valueLabels.map(({ value }) => value).filter((value) => !codesOfMissing.includes(Number(value)));
    const listed = [...new Set([...labelled, ...values])];
    if (picture === "map") needDistricts(readVariable(data, variable), listed);
    const places = new Map(values.map((value, place) => [value, place]));
    const labels = new Map(valueLabels.map(({ value, label }) => [value, label.zh]));
    const valid = counts.reduce((sum, count) => sum + count, 0);
    let cumulative = 0;
    const categories = listed.map((value) => {
      const count = counts[places.get(value) ?? -1] ?? 0;
      const validPercent = valid > 0 ? (100 * count) / valid : 0;
      cumulative += validPercent;
      const label = labels.get(value) ?? value;
      const percent = valid + missingWeight > 0 ? (100 * count) / (valid + missingWeight) : 0;
      return { value, label, count, percent, validPercent, cumulativePercent: cumulative };
    });
    const missing = data.rowCount - n - notAssigned;
    return { n, missing, notAssigned, weightedN: weight === undefined ? null : valid, categories };
  },
  table(result, { variable }, context) {
    const rows = result.categories.map(({ value, count, percent, validPercent, cumulativePercent }) => [
      { text: nameValue(variable, value, context) },
      countCell(count),
      numberCell(percent, 1),
      numberCell(validPercent, 1),
      numberCell(cumulativePercent, 1),
    ]);
    const rounded = result.categories.reduce((sum, { validPercent }) => sum + Number(validPercent.toFixed(1)), 0);
    const rounding =
      result.n > 0 && Math.abs(rounded - 100) > 0.05
        ? say(context, "；因四舍五入，各项之和可能不等于100%", "; parts may not add to 100 because of rounding")
        : "";
    return {
      caption: say(
        context,
        `${nameVariable(variable, context)}的频数分布`,
        `Frequencies of ${nameVariable(variable, context)}`,
      ),
      header: [
        headerRow(
          say(context, "选项", "Value"),
          say(context, "频数", "Count"),
          "%",
          say(context, "有效%", "Valid %"),
          say(context, "累计%", "Cumulative %"),
        ),
      ],
      body: rows,
      note: say(
        context,
        `n=${result.n}，缺失${result.missing}${sayNotAssigned(result.notAssigned, context)}${rounding}。`,
        `n=${result.n}, missing ${result.missing}${sayNotAssigned(result.notAssigned, context)}${rounding}.`,
      ),
    };
  },
  chart(result, { variable, picture }, context) {
    if (result.n === 0) return null;
    const title = say(context, "占有效回答的比例／%", "Share of valid answers / %");
    if (picture === "map") {
      const shares = result.categories.map((one) => ({ category: one.value, value: one.validPercent, n: one.count }));
      return drawDistricts(variable, shares, { title, digits: 1, unit: "%", fewest: 0 }, context);
    }
    const bars = result.categories.map(({ value, validPercent }) => ({
      label: nameValue(variable, value, context),
      value: validPercent,
      text: `${formatNumber(validPercent, 1)}%`,
    }));
    return makeBarChart(bars, title);
  },
  narrate(result, { variable }, context) {
    const ranked = [...result.categories.entries()]
      .filter(([, { count }]) => count > 0)
      .sort(([, a], [, b]) => b.count - a.count);
    const [top, last] = [ranked[0], ranked.at(-1)];
    if (top === undefined || last === undefined)
      return [sentence(say(context, "没有有效回答。", "There are no valid answers."))];
    const shown = ([index, row]: typeof top): readonly [string, number, string] => [
      `categories.${index}.validPercent`,
      row.validPercent,
      `${formatNumber(row.validPercent, 1)}%`,
    ];
    const name = (row: FrequencyRow): string => quoted(nameValue(variable, row.value, context), context);
    const asked = quoted(nameVariable(variable, context), context);
    const most = say(
      context,
      `在${asked}上，${name(top[1])}最多，占${shown(top)[2]}（n=${result.n}）`,
      `Of ${asked}, most are ${name(top[1])}, ${shown(top)[2]} (n=${result.n})`,
    );
    if (ranked.length === 1)
      return [
        sentence(`${most}${say(context, "。", ".")}${smallSampleNote(result.n, context)}`, shown(top), [
          "n",
          result.n,
          String(result.n),
        ]),
      ];
    const least = say(
      context,
      `；${name(last[1])}最少，占${shown(last)[2]}。`,
      `; fewest ${name(last[1])}, ${shown(last)[2]}.`,
    );
    return [
      sentence(`${most}${least}${smallSampleNote(result.n, context)}`, shown(top), shown(last), [
        "n",
        result.n,
        String(result.n),
      ]),
    ];
  },
};
