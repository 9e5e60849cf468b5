import { z } from "zod";
import { makeBarChart } from "../charts/bar-chart.ts";
import { needDataset, readNumbers } from "../dataset/read-column.ts";
import { countCell, formatNumber, numberCell } from "../presentation/format-number.ts";
import { bracketed, headerRow, nameVariable, quoted, say, sentence, smallSampleNote } from "../presentation/wording.ts";
import type { Analysis } from "../registry/analysis.ts";
import { variablesParam } from "../registry/param-roles.ts";
import { largestSize } from "../statistics/is-rounding.ts";
import { kendallW } from "../statistics/kendall-w.ts";
import { namesOfSet } from "./multiple-response.ts";

const params = z
  .strictObject({
    variables: variablesParam("名次变量", 2).optional(),
    set: z.string().optional().meta({ role: "value", description: "排序题" }),
  })
  .refine(({ variables, set }) => (variables === undefined) !== (set === undefined), "expected variables or set");
type Params = z.infer<typeof params>;

/** One ranked thing: how many ranked it, mean rank of those, share that put it first, and mean Borda points over all cases. */
export interface RankingRow {
  readonly value: string;
  readonly count: number;
  readonly meanRank: number | null;
  readonly firstPercent: number;
  readonly borda: number;
}

/** `kendallW` over cases that ranked everything; null where fewer than two did. */
export interface RankingResult {
  readonly n: number;
  readonly rows: readonly RankingRow[];
  readonly kendallW: number | null;
}

/** Rankings, whole or of the first few: a rank r among m ranked places gives m − r + 1 Borda points, unranked 0. */
export const ranking: Analysis<Params, RankingResult> = {
  kind: "ranking",
  title: { zh: "排序题分析", en: "Ranking" },
  reads: "dataset",
  params,
  run({ dataset }, request) {
    const data = needDataset(dataset, "ranking");
    const names = request.variables ?? namesOfSet(data, request.set ?? "");
    const columns = names.map((name) => readNumbers(data, name));
    const cases = Array.from({ length: data.rowCount }, (_, row) =>
      columns.map((column) => column[row] ?? Number.NaN),
    ).filter((ranks) => ranks.some((rank) => !Number.isNaN(rank)));
    const places = largestSize(cases.flat().filter((rank) => !Number.isNaN(rank)));
    const rows = names.map((value, item): RankingRow => {
      const ranks = cases.map((one) => one[item] ?? Number.NaN).filter((rank) => !Number.isNaN(rank));
      const points = ranks.reduce((sum, rank) => sum + places - rank + 1, 0);
      const first = ranks.filter((rank) => rank === 1).length;
      const n = Math.max(1, cases.length);
      return {
        value,
        count: ranks.length,
        meanRank: ranks.length === 0 ? null : ranks.reduce((sum, rank) => sum + rank, 0) / ranks.length,
        firstPercent: (100 * first) / n,
        borda: points / n,
      };
    });
    return { n: cases.length, rows, kendallW: kendallW(cases.filter((one) => !one.some(Number.isNaN)))?.w ?? null };
  },
  table(result, _params, context) {
    const rows = [...result.rows].sort((a, b) => b.borda - a.borda);
    return {
      caption: say(context, "排序题得分", "Ranking"),
      header: [
        headerRow(
          say(context, "选项", "Choice"),
          say(context, "入选人数", "Ranked by"),
          say(context, "首选／%", "First / %"),
          say(context, "平均名次", "Mean rank"),
          say(context, "平均综合得分", "Mean Borda points"),
        ),
      ],
      body: rows.map((row) => [
        { text: nameVariable(row.value, context) },
        countCell(row.count),
        numberCell(row.firstPercent, 1),
        numberCell(row.meanRank, 2),
        numberCell(row.borda, 2),
      ]),
      note: say(
        context,
        `n=${result.n}；综合得分：排第r位得（位数−r+1）分，未入选得0分，按人数平均。`,
        `n=${result.n}; rank r of m places gives m − r + 1 points, unranked 0, averaged over cases.`,
      ),
    };
  },
  chart(result, _params, context) {
    if (result.n === 0) return null;
    const bars = [...result.rows]
      .sort((a, b) => b.borda - a.borda)
      .map((row) => ({ label: nameVariable(row.value, context), value: row.borda, text: formatNumber(row.borda, 2) }));
    return makeBarChart(bars, say(context, "平均综合得分", "Mean Borda points"));
  },
  narrate(result, _params, context) {
    const top = [...result.rows.entries()].sort(([, a], [, b]) => b.borda - a.borda).slice(0, 3);
    if (result.n === 0) return [sentence(say(context, "没有有效回答。", "There are no valid answers."))];
    const shown = top.map(
      ([, row]) =>
        quoted(nameVariable(row.value, context), context) + bracketed(`${formatNumber(row.borda, 2)}`, context),
    );
    const text = say(
      context,
      `综合得分居前的是${shown.join("、")}（n=${result.n}）。`,
      `Highest by points: ${shown.join(", ")} (n=${result.n}).`,
    );
    return [
      sentence(
        text + smallSampleNote(result.n, context),
        ...top.map(([index, row]) => [`rows.${index}.borda`, row.borda, formatNumber(row.borda, 2)] as const),
      ),
    ];
  },
};
