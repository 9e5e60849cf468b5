import { z } from "zod";
import { needDataset, readCategories } from "../dataset/read-column.ts";
import { tooFew } from "../errors.ts";
import { countCell, formatNumber, numberCell } from "../presentation/format-number.ts";
import { headerRow, nameValue, nameVariable, quoted, say, sentence, smallSampleNote } from "../presentation/wording.ts";
import type { Analysis } from "../registry/analysis.ts";
import { variableParam } from "../registry/param-roles.ts";
import { wilsonInterval } from "../statistics/wilson.ts";

const params = z.strictObject({
  variable: variableParam("变量"),
  value: z.union([z.number(), z.string()]).meta({ role: "value", description: "选项" }),
});
type Params = z.infer<typeof params>;

/** Share of cases with the value, 0 to 1, with the Wilson interval. */
export interface ProportionResult {
  readonly n: number;
  readonly count: number;
  readonly estimate: number;
  readonly ciLow: number;
  readonly ciHigh: number;
}

/** Share of one value among valid cases; 95 % interval of Wilson (1927, JASA 22, pp. 209–212). Throws without valid cases. */
export const proportion: Analysis<Params, ProportionResult> = {
  kind: "proportion",
  title: { zh: "比例估计", en: "Proportion" },
  reads: "dataset",
  params,
  run({ dataset }, { variable, value }) {
    const { codes, values } = readCategories(needDataset(dataset, "proportion"), variable);
    const place = values.indexOf(String(value));
    const n = codes.filter((code) => code >= 0).length;
    if (n === 0) throw tooFew(`proportion of “${variable}”`, "at least one valid case", "none");
    const count = place < 0 ? 0 : codes.filter((code) => code === place).length;
    return { n, count, ...wilsonInterval(count, n) };
  },
  table(result, { variable, value }, context) {
    const percent = (share: number) => numberCell(100 * share, 1);
    return {
      caption: say(
        context,
        `${nameVariable(variable, context)}：比例估计`,
        `${nameVariable(variable, context)}: proportion`,
      ),
      header: [
        headerRow(
          say(context, "选项", "Value"),
          "n",
          say(context, "频数", "Count"),
          "%",
          say(context, "95%下限", "95 % low"),
          say(context, "95%上限", "95 % high"),
        ),
      ],
      body: [
        [
          { text: nameValue(variable, String(value), context) },
          countCell(result.n),
          countCell(result.count),
          percent(result.estimate),
          percent(result.ciLow),
          percent(result.ciHigh),
        ],
      ],
      note: say(context, "置信区间按Wilson法计算。", "Interval by Wilson's method."),
    };
  },
  chart: () => null,
  narrate(result, { variable, value }, context) {
    const [share, low, high] = [result.estimate, result.ciLow, result.ciHigh].map(
      (one) => `${formatNumber(100 * one, 1)}%`,
    ) as [string, string, string];
    const name = quoted(nameValue(variable, String(value), context), context);
    const text = say(
      context,
      `选择${name}的占${share}（95%置信区间${low}—${high}，n=${result.n}）。`,
      `${share} chose ${name} (95 % interval ${low} to ${high}, n=${result.n}).`,
    );
    return [
      sentence(
        text + smallSampleNote(result.n, context),
        ["estimate", result.estimate, share],
        ["ciLow", result.ciLow, low],
        ["ciHigh", result.ciHigh, high],
      ),
    ];
  },
};
