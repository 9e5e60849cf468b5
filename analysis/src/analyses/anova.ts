import { mean, sampleStandardDeviation } from "simple-statistics";
import { z } from "zod";
import { makeIntervalChart } from "../charts/interval-chart.ts";
import { needDataset } from "../dataset/read-column.ts";
import { studentCritical } from "../distributions/tails.ts";
import { groupsConstant, noVariation, tooFew, tooMany } from "../errors.ts";
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
import {
  analyseOneWay,
  comparePairs,
  comparePooled,
  type PairComparison,
  testLevene,
  testWelch,
} from "../statistics/anova.ts";
import { type GroupValues, groupValues } from "../statistics/group-values.ts";
import { type AnovaResult, mostGroups } from "./anova-result.ts";
import { analyseWeighted } from "./anova-weighted.ts";

const params = z
  .strictObject({
    variable: variableParam("检验变量"),
    by: variableParam("分组变量"),
    postHoc: z
      .enum(["tukey", "gamesHowell", "bonferroni", "lsd", "none"])
      .optional()
      .meta({ description: "事后比较（不选时为Tukey法，加权时为Bonferroni法）" }),
    ...designParams,
  })
  .refine(hasWeightForDesign, designNeedsWeight)
  .refine(
    ({ weight, postHoc }) => weight === undefined || (postHoc !== "tukey" && postHoc !== "gamesHowell"),
    "postHoc: expected bonferroni, lsd or none beside a weight, since Tukey's and Games and Howell's range has no weighted form",
  );
type Params = z.infer<typeof params>;

/** One-way analysis of variance; a group of one case counts, without a spread of its own. Throws with fewer than two groups, one case in each, or without spread. */
export const anova: Analysis<Params, AnovaResult> = {
  kind: "anova",
  title: { zh: "方差分析", en: "One-way analysis of variance" },
  reads: "dataset",
  params,
  whereIsDomain: ({ weight }) => weight !== undefined,
  run({ dataset, domain }, { weight, postHoc: asked, ...request }) {
    const data = needDataset(dataset, "anova");
    if (weight !== undefined)
      return analyseWeighted(data, { ...request, weight, postHoc: usedPostHoc({ weight, postHoc: asked }) }, domain);
    const { variable, by } = request;
    const postHoc = usedPostHoc({ postHoc: asked });
    const groups = groupValues(data, variable, by);
    const what = `analysis of variance of “${variable}” by “${by}”`;
    if (groups.length < 2) throw tooFew(what, "at least two groups with valid cases", String(groups.length));
    const small = groups.find(({ values }) => values.length < 2);
    const alone = groups.every(({ values }) => values.length < 2);
    if (small && (alone || postHoc === "gamesHowell"))
      throw tooFew(
        `${what}, group “${small.group}”`,
        "at least two valid cases (merge groups by recode, or leave it out by where)",
        "1",
      );
    if (postHoc !== "none" && groups.length > mostGroups)
      throw tooMany(`${what}, post-hoc comparison (postHoc none leaves it out)`, `${mostGroups} groups`, groups.length);
    const oneWay = analyseOneWay(groups);
    if (oneWay.ssWithin === 0) throw noVariation(variable);
    const constant = groups.filter(({ values }) => values.every((value) => value === values[0]));
    if (postHoc === "gamesHowell" && constant.length > 1) throw groupsConstant(constant.map(({ group }) => group));
    return {
      n: groups.reduce((sum, { values }) => sum + values.length, 0),
      weightedN: null,
      ...oneWay,
      welch: testWelch(groups),
      levene: testLevene(groups),
      groups: groups.map(({ group, values }) => ({
        group,
        n: values.length,
        mean: mean(values as number[]),
        sd: values.length < 2 ? null : sampleStandardDeviation(values as number[]),
      })),
      postHoc: comparePlain(groups, postHoc),
    };
  },
  table(result, { variable, by, ...request }, context) {
    const tail = [numberCell(result.statistic, 3, starsOf(result)), pCell(result), numberCell(result.etaSquared, 3)];
    const blank = { text: "" };
    const rows = result.groups.map(({ group, n, mean: center, sd }, index) => [
      { text: nameValue(by, group, context) },
      countCell(n),
      { text: `${formatNumber(center, 2)}±${formatNumber(sd, 2)}`, value: center, align: "right" as const },
      ...(index === 0 ? tail : [blank, blank, blank]),
    ]);
    return {
      caption: say(
        context,
        `不同${nameVariable(by, context)}在${nameVariable(variable, context)}上的差异`,
        `${nameVariable(variable, context)} by ${nameVariable(by, context)}`,
      ),
      header: [headerRow(say(context, "组别", "Group"), "n", say(context, "均值±标准差", "Mean ± SD"), "F", "p", "η²")],
      body: rows,
      note: `n=${result.n}${say(context, "；", "; ")}${starLegend(context.locale)}${noteMethods(request, context)}`,
    };
  },
  chart(result, { by, weight }, context) {
    const points = result.groups.map(({ group, n, mean: center, sd }) => {
      const label = nameValue(by, group, context);
      if (sd === null || weight !== undefined) return { label, value: center, low: null, high: null };
      const half = (studentCritical(0.95, n - 1) * sd) / Math.sqrt(n);
      return { label, value: center, low: center - half, high: center + half };
    });
    return makeIntervalChart(points, say(context, "均值及95%置信区间", "Mean and 95 % interval"));
  },
  narrate: narrateAnova,
};

