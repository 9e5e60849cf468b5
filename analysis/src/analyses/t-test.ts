import { z } from "zod";
import { makeBoxChart } from "../charts/box-chart.ts";
import { makeIntervalChart } from "../charts/interval-chart.ts";
import { needDataset } from "../dataset/read-column.ts";
import { studentCritical } from "../distributions/tails.ts";
import type { NarratedSentence, PresentationContext } from "../model/presentation.ts";
import { describeEffect, isNegligible } from "../presentation/effect-size.ts";
import {
  countCell,
  formatNumber,
  numberCell,
  pCell,
  sayP,
  starLegend,
  starsOf,
} from "../presentation/format-number.ts";
import {
  headerRow,
  nameValue,
  nameVariable,
  noteWeight,
  quoted,
  say,
  sentence,
  smallSampleNote,
} from "../presentation/wording.ts";
import type { Analysis } from "../registry/analysis.ts";
import { designNeedsWeight, designParams, hasWeightForDesign, variableParam } from "../registry/param-roles.ts";
import { type TTestResult, testOne, testPairs, testTwo } from "./t-test-samples.ts";
import { testWeighted } from "./t-test-weighted.ts";

const params = z
  .strictObject({
    variable: variableParam("检验变量").optional(),
    by: variableParam("分组变量（两组）").optional(),
    mu: z.number().optional().meta({ description: "比较值" }),
    paired: z.tuple([z.string(), z.string()]).optional().meta({ role: "variables", description: "配对变量" }),
    equalVariances: z.boolean().default(false).meta({ description: "假定方差相等" }),
    ...designParams,
    picture: z.enum(["intervals", "box"]).default("intervals").meta({ description: "图形" }),
  })
  .refine(
    ({ variable, by, mu, paired }) =>
      paired !== undefined
        ? variable === undefined && by === undefined && mu === undefined
        : variable !== undefined && (by === undefined) !== (mu === undefined),
    "expected variable with by, variable with mu, or paired",
  )
  .refine(hasWeightForDesign, designNeedsWeight)
  .refine(
    ({ picture, by, weight }) => picture !== "box" || (by !== undefined && weight === undefined),
    "picture: expected two groups and no weight for a box plot",
  )
  .refine(
    ({ weight, equalVariances }) => weight === undefined || !equalVariances,
    "equalVariances: expected none beside a weight, whose errors take no variances as equal",
  );
type Params = z.infer<typeof params>;

/** Student's t: two groups (Welch unless `equalVariances`), one sample against `mu`, or pairs; with a weight by linearised errors on the degrees of freedom of the design. The first group is the smaller value. */
export const tTest: Analysis<Params, TTestResult> = {
  kind: "tTest",
  title: { zh: "t检验", en: "t test" },
  reads: "dataset",
  params,
  whereIsDomain: ({ weight }) => weight !== undefined,
  run({ dataset, domain }, { weight, ...request }) {
    const data = needDataset(dataset, "tTest");
    if (weight !== undefined) return testWeighted(data, { ...request, weight }, domain);
    if (request.paired) return testPairs(data, request.paired);
    const { variable = "", by, mu = 0 } = request;
    return by === undefined
      ? testOne(data, variable, mu)
      : testTwo(data, { variable, by, equalVariances: request.equalVariances, boxes: request.picture === "box" });
  },
  table(result, request, context) {
    const rows = result.groups.map(({ group, n, mean: center, sd }) => [
      { text: nameGroup(group, request, context) },
      countCell(n),
      { text: `${formatNumber(center, 2)}±${formatNumber(sd, 2)}`, value: center, align: "right" as const },
    ]);
    const { statistic, df, cohenD } = result;
    const blank = { text: "" };
    const tail = [
      numberCell(statistic, 3, starsOf(result)),
      numberCell(df, Number.isInteger(df) ? 0 : 1),
      pCell(result),
      numberCell(cohenD, 2),
    ];
    return {
      caption: say(context, `${nameTested(request, context)}的t检验`, `t test of ${nameTested(request, context)}`),
      header: [
        headerRow(
          say(context, "组别", "Group"),
          "n",
          say(context, "均值±标准差", "Mean ± SD"),
          "t",
          "df",
          "p",
          "Cohen's d",
        ),
      ],
      body: rows.map((row, index) => [...row, ...(index === 0 ? tail : [blank, blank, blank, blank])]),
      note: `${noteMethod(request, context)}${starLegend(context.locale)}`,
    };
  },
  chart(result, request, context) {
    const { boxes, groups } = result;
    if (boxes !== undefined) {
      const named = boxes.map((box, place) => ({
        label: nameGroup(groups[place]?.group ?? "", request, context),
        ...box,
      }));
      return makeBoxChart(named, nameVariable(request.variable ?? "", context));
    }
    const points = result.groups.map(({ group, n, mean: center, sd }) => {
      const half =
        sd === null || n < 2 || request.weight !== undefined
          ? null
          : (studentCritical(0.95, n - 1) * sd) / Math.sqrt(n);
      return {
        label: nameGroup(group, request, context),
        value: center,
        low: half === null ? null : center - half,
        high: half === null ? null : center + half,
      };
    });
    return makeIntervalChart(points, say(context, "均值及95%置信区间", "Mean and 95 % interval"));
  },
  narrate: narrateTTest,
};

function noteMethod({ weight, equalVariances, by }: Params, context: PresentationContext): string {
  if (weight !== undefined) return `${noteWeight(weight, context)}${say(context, "；", "; ")}`;
  return equalVariances || by === undefined ? "" : say(context, "Welch校正；", "Welch's correction; ");
}

function nameTested(request: Params, context: PresentationContext): string {
  const names = request.paired ?? [request.variable ?? ""];
  return names.map((name) => nameVariable(name, context)).join(say(context, "与", " and "));
}

function nameGroup(group: string, { by }: Params, context: PresentationContext): string {
  return by === undefined ? nameVariable(group, context) : nameValue(by, group, context);
}

function narrateTTest(result: TTestResult, request: Params, context: PresentationContext): readonly NarratedSentence[] {
  const [first, second] = result.groups.map(({ group }) => quoted(nameGroup(group, request, context), context));
  const [t, d] = [formatNumber(result.statistic, 3), formatNumber(result.cohenD, 2)];
  const figures = say(context, `（t=${t}，${sayP(result.p)}，d=${d}）`, ` (t=${t}, ${sayP(result.p)}, d=${d})`);
  const what = quoted(nameTested(request, context), context);
  const against =
    second === undefined
      ? say(context, `与${request.mu ?? 0}`, ` and ${request.mu ?? 0}`)
      : say(context, `在${first}和${second}之间`, ` between ${first} and ${second}`);
  const significant = result.p < context.rules.alphaLevel;
  const verdict = significant
    ? say(
        context,
        `${what}${against}的差异具有统计学意义${figures}，${describeEffect("d", result.cohenD, context)}。`,
        `${what}: the difference${against} is significant${figures}, ${describeEffect("d", result.cohenD, context)}.`,
      )
    : say(
        context,
        `未发现${what}${against}存在显著差异${figures}。`,
        `${what}: no significant difference${against} was found${figures}.`,
      );
  const caution =
    significant && isNegligible("d", result.cohenD)
      ? say(context, "差异虽显著但效应较小。", " Significant, but the effect is small.")
      : "";
  const smallest = Math.min(...result.groups.map(({ n }) => n));
  return [
    sentence(
      verdict + caution + smallSampleNote(smallest, context),
      ["statistic", result.statistic, t],
      ["p", result.p, sayP(result.p)],
      ["cohenD", result.cohenD, d],
    ),
  ];
}
