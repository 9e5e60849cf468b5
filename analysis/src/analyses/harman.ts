import { z } from "zod";
import { makeBarChart } from "../charts/bar-chart.ts";
import { needDataset } from "../dataset/read-column.ts";
import { formatNumber, numberCell } from "../presentation/format-number.ts";
import { headerRow, say, sentence, smallSampleNote } from "../presentation/wording.ts";
import type { Analysis } from "../registry/analysis.ts";
import { variablesParam } from "../registry/param-roles.ts";
import { solveFactors } from "./factor-solution.ts";

const params = z.strictObject({ items: variablesParam("题项（各量表的全部题项）", 3) });
type Params = z.infer<typeof params>;

/** Principal components of all items, not rotated: their eigenvalues, and the share of variance the first explains, from 0 to 100. */
export interface HarmanResult {
  readonly n: number;
  readonly eigenvalues: readonly number[];
  readonly components: readonly { readonly percent: number; readonly cumulativePercent: number }[];
  readonly aboveOne: number;
  readonly firstPercent: number;
}

/** The custom that one component should explain less, in per cent. */
const customary = 40;

/** Harman's single-factor check (1967; Podsakoff & al. 2003, J. Appl. Psychol. 88, p. 889): whether one component carries most of what items of several scales share. Throws as `factorAnalysis`. */
export const harman: Analysis<Params, HarmanResult> = {
  kind: "harman",
  title: { zh: "共同方法偏差检验（Harman单因素）", en: "Common method variance (Harman's single factor)" },
  reads: "dataset",
  params,
  run({ dataset }, { items }, { seed }) {
    const asked = { items, factors: 1, method: "principal", rotation: "none" } as const;
    const { n, eigenvalues } = solveFactors(needDataset(dataset, "harman"), asked, seed);
    let sum = 0;
    const components = eigenvalues.map((value) => {
      const percent = (100 * value) / items.length;
      sum += percent;
      return { percent, cumulativePercent: sum };
    });
    const aboveOne = eigenvalues.filter((value) => value > 1).length;
    return { n, eigenvalues, components, aboveOne, firstPercent: components[0]?.percent ?? 0 };
  },
  table(result, { items }, context) {
    const shown = Math.max(1, result.aboveOne);
    return {
      caption: say(
        context,
        `${items.length}个题项的Harman单因素检验`,
        `Harman's single-factor check of ${items.length} items`,
      ),
      header: [
        headerRow(
          say(context, "成分", "Component"),
          say(context, "特征值", "Eigenvalue"),
          say(context, "方差解释率／%", "Variance / %"),
          say(context, "累计／%", "Cumulative / %"),
        ),
      ],
      body: result.components
        .slice(0, shown)
        .map(({ percent, cumulativePercent }, place) => [
          { text: String(place + 1) },
          numberCell(result.eigenvalues[place] ?? null, 3),
          numberCell(percent, 1),
          numberCell(cumulativePercent, 1),
        ]),
      note: say(
        context,
        `n=${result.n}；主成分法，未旋转；列出特征值大于1的成分`,
        `n=${result.n}; principal components, not rotated; those with an eigenvalue above 1`,
      ),
    };
  },
  chart: ({ components }, _params, context) =>
    makeBarChart(
      components.slice(0, 10).map(({ percent }, place) => ({
        label: say(context, `成分${place + 1}`, `Component ${place + 1}`),
        value: percent,
        text: `${formatNumber(percent, 1)}%`,
      })),
      say(context, "方差解释率／%", "Variance / %"),
    ),
  narrate(result, _params, context) {
    const [share, count] = [`${formatNumber(result.firstPercent, 1)}%`, String(result.aboveOne)];
    const below = result.firstPercent < customary;
    const compared = below
      ? say(context, `低于${customary}%的常用界限`, `below the customary ${customary} %`)
      : say(
          context,
          `不低于${customary}%的常用界限，需考虑共同方法偏差`,
          `not below the customary ${customary} %, so common method variance has to be considered`,
        );
    return [
      sentence(
        say(
          context,
          `未旋转时特征值大于1的成分有${count}个，第一个成分解释了${share}的方差，${compared}。`,
          `Without rotation ${count} components have an eigenvalue above 1; the first explains ${share} of the variance, ${compared}.`,
        ) + smallSampleNote(result.n, context),
        ["aboveOne", result.aboveOne, count],
        ["firstPercent", result.firstPercent, share],
      ),
      sentence(
        say(
          context,
          "Harman单因素检验灵敏度较低，未超过界限不能排除共同方法偏差，宜结合问卷设计说明。",
          "Harman's check is weak: staying below the limit does not rule common method variance out; tell how the questionnaire guards against it.",
        ),
      ),
    ];
  },
};