type PostHoc = NonNullable<Params["postHoc"]>;

function usedPostHoc({ weight, postHoc }: Pick<Params, "weight" | "postHoc">): PostHoc {
  return postHoc ?? (weight === undefined ? "tukey" : "bonferroni");
}

function comparePlain(groups: readonly GroupValues[], postHoc: PostHoc): readonly PairComparison[] {
  if (postHoc === "none") return [];
  return postHoc === "tukey" || postHoc === "gamesHowell"
    ? comparePairs(groups, postHoc)
    : comparePooled(groups, postHoc);
}

const methodNames = { tukey: "Tukey", gamesHowell: "Games–Howell", bonferroni: "Bonferroni", lsd: "LSD" } as const;

function noteMethods(request: Pick<Params, "weight" | "postHoc">, context: PresentationContext): string {
  const { weight } = request;
  const postHoc = usedPostHoc(request);
  const pairs =
    postHoc === "none"
      ? ""
      : say(context, `；事后比较：${methodNames[postHoc]}`, `; post hoc: ${methodNames[postHoc]}`);
  if (weight === undefined) return pairs;
  return `${pairs}${say(context, "；", "; ")}${noteWeight(weight, context)}`;
}

function narrateAnova(
  result: AnovaResult,
  { variable, by }: Params,
  context: PresentationContext,
): readonly NarratedSentence[] {
  const [f, eta] = [formatNumber(result.statistic, 3), formatNumber(result.etaSquared, 3)];
  const figures = say(context, `（F=${f}，${sayP(result.p)}，η²=${eta}）`, ` (F=${f}, ${sayP(result.p)}, η²=${eta})`);
  const [group, what] = [nameVariable(by, context), quoted(nameVariable(variable, context), context)];
  const significant = result.p < context.rules.alphaLevel;
  const effect = describeEffect("etaSquared", result.etaSquared, context);
  const verdict = significant
    ? say(
        context,
        `不同${group}在${what}上的差异具有统计学意义${figures}，${effect}。`,
        `${what} differs significantly by ${group}${figures}, ${effect}.`,
      )
    : say(
        context,
        `未发现不同${group}在${what}上存在显著差异${figures}。`,
        `No significant difference of ${what} by ${group} was found${figures}.`,
      );
  const caution =
    significant && isNegligible("etaSquared", result.etaSquared)
      ? say(context, "差异虽显著但效应较小。", " Significant, but the effect is small.")
      : "";
  const smallest = Math.min(...result.groups.map(({ n }) => n));
  const first = sentence(
    verdict + caution + smallSampleNote(smallest, context),
    ["statistic", result.statistic, f],
    ["p", result.p, sayP(result.p)],
    ["etaSquared", result.etaSquared, eta],
  );
  const pairs = significant ? describePairs(result.postHoc, by, context) : "";
  return pairs === "" ? [first] : [first, sentence(pairs)];
}

function describePairs(pairs: readonly PairComparison[], by: string, context: PresentationContext): string {
  const name = (group: string): string => quoted(nameValue(by, group, context), context);
  const found = pairs
    .filter(({ p }) => p < context.rules.alphaLevel)
    .map(({ a, b, difference }) => (difference > 0 ? `${name(a)}>${name(b)}` : `${name(b)}>${name(a)}`));
  if (found.length === 0) return "";
  return say(context, `事后比较显示：${found.join("，")}。`, `Post hoc comparisons show ${found.join(", ")}.`);
}
