import { z } from "zod";
import { needDataset } from "../dataset/read-column.ts";
import { noVariation, tooFew, tooMany } from "../errors.ts";
import { describeEffect } from "../presentation/effect-size.ts";
import { formatNumber, numberCell, pCell, sayP, starLegend, starsOf } from "../presentation/format-number.ts";
import { headerRow, nameValue, nameVariable, quoted, say, sentence, smallSampleNote } from "../presentation/wording.ts";
import type { Analysis } from "../registry/analysis.ts";
import { variableParam } from "../registry/param-roles.ts";
import { type AdjustedTail, type Adjustment, adjustTails } from "../statistics/adjust-p.ts";
import { groupValues } from "../statistics/group-values.ts";
import { type RankAnalysis, type RankPair, testKruskalWallis } from "../statistics/rank-tests.ts";
import { describeRanked, drawRanked, type RankedGroup, rankedCells, rankedTitles } from "./rank-groups.ts";

const params = z.strictObject({
  variable: variableParam("检验变量"),
  by: variableParam("分组变量"),
  adjust: z.enum(["holm", "bonferroni", "bh"]).default("holm").meta({ description: "多重比较校正" }),
});
type Params = z.infer<typeof params>;

/** Post-hoc lists pairs (earlier, later), z > 0 where a ranks above b. */
export interface KruskalWallisResult extends Omit<RankAnalysis, "meanRanks"> {
  readonly n: number;
  readonly groups: readonly RankedGroup[];
  readonly postHoc: readonly (RankPair & AdjustedTail)[];
}

/** Above this many groups there are more pairs than anybody reads. */
const mostGroups = 30;

/** Kruskal–Wallis test over groups, complete cases, with Dunn's comparisons. Throws with fewer than two groups or where all values are equal. */
export const kruskalWallis: Analysis<Params, KruskalWallisResult> = {
  kind: "kruskalWallis",
  title: { zh: "Kruskal-Wallis检验", en: "Kruskal–Wallis test" },
  reads: "dataset",
  params,
  run({ dataset }, { variable, by, adjust }) {
    const groups = groupValues(needDataset(dataset, "kruskalWallis"), variable, by);
    const what = `Kruskal–Wallis test of “${variable}” by “${by}”`;
    if (groups.length < 2) throw tooFew(what, "at least two groups with valid cases", String(groups.length));
    if (groups.length > mostGroups) throw tooMany(what, `${mostGroups} groups`, groups.length);
    const tested = testKruskalWallis(groups);
    if (tested === null) throw noVariation(variable);
    const { meanRanks, pairs, ...rest } = tested;
    const adjusted = adjustTails(pairs, adjust);
    return {
      n: groups.reduce((sum, { values }) => sum + values.length, 0),
      ...rest,
      groups: groups.map(({ group, values }, place) => describeRanked(group, values, meanRanks[place] ?? null)),
      postHoc: pairs.map((pair, place) => ({ ...pair, ...(adjusted[place] as AdjustedTail) })),
    };
  },
  table(result, { variable, by, adjust }, context) {
    const tail = [
      numberCell(result.statistic, 3, starsOf(result)),
      numberCell(result.df, 0),
      pCell(result),
      numberCell(result.epsilonSquared, 3),
    ];
    const blank = tail.map(() => ({ text: "" }));
    const [what, group] = [nameVariable(variable, context), nameVariable(by, context)];
    return {
      caption: say(
        context,
        `不同${group}在${what}上的Kruskal-Wallis检验`,
        `Kruskal–Wallis test of ${what} by ${group}`,
      ),
      header: [headerRow(...rankedTitles(context), "H", "df", "p", "ε²")],
      body: result.groups.map((one, index) => [
        ...rankedCells(one, nameValue(by, one.group, context), context),
        ...(index === 0 ? tail : blank),
      ]),
      note: say(
        context,
        `n=${result.n}；${starLegend("zh")}；事后比较：Dunn（${nameAdjustment(adjust)}校正）`,
        `n=${result.n}; ${starLegend("en")}; post hoc: Dunn (${nameAdjustment(adjust)})`,
      ),
    };
  },
  chart: ({ groups }, { by }, context) => drawRanked(groups, (group) => nameValue(by, group, context), context),
  narrate(result, { variable, by }, context) {
    const [h, e] = [formatNumber(result.statistic, 3), formatNumber(result.epsilonSquared, 3)];
    const figures = say(context, `（H=${h}，${sayP(result.p)}，ε²=${e}）`, ` (H=${h}, ${sayP(result.p)}, ε²=${e})`);
    const [group, what] = [nameVariable(by, context), quoted(nameVariable(variable, context), context)];
    const significant = result.p < context.rules.alphaLevel;
    const effect = describeEffect("etaSquared", result.epsilonSquared, context);
    const text = significant
      ? say(
          context,
          `不同${group}在${what}上的分布差异具有统计学意义${figures}，${effect}。`,
          `The distribution of ${what} differs significantly by ${group}${figures}, ${effect}.`,
        )
      : say(
          context,
          `未发现不同${group}在${what}上存在显著差异${figures}。`,
          `No significant difference of ${what} by ${group} was found${figures}.`,
        );
    const first = sentence(
      text + smallSampleNote(Math.min(...result.groups.map(({ n }) => n)), context),
      ["statistic", result.statistic, h],
      ["p", result.p, sayP(result.p)],
      ["epsilonSquared", result.epsilonSquared, e],
    );
    const name = (one: string): string => quoted(nameValue(by, one, context), context);
    const found = result.postHoc
      .filter(({ pAdjusted }) => significant && pAdjusted < context.rules.alphaLevel)
      .map(({ a, b, z: distance }) => (distance > 0 ? `${name(a)}>${name(b)}` : `${name(b)}>${name(a)}`));
    if (found.length === 0) return [first];
    const pairs = say(context, `事后比较显示：${found.join("，")}。`, `Post hoc comparisons show ${found.join(", ")}.`);
    return [first, sentence(pairs)];
  },
};

function nameAdjustment(adjust: Adjustment): string {
  return { holm: "Holm", bonferroni: "Bonferroni", bh: "Benjamini–Hochberg" }[adjust];
}
