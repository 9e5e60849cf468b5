import { z } from "zod";
import { completeColumns } from "../dataset/complete-columns.ts";
import { needDataset, readNumbers } from "../dataset/read-column.ts";
import { noVariation, tooFew } from "../errors.ts";
import { describeEffect } from "../presentation/effect-size.ts";
import { formatNumber, numberCell, pCell, sayP, starLegend, starsOf } from "../presentation/format-number.ts";
import { headerRow, nameVariable, quoted, say, sentence, smallSampleNote } from "../presentation/wording.ts";
import type { Analysis } from "../registry/analysis.ts";
import { type RankComparison, testSignedRanks } from "../statistics/rank-tests.ts";
import { describeRanked, drawRanked, noteExact, type RankedGroup, rankedCells, rankedTitles } from "./rank-groups.ts";

const params = z.strictObject({
  paired: z
    .tuple([z.string().min(1), z.string().min(1)])
    .refine(([a, b]) => a !== b, "expected two different variables")
    .meta({ role: "variables", description: "配对变量" }),
});
type Params = z.infer<typeof params>;

/** `v` is the sum of ranks of the pairs where the first is larger; `used` counts the pairs that differ, `n` all complete ones. */
export interface SignedRankResult extends RankComparison {
  readonly n: number;
  readonly used: number;
  readonly v: number;
  readonly groups: readonly RankedGroup[];
}

/** Wilcoxon's signed rank test of complete pairs. Throws without pairs or where all are equal. */
export const wilcoxonSignedRank: Analysis<Params, SignedRankResult> = {
  kind: "wilcoxonSignedRank",
  title: { zh: "Wilcoxon符号秩检验", en: "Wilcoxon signed rank test" },
  reads: "dataset",
  params,
  run({ dataset }, { paired: [first, second] }) {
    const data = needDataset(dataset, "wilcoxonSignedRank");
    const [a, b] = completeColumns([readNumbers(data, first), readNumbers(data, second)]);
    if (a === undefined || b === undefined || a.length === 0)
      throw tooFew(`signed rank test of “${first}” and “${second}”`, "at least one complete pair", "0");
    const tested = testSignedRanks(Array.from(a, (value, row) => value - (b[row] ?? 0)));
    if (tested === null) throw noVariation(`${first} − ${second}`);
    return { n: a.length, ...tested, groups: [describeRanked(first, a, null), describeRanked(second, b, null)] };
  },
  table(result, { paired }, context) {
    const tail = [
      numberCell(result.v, 1),
      numberCell(result.z, 3, starsOf(result)),
      pCell(result),
      numberCell(result.rankBiserial, 3),
    ];
    const blank = tail.map(() => ({ text: "" }));
    const names = paired.map((name) => nameVariable(name, context)).join(say(context, "与", " and "));
    const [name = "", n = "", median = ""] = rankedTitles(context);
    return {
      caption: say(context, `${names}的Wilcoxon符号秩检验`, `Wilcoxon signed rank test of ${names}`),
      header: [headerRow(name, n, median, "V", "z", "p", "r")],
      body: result.groups.map((one, index) => [
        ...rankedCells(one, nameVariable(one.group, context), context).slice(0, 3),
        ...(index === 0 ? tail : blank),
      ]),
      note: say(
        context,
        `n=${result.n}，其中有差异的${result.used}对；p为校正结与连续性的正态近似${noteExact(result, context)}；${starLegend("zh")}`,
        `n=${result.n}, of which ${result.used} pairs differ; p is the normal approximation corrected for ties and continuity${noteExact(result, context)}; ${starLegend("en")}`,
      ),
    };
  },
  chart: ({ groups }, _params, context) => drawRanked(groups, (name) => nameVariable(name, context), context),
  narrate(result, { paired }, context) {
    const [first, second] = paired.map((name) => quoted(nameVariable(name, context), context));
    const [v, r] = [formatNumber(result.v, 1), formatNumber(result.rankBiserial, 3)];
    const figures = say(context, `（V=${v}，${sayP(result.p)}，r=${r}）`, ` (V=${v}, ${sayP(result.p)}, r=${r})`);
    const higher = result.rankBiserial > 0 ? first : second;
    const effect = describeEffect("r", result.rankBiserial, context);
    const text =
      result.p < context.rules.alphaLevel
        ? say(
            context,
            `${first}与${second}的差异具有统计学意义${figures}，${higher}较高，${effect}。`,
            `${first} and ${second} differ significantly${figures}, ${higher} is higher, ${effect}.`,
          )
        : say(
            context,
            `未发现${first}与${second}存在显著差异${figures}。`,
            `No significant difference of ${first} and ${second} was found${figures}.`,
          );
    return [
      sentence(
        text + smallSampleNote(result.used, context),
        ["v", result.v, v],
        ["p", result.p, sayP(result.p)],
        ["rankBiserial", result.rankBiserial, r],
      ),
    ];
  },
};
