import { z } from "zod";
import { makeDistributionChart } from "../charts/distribution-chart.ts";
import { needDataset } from "../dataset/read-column.ts";
import { notTwoGroups, noVariation } from "../errors.ts";
import type { PresentationContext } from "../model/presentation.ts";
import { formatNumber, numberCell, pCell, sayP, starLegend, starsOf } from "../presentation/format-number.ts";
import { headerRow, nameValue, nameVariable, quoted, say, sentence, smallSampleNote } from "../presentation/wording.ts";
import type { Analysis } from "../registry/analysis.ts";
import { variableParam } from "../registry/param-roles.ts";
import { groupValues } from "../statistics/group-values.ts";
import { type DistributionComparison, testKolmogorovSmirnov } from "../statistics/kolmogorov-smirnov.ts";
import { describeRanked, type RankedGroup } from "./rank-groups.ts";

const params = z.strictObject({ variable: variableParam("检验变量"), by: variableParam("分组变量（两组）") });
type Params = z.infer<typeof params>;

/** `share` of a group: how much of it lies at or below `largest.at`, where the two are furthest apart. Of more than 240 `steps` evenly chosen ones are listed. */
export interface KolmogorovSmirnovResult extends DistributionComparison {
  readonly n: number;
  readonly groups: readonly (RankedGroup & { readonly share: number })[];
}

/** Kolmogorov–Smirnov test of two groups, complete cases: whether they are distributed alike, in place, spread or shape. Throws with other than two groups, or where all values are equal. */
export const kolmogorovSmirnov: Analysis<Params, KolmogorovSmirnovResult> = {
  kind: "kolmogorovSmirnov",
  title: { zh: "两样本Kolmogorov-Smirnov检验", en: "Two-sample Kolmogorov–Smirnov test" },
  reads: "dataset",
  params,
  run({ dataset }, { variable, by }) {
    const groups = groupValues(needDataset(dataset, "kolmogorovSmirnov"), variable, by);
    const [a, b] = groups;
    if (a === undefined || b === undefined || groups.length !== 2)
      throw notTwoGroups(`Kolmogorov–Smirnov test of “${variable}” by “${by}”`, "kruskalWallis", groups.length);
    const tested = testKolmogorovSmirnov(a.values, b.values);
    if (tested === null) throw noVariation(variable);
    return {
      n: a.values.length + b.values.length,
      ...tested,
      steps: chooseSteps(tested),
      groups: [a, b].map(({ group, values }, place) => ({
        ...describeRanked(group, values, null),
        share: tested.largest.shares[place] ?? 0,
      })),
    };
  },
  table(result, { variable, by }, context) {
    const tail = [numberCell(result.d, 3, starsOf(result)), pCell(result)];
    const blank = tail.map(() => ({ text: "" }));
    const [what, group] = [nameVariable(variable, context), nameVariable(by, context)];
    const limit = nameLimit(result, variable, context);
    return {
      caption: say(
        context,
        `不同${group}在${what}上的两样本Kolmogorov-Smirnov检验`,
        `Two-sample Kolmogorov–Smirnov test of ${what} by ${group}`,
      ),
      header: [
        headerRow(
          say(context, "组别", "Group"),
          "n",
          say(context, "中位数", "Median"),
          say(context, `不高于${limit}的占比`, `At or below ${limit}`),
          "D",
          "p",
        ),
      ],
      body: result.groups.map((one, index) => [
        { text: nameValue(by, one.group, context) },
        numberCell(one.n, 0),
        numberCell(one.median, 2),
        { text: percent(one.share), value: one.share, align: "right" },
        ...(index === 0 ? tail : blank),
      ]),
      note: say(
        context,
        `n=${result.n}；D为两条经验分布曲线的最大距离；${noteMethod(result, context)}；${starLegend("zh")}`,
        `n=${result.n}; D is the largest distance of the two empirical distribution functions; ${noteMethod(result, context)}; ${starLegend("en")}`,
      ),
    };
  },
  chart: ({ groups, steps, largest }, { variable, by }, context) =>
    makeDistributionChart(
      groups.map(({ group }) => nameValue(by, group, context)),
      steps,
      largest,
      { x: nameVariable(variable, context), y: say(context, "累计占比", "Cumulative share") },
    ),
  narrate(result, { variable, by }, context) {
    const d = formatNumber(result.d, 3);
    const figures = say(context, `（D=${d}，${sayP(result.p)}）`, ` (D=${d}, ${sayP(result.p)})`);
    const what = quoted(nameVariable(variable, context), context);
    const [first, second] = result.groups.map(({ group }) => quoted(nameValue(by, group, context), context));
    const small = smallSampleNote(Math.min(...result.groups.map(({ n }) => n)), context);
    const numbers = [["d", result.d, d] as const, ["p", result.p, sayP(result.p)] as const];
    if (result.p >= context.rules.alphaLevel) {
      const text = say(
        context,
        `未发现${what}在${first}和${second}之间的分布存在显著差异${figures}。`,
        `No significant difference between the distributions of ${what} in ${first} and ${second} was found${figures}.`,
      );
      return [sentence(text + small, ...numbers)];
    }
    const [one = "", other = ""] = result.groups.map(({ share }) => percent(share));
    const limit = nameLimit(result, variable, context);
    const text = say(
      context,
      `${what}在${first}和${second}之间的分布差异具有统计学意义${figures}，不高于${limit}的占比相差最大：${first}为${one}，${second}为${other}。`,
      `The distributions of ${what} in ${first} and ${second} differ significantly${figures}; the shares at or below ${limit} lie furthest apart: ${one} of ${first}, ${other} of ${second}.`,
    );
    const shares = result.groups.map(({ share }, at) => [`groups.${at}.share`, share, percent(share)] as const);
    return [
      sentence(text + small, ...numbers, ...shares),
      sentence(
        say(
          context,
          "该检验比较整个分布，差异可能在于水平、离散程度或形状，不专指水平高低。",
          "The test compares whole distributions, which may differ in level, spread or shape; it does not single out the level.",
        ),
      ),
    ];
  },
};

/** More steps than these cannot be told apart at the width of a chart. */
const mostSteps = 240;

/** Steps to draw: of many evenly chosen ones, with the last and the one of the largest distance. */
function chooseSteps({ steps, largest }: DistributionComparison): DistributionComparison["steps"] {
  const every = Math.ceil(steps.length / mostSteps);
  return steps.filter((step, place) => place % every === 0 || place === steps.length - 1 || step === largest);
}

function percent(share: number): string {
  return `${formatNumber(share * 100, 1)}%`;
}

/** The value where the distributions lie furthest apart, by its label where it has one. */
function nameLimit({ largest }: KolmogorovSmirnovResult, variable: string, context: PresentationContext): string {
  const value = String(largest.at);
  const label = nameValue(variable, value, context);
  return label === value ? String(Number(largest.at.toPrecision(6))) : quoted(label, context);
}

function noteMethod({ method, ties }: KolmogorovSmirnovResult, context: PresentationContext): string {
  if (method === "exact") return say(context, "p为精确值，已计入相同取值", "p is exact, given the ties");
  return ties
    ? say(context, "p为渐近值，有相同取值时偏大（偏保守）", "p is asymptotic and, with ties, too large (conservative)")
    : say(context, "p为渐近值", "p is asymptotic");
}
