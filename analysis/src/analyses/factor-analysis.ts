import { z } from "zod";
import { makeScreeChart } from "../charts/scree-chart.ts";
import { needDataset } from "../dataset/read-column.ts";
import type { NarratedSentence, PresentationContext, PresentationTable } from "../model/presentation.ts";
import { formatNumber, numberCell, sayP } from "../presentation/format-number.ts";
import { headerRow, nameVariable, quoted, say, sentence } from "../presentation/wording.ts";
import type { Analysis } from "../registry/analysis.ts";
import { variablesParam } from "../registry/param-roles.ts";
import { type FactorRequest, type FactorResult, solveFactors } from "./factor-solution.ts";

const params = z.strictObject({
  items: variablesParam("题项", 3),
  factors: z.number().int().min(1).optional().meta({ description: "因子数（留空时由平行分析决定）" }),
  method: z.enum(["minres", "principal"]).default("principal").meta({ description: "提取方法" }),
  rotation: z.enum(["none", "varimax", "oblimin"]).default("varimax").meta({ description: "旋转方法" }),
});

/** Below this a loading says little, and a second one above it makes an item ambiguous. */
const weakLoading = 0.4;

/** Validity: KMO, Bartlett's test, and factors of the correlations of complete cases. */
export const factorAnalysis: Analysis<FactorRequest, FactorResult> = {
  kind: "factorAnalysis",
  title: { zh: "效度分析（因子分析）", en: "Validity (factor analysis)" },
  reads: "dataset",
  params,
  run: ({ dataset }, request, { seed }) => solveFactors(needDataset(dataset, "factorAnalysis"), request, seed),
  table: writeTable,
  chart(result, _params, context) {
    return makeScreeChart(
      [
        { name: say(context, "特征值", "Eigenvalue"), values: result.eigenvalues },
        { name: say(context, "平行分析（第95百分位数）", "By chance (95th percentile)"), values: result.parallel },
      ],
      { x: say(context, "因子序号", "Factor"), y: say(context, "特征值", "Eigenvalue") },
    );
  },
  narrate: narrateFactors,
};

function writeTable(
  result: FactorResult,
  { items, method, rotation }: FactorRequest,
  context: PresentationContext,
): PresentationTable {
  const names = result.variance.map((_, factor) => say(context, `因子${factor + 1}`, `Factor ${factor + 1}`));
  const share = (value: number): number => (100 * value) / items.length;
  let sum = 0;
  const running = result.variance.map((value) => {
    sum += share(value);
    return sum;
  });
  const blank = { text: "" };
  const { bartlett } = result;
  return {
    caption: say(context, `${items.length}个题项的因子分析`, `Factor analysis of ${items.length} items`),
    header: [headerRow(say(context, "题项", "Item"), ...names, say(context, "共同度", "Communality"))],
    body: [
      ...items.map((item, row) => [
        { text: nameVariable(item, context) },
        ...(result.loadings[row] ?? []).map((value) => numberCell(value, 3)),
        numberCell(result.communalities[row] ?? null, 3),
      ]),
      [
        { text: say(context, "载荷平方和", "Sum of squares") },
        ...result.variance.map((value) => numberCell(value, 3)),
        blank,
      ],
      [
        { text: say(context, "方差解释率／%", "Variance / %") },
        ...result.variance.map((value) => numberCell(share(value), 1)),
        blank,
      ],
      [
        { text: say(context, "累计方差解释率／%", "Cumulative / %") },
        ...running.map((value) => numberCell(value, 1)),
        blank,
      ],
    ],
    note: [
      `KMO=${formatNumber(result.kmo, 3)}`,
      say(
        context,
        `Bartlett球形检验χ²=${formatNumber(bartlett.statistic, 3)}，df=${bartlett.df}，${sayP(bartlett.p)}`,
        `Bartlett's χ²=${formatNumber(bartlett.statistic, 3)}, df=${bartlett.df}, ${sayP(bartlett.p)}`,
      ),
      nameMethod(method, rotation, context),
      `n=${result.n}`,
    ].join(say(context, "；", "; ")),
  };
}

