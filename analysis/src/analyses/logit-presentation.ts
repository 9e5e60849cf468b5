import { makeForestChart } from "../charts/forest-chart.ts";
import type { ChartSpec, NarratedSentence, PresentationContext, TableCell } from "../model/presentation.ts";
import { formatNumber, numberCell, pCell, sayP, starLegend, starsOf } from "../presentation/format-number.ts";
import { headerRow, nameVariable, quoted, say, sentence, smallSampleNote } from "../presentation/wording.ts";
import type { LogitCoefficient, LogitFit, LogitRequest } from "./logit-fit.ts";
import { nameTerm, sayTerm } from "./regression-design.ts";

/** Titles of the columns of `coefficientCells`. */
export function coefficientTitles(context: PresentationContext): readonly TableCell[] {
  return headerRow(
    say(context, "变量", "Term"),
    "B",
    say(context, "标准误", "SE"),
    "z",
    "p",
    "OR",
    say(context, "OR的95%置信区间", "95 % interval of OR"),
  );
}

/** Cells of a coefficient: name, estimate with stars, error, test, odds ratio with its interval. */
export function coefficientCells(one: LogitCoefficient, context: PresentationContext): readonly TableCell[] {
  const [low, high] = [formatNumber(one.ciLow, 3), formatNumber(one.ciHigh, 3)];
  return [
    { text: nameTerm(one, context) },
    numberCell(one.estimate, 3, starsOf(one)),
    numberCell(one.se, 3),
    numberCell(one.z, 3),
    pCell(one),
    numberCell(one.oddsRatio, 3),
    { text: say(context, `［${low}，${high}］`, `[${low}, ${high}]`), align: "right" },
  ];
}

/** The test of the whole model. */
function wholeTest({ likelihoodRatio, wald }: Pick<LogitFit, "likelihoodRatio" | "wald">) {
  if (likelihoodRatio !== null) return { ...likelihoodRatio, symbol: "χ²", path: "likelihoodRatio" };
  return { statistic: wald?.statistic ?? null, p: wald?.p ?? 1, symbol: "F", path: "wald" };
}

/** What stands below the table. */
export function fitNote(result: LogitFit, context: PresentationContext): string {
  const { likelihoodRatio, wald } = result;
  return [
    `n=${result.n}`,
    ...(likelihoodRatio === null
      ? []
      : [
          say(
            context,
            `似然比检验χ²=${formatNumber(likelihoodRatio.statistic, 3)}，df=${likelihoodRatio.df}，${sayP(likelihoodRatio.p)}`,
            `likelihood ratio χ²=${formatNumber(likelihoodRatio.statistic, 3)}, df=${likelihoodRatio.df}, ${sayP(likelihoodRatio.p)}`,
          ),
        ]),
    ...(wald ? [`Wald F(${wald.df1}, ${wald.df2})=${formatNumber(wald.statistic, 3)}`, sayP(wald.p)] : []),
    `McFadden R²=${formatNumber(result.mcFadden, 3)}`,
    ...(result.nagelkerke === null ? [] : [`Nagelkerke R²=${formatNumber(result.nagelkerke, 3)}`]),
    ...(result.aic === null ? [] : [`AIC=${formatNumber(result.aic, 2)}`]),
    starLegend(context.locale),
  ].join(say(context, "；", "; "));
}

/** Odds ratios with their intervals on a scale of powers, without the intercept and what no axis can show. */
export function drawRatios(result: Pick<LogitFit, "coefficients">, context: PresentationContext): ChartSpec | null {
  const shown = (value: number | null): value is number => value !== null && value > 1e-6 && value < 1e6;
  const points = result.coefficients.flatMap((one) =>
    one.variable !== null && shown(one.oddsRatio) && shown(one.ciLow) && shown(one.ciHigh)
      ? [{ label: nameTerm(one, context), value: one.oddsRatio, low: one.ciLow, high: one.ciHigh }]
      : [],
  );
  if (points.length === 0) return null;
  return makeForestChart(points, {
    axis: say(context, "优势比（OR）及95%置信区间", "Odds ratio with 95 % interval"),
    neutral: 1,
    ratio: true,
  });
}

type Outcome = { readonly zh: string; readonly en: string };

/** Sentences on the whole model, on each coefficient that is significant, and the reservation about causes. `higher` says what a ratio above 1 makes more likely, of each coefficient where that differs. */
export function narrateLogit(
  result: Omit<LogitFit, "coefficients"> & {
    readonly coefficients: readonly (LogitCoefficient & { readonly category?: string })[];
  },
  { outcome }: LogitRequest,
  context: PresentationContext,
  higher: Outcome | ((one: { readonly category?: string }) => Outcome),
): readonly NarratedSentence[] {
  const name = quoted(nameVariable(outcome, context), context);
  const { statistic, p, symbol, path } = wholeTest(result);
  const [shown, r2] = [formatNumber(statistic, 3), formatNumber(result.mcFadden, 3)];
  const figures = say(
    context,
    `（${symbol}=${shown}，${sayP(p)}，McFadden R²=${r2}）`,
    ` (${symbol}=${shown}, ${sayP(p)}, McFadden R²=${r2})`,
  );
  const significant = p < context.rules.alphaLevel;
  const first = sentence(
    (significant
      ? say(
          context,
          `${name}的回归模型整体具有统计学意义${figures}。`,
          `The model of ${name} is significant${figures}.`,
        )
      : say(
          context,
          `未发现${name}的回归模型整体具有统计学意义${figures}。`,
          `The model of ${name} as a whole is not significant${figures}.`,
        )) + smallSampleNote(result.n, context),
    ...(statistic === null
      ? []
      : ([
          [`${path}.statistic`, statistic, shown],
          [`${path}.p`, p, sayP(p)],
        ] as const)),
    ["mcFadden", result.mcFadden, r2],
  );
  const found = [...result.coefficients.entries()].filter(
    ([, one]) => significant && one.variable !== null && one.p < context.rules.alphaLevel && one.oddsRatio !== null,
  );
  const details = found.map(([place, one]) => {
    const ratio = formatNumber(one.oddsRatio, 3);
    const term = sayTerm(one, context);
    const more = one.estimate > 0;
    const what = typeof higher === "function" ? higher(one) : higher;
    return sentence(
      say(
        context,
        `在其他自变量不变时，${term}${one.value === null ? "每增加1，" : ""}${what.zh}的优势为原来的${ratio}倍，即${more ? "更高" : "更低"}（${sayP(one.p)}）。`,
        `Other predictors equal, ${term} ${one.value === null ? "one higher " : ""}goes with ${more ? "higher" : "lower"} odds of ${what.en} (OR=${ratio}, ${sayP(one.p)}).`,
      ),
      [`coefficients.${place}.oddsRatio`, one.oddsRatio ?? 0, ratio],
      [`coefficients.${place}.p`, one.p, sayP(one.p)],
    );
  });
  const few =
    result.warnings.length === 0
      ? []
      : [
          sentence(
            say(
              context,
              "较少一类结果的人数不足自变量数的十倍，估计不稳定，请谨慎使用。",
              "The rarest outcome has fewer than ten cases a coefficient; estimates are unstable.",
            ),
          ),
        ];
  const caution =
    details.length === 0
      ? []
      : [
          sentence(
            say(context, "回归系数反映相关关系，不能据此推断因果。", "Coefficients show association, not cause."),
          ),
        ];
  return [first, ...details, ...few, ...caution];
}
