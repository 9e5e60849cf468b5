import { z } from "zod";
import { makeHeatMap } from "../charts/heat-map.ts";
import { makeIntervalChart } from "../charts/interval-chart.ts";
import { needDataset } from "../dataset/read-column.ts";
import type { NarratedSentence, PresentationContext } from "../model/presentation.ts";
import { countCell, formatNumber, numberCell, sayP } from "../presentation/format-number.ts";
import { bracketed, headerRow, nameVariable, say, sentence, smallSampleNote } from "../presentation/wording.ts";
import type { Analysis } from "../registry/analysis.ts";
import { variablesParam } from "../registry/param-roles.ts";
import type { IntraclassForm } from "../statistics/intraclass.ts";
import {
  type AgreementRequest,
  type AgreementResult,
  agreementMethods,
  measureAgreement,
} from "./agreement-coefficients.ts";

const forms = ["icc1", "icc2", "icc3", "icc1k", "icc2k", "icc3k"] as const;
const params = z.strictObject({
  raters: variablesParam("评分者", 2),
  method: z.enum(agreementMethods).default("krippendorffAlpha").meta({ description: "系数" }),
  weights: z.enum(["linear", "quadratic"]).default("quadratic").meta({ description: "加权方式（加权Kappa）" }),
  level: z
    .enum(["nominal", "ordinal", "interval", "ratio"])
    .default("nominal")
    .meta({ description: "测量层次（Krippendorff's α）" }),
  form: z.enum(forms).default("icc2").meta({ description: "组内相关的形式（ICC）" }),
});

/** Agreement of raters; rows are units. Complete units only, except Krippendorff's alpha, which takes every unit two raters rated. */
export const agreement: Analysis<AgreementRequest, AgreementResult> = {
  kind: "agreement",
  title: { zh: "评分者一致性", en: "Agreement of raters" },
  reads: "dataset",
  params,
  run: ({ dataset }, request) => measureAgreement(needDataset(dataset, "agreement"), request),
  table(result, request, context) {
    const listed = result.forms ?? [{ ...result, form: null }];
    return {
      caption: say(context, "评分者一致性", "Agreement of raters"),
      header: [
        headerRow(
          say(context, "系数", "Coefficient"),
          say(context, "估计值", "Estimate"),
          say(context, "95%置信区间", "95 % interval"),
          say(context, "评分对象数", "Units"),
          say(context, "评分者数", "Raters"),
        ),
      ],
      body: listed.map(({ form, estimate, ciLow, ciHigh }) => [
        { text: form === null ? nameMethod(request, context) : nameForm(form, context) },
        numberCell(estimate, 3),
        { text: sayInterval(ciLow, ciHigh, context), align: "right" as const },
        countCell(result.units),
        countCell(result.raters),
      ]),
      note: noteOf(result, request, context),
    };
  },
  chart(result, { raters }, context) {
    if (result.forms !== null) {
      const points = result.forms.flatMap(({ form, estimate, ciLow, ciHigh }) =>
        estimate === null ? [] : [{ label: nameForm(form, context), value: estimate, low: ciLow, high: ciHigh }],
      );
      return makeIntervalChart(points, say(context, "估计值及95%置信区间", "Estimate and 95 % interval"));
    }
    const names = raters.map((name) => nameVariable(name, context));
    const cells = names.flatMap((row, a) =>
      names.map((column, b) => {
        const share = result.pairwise[a]?.[b] ?? null;
        return { row, column, value: share ?? 0, text: formatNumber(share, 2) };
      }),
    );
    return makeHeatMap(cells, [0, 1], say(context, "评分相同的比例", "Share of equal ratings"));
  },
  narrate: narrateAgreement,
};

function noteOf({ units, test }: AgreementResult, request: AgreementRequest, context: PresentationContext): string {
  const parts = [`n=${units}`];
  if (test !== null)
    parts.push(
      `χ²=${formatNumber(test.chiSquare, 3)}${say(context, "，", ", ")}df=${test.df}${say(context, "，", ", ")}${sayP(test.p)}`,
    );
  const rule = bandsOf(request)?.rule;
  if (rule !== undefined) parts.push(say(context, rule[0], rule[1]));
  return parts.join(say(context, "；", "; "));
}

