import { z } from "zod";
import { makeBarChart } from "../charts/bar-chart.ts";
import { completeRows } from "../dataset/complete-columns.ts";
import { countNotAssigned, needDataset, readNumbers } from "../dataset/read-column.ts";
import { noVariation, tooFew, totalConstant } from "../errors.ts";
import { reversedNumbers } from "../expression/derive-score.ts";
import type { NarratedSentence, PresentationContext } from "../model/presentation.ts";
import { formatNumber, numberCell } from "../presentation/format-number.ts";
import {
  headerRow,
  nameVariable,
  quoted,
  say,
  sayNotAssigned,
  sentence,
  smallSampleNote,
} from "../presentation/wording.ts";
import type { Analysis } from "../registry/analysis.ts";
import { variablesParam } from "../registry/param-roles.ts";
import {
  covarianceMatrix,
  cronbachAlpha,
  feldtInterval,
  findConstant,
  itemTotalCorrelation,
  type SplitHalf,
  type SquareMatrix,
  splitInHalves,
  toCorrelations,
} from "../statistics/internal-consistency.ts";
import { omegaTotal } from "../statistics/omega.ts";

const params = z
  .strictObject({
    items: variablesParam("题项", 2),
    reverse: z.array(z.string()).default([]).meta({ role: "variables", description: "反向题" }),
    scale: z.strictObject({ min: z.number(), max: z.number() }).optional().meta({ description: "量表最小值和最大值" }),
    label: z.string().optional().meta({ description: "量表名称" }),
  })
  .refine(
    ({ items, reverse }) => reverse.every((item) => items.includes(item)),
    "reverse: expected only names that stand in items",
  );
type Params = z.infer<typeof params>;

/** One item: corrected item-total correlation, and alpha without it (null with two items); both null where the sum of the others is constant. */
export interface ReliabilityItem {
  readonly item: string;
  readonly citc: number | null;
  readonly alphaIfDeleted: number | null;
}

/** With two items `alpha` holds Spearman–Brown and `method` says so; omega needs three items. */
export interface ReliabilityResult {
  readonly n: number;
  /** Not asked at least one item, because its module was not assigned to them. */
  readonly notAssigned: number;
  readonly method: "cronbachAlpha" | "spearmanBrown";
  readonly alpha: number;
  readonly alphaCiLow: number | null;
  readonly alphaCiHigh: number | null;
  readonly standardizedAlpha: number | null;
  readonly omegaTotal: number | null;
  /** The first half of the items, larger where their number is odd, against the second; null below four items. */
  readonly splitHalf: SplitHalf | null;
  readonly items: readonly ReliabilityItem[];
}

/** Internal consistency of items over complete cases; reversed items by the declared limits of the scale, never by what was observed. */
export const reliability: Analysis<Params, ReliabilityResult> = {
  kind: "reliability",
  title: { zh: "信度分析", en: "Reliability" },
  reads: "dataset",
  params,
  run({ dataset }, { items, reverse, scale }) {
    const data = needDataset(dataset, "reliability");
    const columns = items.map((item) =>
      reverse.includes(item) ? reversedNumbers(data, item, scale) : readNumbers(data, item),
    );
    const rows = completeRows(columns);
    const n = rows.length;
    if (n < 3) throw tooFew(`reliability of ${items.join(", ")}`, "at least three complete cases", String(n));
    const covariances = covarianceMatrix(columns, rows);
    const constant = items[findConstant(columns, covariances)];
    if (constant !== undefined) throw noVariation(constant);
    return { ...describeConsistency(items, covariances, n), notAssigned: countNotAssigned(data, items) };
  },
  table(result, { items, reverse, label }, context) {
    const name = label ?? say(context, "量表", "Scale");
    return {
      caption: say(context, `${name}的信度（${items.length}题）`, `Reliability of ${name} (${items.length} items)`),
      header: [headerRow(say(context, "题项", "Item"), "CITC", say(context, "删项后α", "α if deleted"))],
      body: result.items.map(({ item, citc, alphaIfDeleted }) => [
        {
          text: `${nameVariable(item, context)}${reverse.includes(item) ? say(context, "（反向）", " (reversed)") : ""}`,
        },
        numberCell(citc, 3),
        numberCell(alphaIfDeleted, 3),
      ]),
      note: [
        describeCoefficients(result, context),
        `n=${result.n}${sayNotAssigned(result.notAssigned, context)}`,
        ruleNote(context),
      ].join(say(context, "；", "; ")),
    };
  },
  chart(result, _params, context) {
    const bars = result.items.flatMap(({ item, citc }) =>
      citc === null ? [] : [{ label: nameVariable(item, context), value: citc, text: formatNumber(citc, 2) }],
    );
    return makeBarChart(bars, say(context, "校正的项总相关（CITC）", "Corrected item-total correlation"));
  },
  narrate: narrateReliability,
};

