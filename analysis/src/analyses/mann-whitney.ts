import { z } from "zod";
import { needDataset } from "../dataset/read-column.ts";
import { notTwoGroups, noVariation } from "../errors.ts";
import { describeEffect } from "../presentation/effect-size.ts";
import { formatNumber, numberCell, pCell, sayP, starLegend, starsOf } from "../presentation/format-number.ts";
import { headerRow, nameValue, nameVariable, quoted, say, sentence, smallSampleNote } from "../presentation/wording.ts";
import type { Analysis } from "../registry/analysis.ts";
import { variableParam } from "../registry/param-roles.ts";
import { groupValues } from "../statistics/group-values.ts";
import { type RankComparison, testMannWhitney } from "../statistics/rank-tests.ts";
import { describeRanked, drawRanked, noteExact, type RankedGroup, rankedCells, rankedTitles } from "./rank-groups.ts";

const params = z.strictObject({ variable: variableParam("检验变量"), by: variableParam("分组变量（两组）") });
type Params = z.infer<typeof params>;

/** `u` of the first group (the smaller value); its pairs it wins, ties half. */
export interface MannWhitneyResult extends RankComparison {
  readonly n: number;
  readonly u: number;
  readonly groups: readonly RankedGroup[];
}

/** Mann–Whitney test of two groups, complete cases. Throws with other than two groups, or where all values are equal. */
export const mannWhitney: Analysis<Params, MannWhitneyResult> = {
  kind: "mannWhitney",
  title: { zh: "Mann-Whitney检验", en: "Mann–Whitney test" },
  reads: "dataset",
  params,
  run({ dataset }, { variable, by }) {
    const groups = groupValues(needDataset(dataset, "mannWhitney"), variable, by);
    const [a, b] = groups;
    if (a === undefined || b === undefined || groups.length !== 2)
      throw notTwoGroups(`Mann–Whitney test of “${variable}” by “${by}”`, "kruskalWallis", groups.length);
    const tested = testMannWhitney(a.values, b.values);
    if (tested === null) throw noVariation(variable);
    const { meanRanks, ...rest } = tested;
    return {
      n: a.values.length + b.values.length,
      ...rest,
      groups: [a, b].map(({ group, values }, place) => describeRanked(group, values, meanRanks[place] ?? null)),
    };
  },
  table(result, { variable, by }, context) {
    const tail = [
      numberCell(result.u, 1),
      numberCell(result.z, 3, starsOf(result)),
      pCell(result),
      numberCell(result.rankBiserial, 3),
    ];
    const blank = tail.map(() => ({ text: "" }));
    const [what, group] = [nameVariable(variable, context), nameVariable(by, context)];
    return {
      caption: say(context, `不同${group}在${what}上的Mann-Whitney检验`, `Mann–Whitney test of ${what} by ${group}`),
      header: [headerRow(...rankedTitles(context), "U", "z", "p", "r")],
      body: result.groups.map((one, index) => [
        ...rankedCells(one, nameValue(by, one.group, context), context),
        ...(index === 0 ? tail : blank),
      ]),
      note: say(
        context,
        `n=${result.n}；r为秩双列相关，p为校正结与连续性的正态近似${noteExact(result, context)}；${starLegend("zh")}`,
        `n=${result.n}; r is the rank-biserial correlation, p the normal approximation corrected for ties and continuity${noteExact(result, context)}; ${starLegend("en")}`,
      ),
    };
  },
  chart: ({ groups }, { by }, context) => drawRanked(groups, (group) => nameValue(by, group, context), context),
  narrate(result, { variable, by }, context) {
    const [u, r] = [formatNumber(result.u, 1), formatNumber(result.rankBiserial, 3)];
    const figures = say(context, `（U=${u}，${sayP(result.p)}，r=${r}）`, ` (U=${u}, ${sayP(result.p)}, r=${r})`);
    const what = quoted(nameVariable(variable, context), context);
    const [first, second] = result.groups.map(({ group }) => quoted(nameValue(by, group, context), context));
    const higher = result.rankBiserial > 0 ? first : second;
    const effect = describeEffect("r", result.rankBiserial, context);
    const text =
      result.p < context.rules.alphaLevel
        ? say(
            context,
            `${what}在${first}和${second}之间的分布差异具有统计学意义${figures}，${higher}较高，${effect}。`,
            `The distribution of ${what} differs significantly between ${first} and ${second}${figures}, higher in ${higher}, ${effect}.`,
          )
        : say(
            context,
            `未发现${what}在${first}和${second}之间存在显著差异${figures}。`,
            `No significant difference of ${what} between ${first} and ${second} was found${figures}.`,
          );
    return [
      sentence(
        text + smallSampleNote(Math.min(...result.groups.map(({ n }) => n)), context),
        ["u", result.u, u],
        ["p", result.p, sayP(result.p)],
        ["rankBiserial", result.rankBiserial, r],
      ),
    ];
  },
};
