import { z } from "zod";
import { makeStackedChart } from "../charts/stacked-chart.ts";
import { needDataset } from "../dataset/read-column.ts";
import type { PresentationContext, PresentationTable } from "../model/presentation.ts";
import { describeEffect } from "../presentation/effect-size.ts";
import { formatNumber, formatP, sayP, starLegend, starsOf } from "../presentation/format-number.ts";
import { nameValue, nameVariable, quoted, say, sentence, smallSampleNote } from "../presentation/wording.ts";
import type { Analysis } from "../registry/analysis.ts";
import { designNeedsWeight, designParams, hasWeightForDesign, variableParam } from "../registry/param-roles.ts";
import { marginsOf } from "../statistics/contingency.ts";
import type { FisherOutcome } from "../statistics/fisher-exact.ts";
import { type CrosstabResult, countCells } from "./crosstab-counts.ts";

const params = z
  .strictObject({
    rows: variableParam("行变量"),
    columns: variableParam("列变量"),
    ...designParams,
  })
  .refine(hasWeightForDesign, designNeedsWeight);
type Params = z.infer<typeof params>;

/** Two categorical variables against each other, complete cases. Throws with fewer than two rows or columns in use. */
export const crosstab: Analysis<Params, CrosstabResult> = {
  kind: "crosstab",
  title: { zh: "交叉分析", en: "Cross-tabulation" },
  reads: "dataset",
  params,
  whereIsDomain: ({ weight }) => weight !== undefined,
  run: ({ dataset, domain }, request, { seed }) =>
    countCells(needDataset(dataset, "crosstab"), { ...request, domain, seed }),
  table: writeTable,
  chart(result, { rows, columns }, context) {
    const shares = result.rowValues.flatMap((row, r) =>
      result.columnValues.map((column, c) => ({
        row: nameValue(rows, row, context),
        category: nameValue(columns, column, context),
        percent: result.rowPercents[r]?.[c] ?? 0,
      })),
    );
    return makeStackedChart(shares, {
      axis: say(context, "行百分比／%", "Row percent / %"),
      legend: nameVariable(columns, context),
    });
  },
  narrate(result, { rows, columns }, context) {
    const { statistic, p } = result.chiSquare;
    const [x, v] = [formatNumber(statistic, 3), formatNumber(result.cramersV, 3)];
    const exact = result.smallestExpected < 5 ? result.fisher : undefined;
    const design = result.raoScott;
    const used = design?.p ?? exact?.p ?? p;
    const test = design
      ? say(context, `Rao-Scott校正${sayP(used)}`, `Rao–Scott ${sayP(used)}`)
      : exact
        ? say(context, `Fisher精确检验${sayP(used)}`, `Fisher's exact test ${sayP(used)}`)
        : sayP(p);
    const figures = say(context, `（χ²=${x}，${test}，Cramér's V=${v}）`, ` (χ²=${x}, ${test}, Cramér's V=${v})`);
    const names = [nameVariable(rows, context), nameVariable(columns, context)].map((name) => quoted(name, context));
    const text =
      used < context.rules.alphaLevel
        ? say(
            context,
            `${names[0]}与${names[1]}的关联具有统计学意义${figures}，${describeEffect("cramersV", result.cramersV, context)}。`,
            `${names[0]} and ${names[1]} are significantly associated${figures}, ${describeEffect("cramersV", result.cramersV, context)}.`,
          )
        : say(
            context,
            `未发现${names[0]}与${names[1]}存在显著关联${figures}。`,
            `No significant association of ${names[0]} and ${names[1]} was found${figures}.`,
          );
    return [
      sentence(
        text + smallSampleNote(result.unweightedN, context),
        ["chiSquare.statistic", statistic, x],
        [design ? "raoScott.p" : exact ? "fisher.p" : "chiSquare.p", used, sayP(used)],
        ["cramersV", result.cramersV, v],
      ),
    ];
  },
};

function writeTable(
  result: CrosstabResult,
  { rows, columns }: Params,
  context: PresentationContext,
): PresentationTable {
  const { rows: totals } = marginsOf(result.counts);
  const sparse =
    result.warnings.length > 0
      ? say(
          context,
          "；部分期望频数小于5，请参考Fisher检验或合并类别",
          "; some expected counts are below 5, see Fisher's test or merge categories",
        )
      : "";
  const { chiSquare, cramersV: v, fisher, raoScott } = result;
  const [df1, df2] = [formatNumber(raoScott?.df1 ?? null, 2), formatNumber(raoScott?.df2 ?? null, 1)];
  const designed =
    raoScott === null
      ? ""
      : say(
          context,
          `；Rao-Scott校正F(${df1}, ${df2})=${formatNumber(raoScott.statistic, 3)}，${sayP(raoScott.p)}`,
          `; Rao–Scott F(${df1}, ${df2})=${formatNumber(raoScott.statistic, 3)}, ${sayP(raoScott.p)}`,
        );
  const exact = fisher === undefined ? "" : `${say(context, "；", "; ")}${sayFisher(fisher, context)}`;
  return {
    caption: say(
      context,
      `${nameVariable(rows, context)}与${nameVariable(columns, context)}的交叉表`,
      `${nameVariable(rows, context)} by ${nameVariable(columns, context)}`,
    ),
    unit: say(context, "人（行%）", "count (row %)"),
    header: [
      [
        { text: nameVariable(rows, context) },
        ...result.columnValues.map((value) => ({ text: nameValue(columns, value, context), align: "right" as const })),
        { text: say(context, "合计", "Total"), align: "right" as const },
      ],
    ],
    body: result.rowValues.map((value, row) => [
      { text: nameValue(rows, value, context) },
      ...(result.counts[row] ?? []).map((count, column) => ({
        text: showShare(count, result.rowPercents[row]?.[column] ?? 0, context),
        value: count,
        align: "right" as const,
      })),
      {
        text: formatNumber(totals[row] ?? 0, Number.isInteger(totals[row]) ? 0 : 1),
        value: totals[row] ?? 0,
        align: "right" as const,
      },
    ]),
    note: [
      [
        `χ²=${formatNumber(chiSquare.statistic, 3)}${starsOf(chiSquare)}`,
        `df=${chiSquare.df}`,
        `p=${formatP(chiSquare.p)}`,
        `Cramér's V=${formatNumber(v, 3)}`,
      ].join(say(context, "，", ", ")) +
        exact +
        designed +
        sparse,
      `n=${formatNumber(result.n, Number.isInteger(result.n) ? 0 : 1)}`,
      starLegend(context.locale),
    ].join(say(context, "；", "; ")),
  };
}

function showShare(count: number, percent: number, context: PresentationContext): string {
  const [shown, share] = [formatNumber(count, Number.isInteger(count) ? 0 : 1), formatNumber(percent, 1)];
  return say(context, `${shown}（${share}）`, `${shown} (${share})`);
}

/** Fisher's p; a simulated one with the tables that were drawn and its interval. */
function sayFisher(fisher: FisherOutcome, context: PresentationContext): string {
  const p = formatP(fisher.p);
  if (fisher.method === "exact") return say(context, `Fisher精确检验p=${p}`, `Fisher's exact p=${p}`);
  const [low, high] = [formatNumber(fisher.ciLow, 4), formatNumber(fisher.ciHigh, 4)];
  return say(
    context,
    `Fisher检验p=${p}（模拟${fisher.draws}张表，95%区间［${low}，${high}］）`,
    `Fisher's p=${p} (${fisher.draws} simulated tables, 95 % interval [${low}, ${high}])`,
  );
}