function describeConsistency(
  items: readonly string[],
  covariances: SquareMatrix,
  n: number,
): Omit<ReliabilityResult, "notAssigned"> {
  const k = items.length;
  const all = items.map((_, index) => index);
  const correlations = toCorrelations(covariances);
  const standardizedAlpha = cronbachAlpha(correlations, all);
  const two = k === 2;
  const alpha = two ? standardizedAlpha : cronbachAlpha(covariances, all);
  if (alpha === null) throw totalConstant(items);
  const [low, high] = two ? [null, null] : feldtInterval(alpha, n, k);
  return {
    n,
    method: two ? "spearmanBrown" : "cronbachAlpha",
    alpha,
    alphaCiLow: low,
    alphaCiHigh: high,
    standardizedAlpha,
    omegaTotal: two ? null : omegaTotal(correlations),
    splitHalf: splitInHalves(covariances),
    items: items.map((item, index) => ({
      item,
      citc: itemTotalCorrelation(covariances, index),
      alphaIfDeleted: two
        ? null
        : cronbachAlpha(
            covariances,
            all.filter((other) => other !== index),
          ),
    })),
  };
}

function coefficientName({ method }: ReliabilityResult, context: PresentationContext): string {
  return method === "spearmanBrown" ? say(context, "Spearman-Brown系数", "Spearman–Brown coefficient") : "Cronbach's α";
}

function describeCoefficients(result: ReliabilityResult, context: PresentationContext): string {
  const alpha = `${coefficientName(result, context)}=${formatNumber(result.alpha, 3)}`;
  const omega = result.omegaTotal === null ? [] : [`ω=${formatNumber(result.omegaTotal, 3)}`];
  const half = result.splitHalf?.spearmanBrown ?? null;
  const halves =
    half === null ? [] : [say(context, `折半信度=${formatNumber(half, 3)}`, `split-half=${formatNumber(half, 3)}`)];
  return [alpha, ...omega, ...halves].join(say(context, "，", ", "));
}

const bands = [
  [0.9, "很好", "very good"],
  [0.8, "好", "good"],
  [0.7, "可接受", "acceptable"],
  [0.6, "勉强可用于探索", "barely enough for exploration"],
] as const;

function ruleNote(context: PresentationContext): string {
  return say(
    context,
    "评判规则：≥0.90很好，≥0.80好，≥0.70可接受，≥0.60勉强，<0.60需修订",
    "Rule: ≥0.90 very good, ≥0.80 good, ≥0.70 acceptable, ≥0.60 barely, <0.60 revise",
  );
}

function narrateReliability(
  result: ReliabilityResult,
  { items, label }: Params,
  context: PresentationContext,
): readonly NarratedSentence[] {
  const a = formatNumber(result.alpha, 3);
  const band = bands.find(([limit]) => result.alpha >= limit);
  const verdict =
    band === undefined
      ? say(context, "偏低，需要修订题项", "low; the items need revision")
      : say(context, band[1], band[2]);
  const name = label === undefined ? say(context, "该量表", "The scale") : quoted(label, context);
  const coefficient = coefficientName(result, context);
  const first = sentence(
    say(
      context,
      `${name}共${items.length}题，${coefficient}为${a}，信度${verdict}（n=${result.n}）。${smallSampleNote(result.n, context)}`,
      `${name} has ${items.length} items; ${coefficient} is ${a}, ${verdict} (n=${result.n}).${smallSampleNote(result.n, context)}`,
    ),
    ["alpha", result.alpha, a],
  );
  const weak = result.items.filter(
    ({ citc, alphaIfDeleted }) => (citc ?? 0) < 0.4 || (alphaIfDeleted ?? 0) > result.alpha + 0.01,
  );
  if (result.method === "spearmanBrown") return [first];
  const names = weak.map(({ item }) => quoted(nameVariable(item, context), context)).join(say(context, "、", ", "));
  const second =
    weak.length === 0
      ? say(
          context,
          "各题CITC均不低于0.4，删除任一题项后α未明显提高。",
          "Every item-total correlation is at least 0.4 and no deletion clearly raises α.",
        )
      : say(
          context,
          `${names}的CITC低于0.4或删除后α明显提高，建议复核。`,
          `Review ${names}: low item-total correlation, or α rises without it.`,
        );
  return [first, sentence(second)];
}
