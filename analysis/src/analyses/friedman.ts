import { z } from "zod";
import { completeColumns } from "../dataset/complete-columns.ts";
import { needDataset, readNumbers } from "../dataset/read-column.ts";
import { noVariation, tooFew } from "../errors.ts";
import { formatNumber, numberCell, pCell, sayP, starLegend, starsOf } from "../presentation/format-number.ts";
import { headerRow, nameVariable, quoted, say, sentence, smallSampleNote } from "../presentation/wording.ts";
import type { Analysis } from "../registry/analysis.ts";
import { variablesParam } from "../registry/param-roles.ts";
import { type AdjustedTail, adjustTails } from "../statistics/adjust-p.ts";
import { type RankedRepeats, testFriedman } from "../statistics/friedman.ts";
import { describeRanked, drawRanked, type RankedGroup, rankedCells, rankedTitles } from "./rank-groups.ts";

const params = z.strictObject({
  variables: variablesParam("配对变量", 3),
  adjust: z.enum(["holm", "bonferroni", "bh"]).default("holm").meta({ description: "多重比较校正" }),
});
type Params = z.infer<typeof params>;

/** Pairs are named by variable; `groups` are the variables. */
export interface FriedmanResult extends Omit<RankedRepeats, "meanRanks" | "pairs"> {
  readonly n: number;
  readonly groups: readonly RankedGroup[];
  readonly postHoc: readonly (Omit<RankedRepeats["pairs"][number], "a" | "b"> &
    AdjustedTail & { readonly a: string; readonly b: string })[];
}

/** Friedman's test of three or more variables over complete cases. Throws with fewer than two, or where no case tells them apart. */
export const friedman: Analysis<Params, FriedmanResult> = {
  kind: "friedman",
  title: { zh: "Friedman检验", en: "Friedman test" },
  reads: "dataset",
  params,
  run({ dataset }, { variables, adjust }) {
    const data = needDataset(dataset, "friedman");
    const columns = completeColumns(variables.map((variable) => readNumbers(data, variable)));
    const n = columns[0]?.length ?? 0;
    if (n < 2) throw tooFew(`Friedman test of ${variables.join(", ")}`, "at least two complete cases", String(n));
    const tested = testFriedman(Array.from({ length: n }, (_, row) => columns.map((column) => column[row] ?? 0)));
    if (tested === null) throw noVariation(variables.join(" − "));
    const { meanRanks, pairs, ...rest } = tested;
    const adjusted = adjustTails(pairs, adjust);
    return {
      n,
      ...rest,
      groups: variables.map((variable, place) =>
        describeRanked(variable, columns[place] ?? [], meanRanks[place] ?? null),
      ),
      postHoc: pairs.map((pair, place) => ({
        ...pair,
        a: variables[pair.a] ?? "",
        b: variables[pair.b] ?? "",
        ...(adjusted[place] as AdjustedTail),
      })),
    };
  },
  table(result, { variables }, context) {
    const tail = [
      numberCell(result.statistic, 3, starsOf(result)),
      numberCell(result.df, 0),
      pCell(result),
      numberCell(result.kendallW, 3),
    ];
    const blank = tail.map(() => ({ text: "" }));
    const [, n = "", median = "", rank = ""] = rankedTitles(context);
    return {
      caption: say(
        context,
        `${variables.length}个变量的Friedman检验`,
        `Friedman test of ${variables.length} variables`,
      ),
      header: [headerRow(say(context, "变量", "Variable"), n, median, rank, "χ²", "df", "p", "Kendall's W")],
      body: result.groups.map((one, index) => [
        ...rankedCells(one, nameVariable(one.group, context), context),
        ...(index === 0 ? tail : blank),
      ]),
      note: `n=${result.n}${say(context, "；", "; ")}${starLegend(context.locale)}`,
    };
  },
  chart: ({ groups }, _params, context) => drawRanked(groups, (name) => nameVariable(name, context), context),
  narrate(result, _params, context) {
    const [chi, w] = [formatNumber(result.statistic, 3), formatNumber(result.kendallW, 3)];
    const figures = say(context, `（χ²=${chi}，${sayP(result.p)}，W=${w}）`, ` (χ²=${chi}, ${sayP(result.p)}, W=${w})`);
    const significant = result.p < context.rules.alphaLevel;
    const text = significant
      ? say(context, `各变量之间的差异具有统计学意义${figures}。`, `The variables differ significantly${figures}.`)
      : say(
          context,
          `未发现各变量之间存在显著差异${figures}。`,
          `No significant difference of the variables was found${figures}.`,
        );
    const first = sentence(
      text + smallSampleNote(result.n, context),
      ["statistic", result.statistic, chi],
      ["p", result.p, sayP(result.p)],
      ["kendallW", result.kendallW, w],
    );
    const name = (one: string): string => quoted(nameVariable(one, context), context);
    const found = result.postHoc
      .filter(({ pAdjusted }) => significant && pAdjusted < context.rules.alphaLevel)
      .map(({ a, b, z: distance }) => (distance > 0 ? `${name(a)}>${name(b)}` : `${name(b)}>${name(a)}`));
    if (found.length === 0) return [first];
    return [
      first,
      sentence(say(context, `事后比较显示：${found.join("，")}。`, `Post hoc comparisons show ${found.join(", ")}.`)),
    ];
  },
};
