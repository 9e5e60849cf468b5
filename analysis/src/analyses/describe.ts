import { z } from "zod";
import { makeIntervalChart } from "../charts/interval-chart.ts";
import { countNotAssigned, needDataset, readNumbers, readWeights } from "../dataset/read-column.ts";
import { countCell, formatNumber, numberCell } from "../presentation/format-number.ts";
import { headerRow, nameVariable, quoted, say, sentence, smallSampleNote } from "../presentation/wording.ts";
import type { Analysis } from "../registry/analysis.ts";
import { variablesParam, weightParam } from "../registry/param-roles.ts";
import { describeValues, describeWeighted, dropMissing, type Moments } from "../statistics/moments.ts";
import { listPerVariable, type PerVariable } from "./per-variable.ts";

const params = z.strictObject({ variables: variablesParam("变量", 1), weight: weightParam });
type Params = z.infer<typeof params>;

/** Figures of one variable; with a weight all are weighted, and shape and interval are null. */
export interface DescribedVariable extends Moments {
  readonly variable: string;
  /** Of those who were asked. */
  readonly missing: number;
  /** Not asked, because the module of the question was not assigned to them. */
  readonly notAssigned: number;
  readonly weightedN: number | null;
}

export type DescribeResult = PerVariable<DescribedVariable>;

/** Describes numeric variables, each over its own valid cases. */
export const describe: Analysis<Params, DescribeResult> = {
  kind: "describe",
  title: { zh: "描述统计", en: "Descriptive statistics" },
  reads: "dataset",
  params,
  run({ dataset }, { variables, weight }) {
    const data = needDataset(dataset, "describe");
    const weights = weight === undefined ? null : readWeights(data, weight);
    const described = variables.map((variable): DescribedVariable => {
      const values = readNumbers(data, variable);
      const moments = describeValues(dropMissing(values));
      const notAssigned = countNotAssigned(data, [variable]);
      const asked = data.rowCount - notAssigned;
      const plain = { variable, ...moments, missing: asked - moments.n, notAssigned, weightedN: null };
      if (weights === null) return plain;
      const weighted = describeWeighted(values, weights);
      const unknown = { skewness: null, kurtosis: null, ciLow: null, ciHigh: null };
      return { variable, ...weighted, ...unknown, missing: asked - weighted.n, notAssigned };
    });
    return listPerVariable(described);
  },
  table(result, _params, context) {
    return {
      caption: say(context, "描述统计", "Descriptive statistics"),
      header: [
        headerRow(
          say(context, "变量", "Variable"),
          "n",
          say(context, "均值", "Mean"),
          say(context, "标准差", "SD"),
          say(context, "中位数", "Median"),
          say(context, "最小值", "Min"),
          say(context, "最大值", "Max"),
          say(context, "偏度", "Skewness"),
          say(context, "峰度", "Kurtosis"),
        ),
      ],
      body: result.variables.map((one) => [
        { text: nameVariable(one.variable, context) },
        countCell(one.n),
        ...([one.mean, one.sd, one.median, one.min, one.max, one.skewness, one.kurtosis] as const).map((value) =>
          numberCell(value, 2),
        ),
      ]),
      note:
        say(context, "偏度和峰度为G1、G2（正态为0）。", "Skewness and kurtosis are G1 and G2 (0 for the normal).") +
        (result.variables.some(({ notAssigned }) => notAssigned > 0)
          ? say(
              context,
              "分模块作答的题目，n为分配到该题的人数。",
              " Of questions in modules, n counts those they were assigned to.",
            )
          : ""),
    };
  },
  chart(result, _params, context) {
    const points = result.variables.flatMap(({ variable, mean, ciLow, ciHigh }) =>
      mean === null ? [] : [{ label: nameVariable(variable, context), value: mean, low: ciLow, high: ciHigh }],
    );
    return points.length === 0
      ? null
      : makeIntervalChart(points, say(context, "均值及95%置信区间", "Mean and 95 % interval"));
  },
  narrate(result, _params, context) {
    return result.variables.map(({ variable, n, mean, sd }, index) => {
      const name = quoted(nameVariable(variable, context), context);
      if (mean === null) return sentence(say(context, `${name}没有有效数据。`, `${name} has no valid data.`));
      const [m, s] = [formatNumber(mean, 2), formatNumber(sd, 2)];
      const text = say(context, `${name}的均值为${m}±${s}（n=${n}）。`, `${name} has a mean of ${m} ± ${s} (n=${n}).`);
      return sentence(
        text + smallSampleNote(n, context),
        [`variables.${index}.mean`, mean, m],
        [`variables.${index}.n`, n, String(n)],
      );
    });
  },
};