function narrateAgreement(
  result: AgreementResult,
  request: AgreementRequest,
  context: PresentationContext,
): readonly NarratedSentence[] {
  const shown = formatNumber(result.estimate, 3);
  const name = request.method === "icc" ? nameForm(request.form, context) : nameMethod(request, context);
  const interval =
    result.ciLow === null
      ? ""
      : say(
          context,
          `，95%置信区间${sayInterval(result.ciLow, result.ciHigh, context)}`,
          `, 95 % interval ${sayInterval(result.ciLow, result.ciHigh, context)}`,
        );
  const bands = bandsOf(request);
  const band = bands?.bands.find(([limit]) => result.estimate >= limit);
  const verdict = band === undefined ? "" : say(context, `，${band[1]}`, `, ${band[2]}`);
  const text = say(
    context,
    `${result.raters}名评分者对${result.units}个对象评分的${name}为${shown}${interval}${verdict}。`,
    `${name} of ${result.raters} raters over ${result.units} units is ${shown}${interval}${verdict}.`,
  );
  return [
    sentence(
      text + smallSampleNote(result.units, context),
      ["estimate", result.estimate, shown],
      ["units", result.units, String(result.units)],
    ),
  ];
}

function sayInterval(low: number | null, high: number | null, context: PresentationContext): string {
  if (low === null || high === null) return "—";
  return say(
    context,
    `［${formatNumber(low, 3)}，${formatNumber(high, 3)}］`,
    `[${formatNumber(low, 3)}, ${formatNumber(high, 3)}]`,
  );
}

function nameMethod({ method, weights, level }: AgreementRequest, context: PresentationContext): string {
  const linear = weights === "linear";
  const levels = {
    nominal: say(context, "定类", "nominal"),
    ordinal: say(context, "定序", "ordinal"),
    interval: say(context, "定距", "interval"),
    ratio: say(context, "定比", "ratio"),
  };
  return {
    percent: say(context, "完全一致率", "Share of full agreement"),
    cohenKappa: "Cohen's κ",
    weightedKappa: `${say(context, "加权κ", "Weighted κ")}${bracketed(linear ? say(context, "线性", "linear") : say(context, "二次", "quadratic"), context)}`,
    fleissKappa: "Fleiss' κ",
    krippendorffAlpha: `Krippendorff's α${bracketed(levels[level], context)}`,
    kendallW: "Kendall's W",
    icc: say(context, "组内相关系数", "Intraclass correlation"),
  }[method];
}

function nameForm(form: IntraclassForm, context: PresentationContext): string {
  const model = {
    "1": say(context, "单因素", "one-way"),
    "2": say(context, "双因素随机，绝对一致", "two-way random, absolute agreement"),
    "3": say(context, "双因素混合，一致性", "two-way mixed, consistency"),
  }[form[3] as "1" | "2" | "3"];
  const unit = form.endsWith("k") ? "k" : "1";
  return `ICC(${form[3]},${unit})${bracketed(model, context)}`;
}

type Band = readonly [limit: number, zh: string, en: string];

/** Bands to read a coefficient by, with the rule printed beside it; none for a share or Kendall's W. */
function bandsOf({
  method,
}: AgreementRequest): { readonly bands: readonly Band[]; readonly rule: readonly [string, string] } | null {
  if (method === "percent" || method === "kendallW") return null;
  if (method === "krippendorffAlpha")
    return {
      bands: [
        [0.8, "一致性可靠", "reliable"],
        [0.667, "仅可得出暂时性结论", "enough for tentative conclusions only"],
        [Number.NEGATIVE_INFINITY, "一致性不足，需要修订编码规则", "not enough; revise the rules"],
      ],
      rule: [
        "评判规则：≥0.800可靠，≥0.667暂可接受（Krippendorff，2004）",
        "Rule: ≥0.800 reliable, ≥0.667 tentative (Krippendorff 2004)",
      ],
    };
  if (method === "icc")
    return {
      bands: [
        [0.9, "一致性很好", "excellent"],
        [0.75, "一致性好", "good"],
        [0.5, "一致性中等", "moderate"],
        [Number.NEGATIVE_INFINITY, "一致性较差", "poor"],
      ],
      rule: [
        "评判规则：≥0.90很好，≥0.75好，≥0.50中等（Koo和Li，2016）",
        "Rule: ≥0.90 excellent, ≥0.75 good, ≥0.50 moderate (Koo & Li 2016)",
      ],
    };
  return {
    bands: [
      [0.81, "几乎完全一致", "almost perfect"],
      [0.61, "高度一致", "substantial"],
      [0.41, "中度一致", "moderate"],
      [0.21, "一致性一般", "fair"],
      [Number.NEGATIVE_INFINITY, "一致性较低", "slight or none"],
    ],
    rule: [
      "评判规则：≥0.81几乎完全，≥0.61高度，≥0.41中度，≥0.21一般（Landis和Koch，1977）",
      "Rule: ≥0.81 almost perfect, ≥0.61 substantial, ≥0.41 moderate, ≥0.21 fair (Landis & Koch 1977)",
    ],
  };
}
