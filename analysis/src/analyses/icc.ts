import { z } from "zod";
import { makeIntervalChart } from "../charts/interval-chart.ts";
import { needDataset } from "../dataset/read-column.ts";
import type { Tail } from "../distributions/tails.ts";
import { noVariation, tooFew } from "../errors.ts";
import type { Dataset } from "../model/dataset.ts";
import { countCell, formatNumber, numberCell, pCell, sayP } from "../presentation/format-number.ts";
import { headerRow, nameVariable, quoted, say, sentence, smallSampleNote } from "../presentation/wording.ts";
import type { Analysis } from "../registry/analysis.ts";
import { variableParam, variablesParam } from "../registry/param-roles.ts";
import { clusterIcc } from "../statistics/cluster-icc.ts";
import { groupValues } from "../statistics/group-values.ts";

const params = z.strictObject({ variables: variablesParam("变量", 1), cluster: variableParam("聚类变量（如单位）") });
type Params = z.infer<typeof params>;

/** One variable: `estimate` is ICC(1) of one case, `ofMeans` ICC(2) of the mean of a unit; `designEffect` = 1 + (n₀ − 1)·ICC, at least 1. */
export interface IccRow extends Tail {
  readonly variable: string;
  readonly n: number;
  readonly clusters: number;
  readonly averageSize: number;
  readonly estimate: number;
  readonly ciLow: number;
  readonly ciHigh: number;
  readonly ofMeans: number | null;
  readonly statistic: number;
  readonly df1: number;
  readonly df2: number;
  readonly designEffect: number;
}

/** With one variable its fields also stand at the top; `n` then is its, else the smallest. */
export type IccResult = { readonly n: number; readonly variables: readonly IccRow[] } & Partial<IccRow>;

/** Above this, errors that take cases as independent are too small. */
const notable = 0.05;

/** How much of the variation of variables lies between units. Throws with fewer than two units, one case each, or no variation. */
export const icc: Analysis<Params, IccResult> = {
  kind: "icc",
  title: { zh: "组内相关（单位聚集性）", en: "Intraclass correlation" },
  reads: "dataset",
  params,
  run({ dataset }, { variables, cluster }) {
    const data = needDataset(dataset, "icc");
    const rows = variables.map((variable) => measure(data, variable, cluster));
    const [only] = rows;
    if (rows.length === 1 && only !== undefined) return { ...only, variables: rows };
    return { n: Math.min(...rows.map(({ n }) => n)), variables: rows };
  },
  table(result, { cluster }, context) {
    return {
      caption: say(
        context,
        `按${nameVariable(cluster, context)}的组内相关`,
        `Intraclass correlation by ${nameVariable(cluster, context)}`,
      ),
      header: [
        headerRow(
          say(context, "变量", "Variable"),
          "n",
          say(context, "单位数", "Units"),
          "ICC(1)",
          say(context, "95%下限", "95 % low"),
          say(context, "95%上限", "95 % high"),
          "ICC(2)",
          "F",
          "p",
          say(context, "设计效应", "Design effect"),
        ),
      ],
      body: result.variables.map((one) => [
        { text: nameVariable(one.variable, context) },
        countCell(one.n),
        countCell(one.clusters),
        numberCell(one.estimate, 3),
        numberCell(one.ciLow, 3),
        numberCell(one.ciHigh, 3),
        numberCell(one.ofMeans, 3),
        numberCell(one.statistic, 3),
        pCell(one),
        numberCell(one.designEffect, 2),
      ]),
      note: say(
        context,
        "ICC(1)为单个作答的组内相关，ICC(2)为单位均值的信度；ICC(1)>0.05时应使用按单位聚类的标准误。",
        "ICC(1) is of one answer, ICC(2) of the mean of a unit; above 0.05 use errors clustered by unit.",
      ),
    };
  },
  chart(result, _params, context) {
    const points = result.variables.map(({ variable, estimate, ciLow, ciHigh }) => ({
      label: nameVariable(variable, context),
      value: estimate,
      low: ciLow,
      high: ciHigh,
    }));
    return makeIntervalChart(points, say(context, "ICC(1)及95%置信区间", "ICC(1) with 95 % interval"), true);
  },
  narrate(result, { cluster }, context) {
    return result.variables.map((one, place) => {
      const [name, unit] = [quoted(nameVariable(one.variable, context), context), nameVariable(cluster, context)];
      const shown = formatNumber(one.estimate, 3);
      const figures = say(context, `（ICC=${shown}，${sayP(one.p)}）`, ` (ICC=${shown}, ${sayP(one.p)})`);
      const text =
        one.estimate > notable
          ? say(
              context,
              `同一${unit}内的${name}较为相近${figures}，按个人独立计算的p值偏乐观，应使用按单位聚类的标准误。`,
              `Answers on ${name} within one ${unit} are alike${figures}; p-values that take them as independent are optimistic, use clustered errors.`,
            )
          : say(
              context,
              `${name}在同一${unit}内的聚集性较低${figures}。`,
              `Answers on ${name} within one ${unit} are hardly alike${figures}.`,
            );
      return sentence(
        text + smallSampleNote(one.n, context),
        [`variables.${place}.estimate`, one.estimate, shown],
        [`variables.${place}.p`, one.p, sayP(one.p)],
      );
    });
  },
};

function measure(data: Dataset, variable: string, cluster: string): IccRow {
  const groups = groupValues(data, variable, cluster);
  const what = `intraclass correlation of “${variable}” by “${cluster}”`;
  if (groups.length < 2) throw tooFew(what, "at least two units with valid cases", String(groups.length));
  const n = groups.reduce((sum, { values }) => sum + values.length, 0);
  if (n === groups.length) throw tooFew(what, "at least one unit with two valid cases", "one case in every unit");
  const found = clusterIcc(groups);
  if (found === null) throw noVariation(`${variable} within ${cluster}`);
  const { anova, ...figures } = found;
  const { statistic, dfBetween: df1, dfWithin: df2, p, log10P } = anova;
  const designEffect = 1 + (found.averageSize - 1) * Math.max(0, found.estimate);
  return { variable, n, clusters: groups.length, ...figures, statistic, df1, df2, p, log10P, designEffect };
}