function nameMethod(
  method: FactorRequest["method"],
  rotation: FactorRequest["rotation"],
  context: PresentationContext,
): string {
  const extracted =
    method === "minres"
      ? say(context, "最小残差法提取", "extracted by minimum residuals")
      : say(context, "主成分法提取", "principal components");
  const turned = {
    none: say(context, "未旋转", "not rotated"),
    varimax: say(context, "最大方差法旋转", "varimax"),
    oblimin: say(context, "直接斜交法（oblimin）旋转", "direct oblimin"),
  }[rotation];
  return `${extracted}${say(context, "，", ", ")}${turned}`;
}

const bands = [
  [0.9, "非常适合", "very well suited"],
  [0.8, "很适合", "well suited"],
  [0.7, "适合", "suited"],
  [0.6, "勉强适合", "barely suited"],
  [0.5, "不太适合", "hardly suited"],
  [Number.NEGATIVE_INFINITY, "不适合", "not suited"],
] as const;

function narrateFactors(
  result: FactorResult,
  { items, factors }: FactorRequest,
  context: PresentationContext,
): readonly NarratedSentence[] {
  const kmo = formatNumber(result.kmo, 3);
  const [, zh, en] = bands.find(([limit]) => result.kmo >= limit) ?? bands[5];
  const total = result.variance.reduce((sum, value) => sum + value, 0) / items.length;
  const percent = formatNumber(100 * total, 1);
  const first = sentence(
    say(
      context,
      `KMO值为${kmo}，${zh}做因子分析；Bartlett球形检验${sayP(result.bartlett.p)}（n=${result.n}）。`,
      `KMO is ${kmo}: the items are ${en} for factor analysis; Bartlett's test ${sayP(result.bartlett.p)} (n=${result.n}).`,
    ),
    ["kmo", result.kmo, kmo],
    ["bartlett.p", result.bartlett.p, sayP(result.bartlett.p)],
    ["n", result.n, String(result.n)],
  );
  const count = String(result.factors);
  const how = sayWhoDecided(result, factors, context);
  const second = sentence(
    say(
      context,
      `${how}提取${count}个因子，共解释总方差的${percent}%。`,
      `${how}${count} ${result.factors === 1 ? "factor was" : "factors were"} extracted, which explain ${percent} % of the variance.`,
    ),
    ["factors", result.factors, count],
  );
  const flags = describeFlags(result, items, context);
  return [first, second, ...flags];
}

/** Who set the number of factors; parallel analysis that finds none still leaves one to be looked at. */
function sayWhoDecided(result: FactorResult, asked: number | undefined, context: PresentationContext): string {
  if (asked !== undefined) return say(context, "按设定", "As asked, ");
  if (result.suggestedFactors > 0) return say(context, "按平行分析", "By parallel analysis ");
  return say(
    context,
    "平行分析未发现共同因子（特征值均不高于无关数据），仍",
    "Parallel analysis finds no common factor (no eigenvalue is above those of unrelated data); all the same ",
  );
}

/** Items to look at: no loading that says something, or more than one. */
function describeFlags(
  result: FactorResult,
  items: readonly string[],
  context: PresentationContext,
): readonly NarratedSentence[] {
  const strong = result.absoluteLoadings.map((row) => row.filter((value) => value >= weakLoading).length);
  const list = (keep: (count: number) => boolean): string =>
    items
      .filter((_, item) => keep(strong[item] ?? 0))
      .map((item) => quoted(nameVariable(item, context), context))
      .join(say(context, "、", ", "));
  const [weak, crossed] = [list((count) => count === 0), list((count) => count > 1)];
  const said = [
    ...(weak === ""
      ? []
      : [say(context, `${weak}在各因子上的载荷均低于0.4，建议复核。`, `Review ${weak}: no loading reaches 0.4.`)]),
    ...(crossed === ""
      ? []
      : [
          say(
            context,
            `${crossed}在多个因子上的载荷不低于0.4，归属不明确，建议复核。`,
            `Review ${crossed}: more than one loading reaches 0.4.`,
          ),
        ]),
    ...(result.warnings.length === 0
      ? []
      : [
          say(
            context,
            "解处于边界或未收敛，因子数可能过多，请谨慎使用。",
            "The solution lies at its limits or did not settle: perhaps too many factors; read with care.",
          ),
        ]),
  ];
  return said.map((text) => sentence(text));
}
