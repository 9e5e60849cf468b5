import { z } from "zod";
import { makeBarChart } from "../charts/bar-chart.ts";
import { completeColumns } from "../dataset/complete-columns.ts";
import { needDataset, readNumbers, readVariable } from "../dataset/read-column.ts";
import { scaleLimits } from "../dataset/scale-limits.ts";
import { groupsAlike, noVariation, tooFew } from "../errors.ts";
import { reversedNumbers } from "../expression/derive-score.ts";
import { formatNumber, numberCell, pCell, starLegend, starsOf } from "../presentation/format-number.ts";
import { headerRow, nameVariable, quoted, say, sentence, smallSampleNote } from "../presentation/wording.ts";
import type { Analysis } from "../registry/analysis.ts";
import { variablesParam } from "../registry/param-roles.ts";
import { compareExtremes, type ExtremeContrast, formExtremes } from "../statistics/extreme-groups.ts";
import { covarianceMatrix, findConstant, itemTotalCorrelation } from "../statistics/internal-consistency.ts";

const params = z
  .strictObject({
    items: variablesParam("题项", 2),
    reverse: z.array(z.string()).default([]).meta({ role: "variables", description: "反向题" }),
    scale: z.strictObject({ min: z.number(), max: z.number() }).optional().meta({ description: "量表最小值和最大值" }),
    share: z.number().min(0.05).max(0.5).default(0.27).meta({ description: "高分组、低分组各占比例" }),
  })
  .refine(
    ({ items, reverse }) => reverse.every((item) => items.includes(item)),
    "reverse: expected only names that stand in items",
  );
type Params = z.infer<typeof params>;

/** One item: how the groups of high and low totals answer it. The test is null where it has no spread in either group, `discrimination` where the limits of the scale are not known. */
export interface ItemRow extends ExtremeContrast {
  readonly item: string;
  /** Difference of the means as share of the scale's width. */
  readonly discrimination: number | null;
  readonly citc: number | null;
}

/** Totals at or above `cutHigh` form the high group, at or below `cutLow` the low one; ties at a cut are all in. */
export interface ItemAnalysisResult {
  readonly n: number;
  readonly cutLow: number;
  readonly cutHigh: number;
  readonly nLow: number;
  readonly nHigh: number;
  readonly items: readonly ItemRow[];
}

/** Item analysis by extreme groups (Kelley 1939: 27 %) over complete cases. Throws where the totals do not part two groups. */
export const itemAnalysis: Analysis<Params, ItemAnalysisResult> = {
  kind: "itemAnalysis",
  title: { zh: "项目分析", en: "Item analysis" },
  reads: "dataset",
  params,
  run({ dataset }, request) {
    const data = needDataset(dataset, "itemAnalysis");
    const { items, reverse, scale, share } = request;
    const columns = completeColumns(
      items.map((item) => (reverse.includes(item) ? reversedNumbers(data, item, scale) : readNumbers(data, item))),
    );
    const n = columns[0]?.length ?? 0;
    if (n < 4) throw tooFew(`item analysis of ${items.join(", ")}`, "at least four complete cases", String(n));
    const covariances = covarianceMatrix(columns);
    const constant = items[findConstant(columns, covariances)];
    if (constant !== undefined) throw noVariation(constant);
    const groups = formExtremes(columns, share);
    if (groups === null) throw groupsAlike(items);
    const rows = items.map((item, place): ItemRow => {
      const limits = scale ?? scaleLimits(readVariable(data, item));
      const compared = compareExtremes(columns[place] ?? new Float64Array(), groups);
      return {
        item,
        ...compared,
        discrimination: limits === null ? null : compared.difference / (limits.max - limits.min),
        citc: itemTotalCorrelation(covariances, place),
      };
    });
    const { cutLow, cutHigh, low, high } = groups;
    return { n, cutLow, cutHigh, nLow: low.length, nHigh: high.length, items: rows };
  },
  table(result, { share, reverse }, context) {
    const percent = formatNumber(100 * share, 0);
    return {
      caption: say(context, `项目分析（${result.items.length}题）`, `Item analysis (${result.items.length} items)`),
      header: [
        headerRow(
          say(context, "题项", "Item"),
          say(context, `高分组（n=${result.nHigh}）`, `High group (n=${result.nHigh})`),
          say(context, `低分组（n=${result.nLow}）`, `Low group (n=${result.nLow})`),
          say(context, "决断值t", "Critical ratio t"),
          "p",
          say(context, "区分度", "Discrimination"),
          "CITC",
        ),
      ],
      body: result.items.map((one) => [
        {
          text: `${nameVariable(one.item, context)}${reverse.includes(one.item) ? say(context, "（反向）", " (reversed)") : ""}`,
        },
        {
          text: `${formatNumber(one.meanHigh, 2)}±${formatNumber(one.sdHigh, 2)}`,
          value: one.meanHigh,
          align: "right",
        },
        { text: `${formatNumber(one.meanLow, 2)}±${formatNumber(one.sdLow, 2)}`, value: one.meanLow, align: "right" },
        numberCell(one.statistic, 3, one.p === null ? "" : starsOf({ p: one.p })),
        one.p === null ? numberCell(null, 3) : pCell({ p: one.p }),
        numberCell(one.discrimination, 2),
        numberCell(one.citc, 3),
      ]),
      note: say(
        context,
        `n=${result.n}；按总分高低各取约${percent}%（同分全部计入）；区分度为两组均值之差占量表全距的比例；${starLegend("zh")}`,
        `n=${result.n}; about ${percent} % at either end of the total, ties all in; discrimination is the difference of the means as share of the scale's width; ${starLegend("en")}`,
      ),
    };
  },
  chart(result, _params, context) {
    const bars = result.items.flatMap(({ item, statistic }) =>
      statistic === null
        ? []
        : [{ label: nameVariable(item, context), value: statistic, text: formatNumber(statistic, 2) }],
    );
    return bars.length === 0 ? null : makeBarChart(bars, say(context, "决断值t", "Critical ratio t"));
  },
  narrate(result, _params, context) {
    const weak = [...result.items.entries()].filter(
      ([, one]) => one.p === null || one.p >= context.rules.alphaLevel || (one.statistic ?? 0) < 3,
    );
    if (weak.length === 0)
      return [
        sentence(
          say(
            context,
            `各题在高分组与低分组之间的差异均具有统计学意义，决断值均不低于3，题项能够区分作答者（n=${result.n}）。`,
            `Every item differs significantly between the groups with a critical ratio of at least 3 (n=${result.n}).`,
          ) + smallSampleNote(result.n, context),
          ["n", result.n, String(result.n)],
        ),
      ];
    const names = weak
      .map(([, one]) => quoted(nameVariable(one.item, context), context))
      .join(say(context, "、", ", "));
    const text = say(
      context,
      `${names}的决断值低于3或差异不显著，区分作用不足，建议复核题项的表述或反向计分（n=${result.n}）。`,
      `${names}: critical ratio below 3 or no significant difference; review wording and reversed scoring (n=${result.n}).`,
    );
    return [sentence(text + smallSampleNote(result.n, context), ["n", result.n, String(result.n)])];
  },
};
