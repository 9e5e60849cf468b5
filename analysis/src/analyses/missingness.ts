import { z } from "zod";
import { makeStackedChart } from "../charts/stacked-chart.ts";
import { needDataset, readColumn } from "../dataset/read-column.ts";
import { tooFew } from "../errors.ts";
import { missingReasons } from "../model/dataset.ts";
import { countCell, formatNumber, numberCell } from "../presentation/format-number.ts";
import { headerRow, nameVariable, quoted, say, sentence } from "../presentation/wording.ts";
import type { Analysis } from "../registry/analysis.ts";
import { variablesParam } from "../registry/param-roles.ts";

const params = z.strictObject({ variables: variablesParam("变量", 1) });
type Params = z.infer<typeof params>;

/** One variable: why its cells are missing. `asked` are those it was shown and assigned to; `missing` and `missingPercent` count of those. */
export interface MissingRow {
  readonly variable: string;
  readonly valid: number;
  readonly notShown: number;
  readonly notAssigned: number;
  readonly skipped: number;
  readonly notApplicable: number;
  readonly asked: number;
  readonly missing: number;
  readonly missingPercent: number | null;
}

/** A set of variables that are missing together: one letter a variable, in order, 1 where there is a value. */
export interface MissingPattern {
  readonly present: readonly boolean[];
  readonly count: number;
}

/** `n` counts rows, `complete` those with every variable; patterns from the most frequent, at most 20. */
export interface MissingnessResult {
  readonly n: number;
  readonly complete: number;
  readonly completePercent: number;
  readonly variables: readonly MissingRow[];
  readonly patterns: readonly MissingPattern[];
  readonly patternCount: number;
}

const mostPatterns = 20;

/** Counts what is missing, by reason and by pattern. Throws without rows. */
export const missingness: Analysis<Params, MissingnessResult> = {
  kind: "missingness",
  title: { zh: "缺失情况", en: "Missingness" },
  reads: "dataset",
  params,
  run({ dataset }, { variables }) {
    const data = needDataset(dataset, "missingness");
    const n = data.rowCount;
    if (n === 0) throw tooFew("missingness", "at least one case", "0");
    const columns = variables.map((variable) => readColumn(data, variable));
    const rows = columns.map(({ missing }, place) => countReasons(variables[place] ?? "", missing));
    const counts = new Map<string, number>();
    for (let row = 0; row < n; row += 1) {
      const key = columns.map(({ missing }) => (missing[row] === 0 ? "1" : "0")).join("");
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    const patterns = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? 1 : -1));
    const complete = counts.get("1".repeat(variables.length)) ?? 0;
    return {
      n,
      complete,
      completePercent: (100 * complete) / n,
      variables: rows,
      patterns: patterns
        .slice(0, mostPatterns)
        .map(([key, count]) => ({ present: [...key].map((one) => one === "1"), count })),
      patternCount: patterns.length,
    };
  },
  table(result, _params, context) {
    return {
      caption: say(context, "缺失情况", "Missing answers"),
      header: [
        headerRow(
          say(context, "变量", "Variable"),
          say(context, "有效", "Valid"),
          say(context, "跳答", "Skipped"),
          say(context, "不适用", "Not applicable"),
          say(context, "未显示", "Not shown"),
          say(context, "未分配", "Not assigned"),
          say(context, "缺失率／%", "Missing / %"),
        ),
      ],
      body: result.variables.map((one) => [
        { text: nameVariable(one.variable, context) },
        countCell(one.valid),
        countCell(one.skipped),
        countCell(one.notApplicable),
        countCell(one.notShown),
        countCell(one.notAssigned),
        numberCell(one.missingPercent, 1),
      ]),
      note: say(
        context,
        `n=${result.n}；全部有值的${result.complete}份（${formatNumber(result.completePercent, 1)}%），缺失模式${result.patternCount}种；缺失率以显示且分配到该题的人数为分母。`,
        `n=${result.n}; complete: ${result.complete} (${formatNumber(result.completePercent, 1)} %), ${result.patternCount} patterns; shares are of those who were shown and assigned the question.`,
      ),
    };
  },
  chart(result, _params, context) {
    const reasons = [
      [say(context, "跳答", "Skipped"), "skipped"],
      [say(context, "不适用", "Not applicable"), "notApplicable"],
      [say(context, "未显示", "Not shown"), "notShown"],
      [say(context, "未分配", "Not assigned"), "notAssigned"],
      [say(context, "有效", "Valid"), "valid"],
    ] as const;
    const shares = result.variables.flatMap((one) =>
      reasons.map(([category, key]) => ({
        row: nameVariable(one.variable, context),
        category,
        percent: (100 * one[key]) / result.n,
      })),
    );
    return makeStackedChart(shares, { axis: say(context, "百分比／%", "Percent / %"), legend: null });
  },
  narrate(result, _params, context) {
    const percent = formatNumber(result.completePercent, 1);
    const first = sentence(
      say(
        context,
        `${result.n}份答卷中，所选变量全部有值的有${result.complete}份，占${percent}%。`,
        `Of ${result.n} cases, ${result.complete} (${percent} %) have all of the variables.`,
      ),
      ["n", result.n, String(result.n)],
      ["complete", result.complete, String(result.complete)],
      ["completePercent", result.completePercent, percent],
    );
    const worst = [...result.variables.entries()].filter(([, one]) => (one.missingPercent ?? 0) >= 10);
    return [
      first,
      ...worst.map(([place, one]) => {
        const share = formatNumber(one.missingPercent, 1);
        return sentence(
          say(
            context,
            `${quoted(nameVariable(one.variable, context), context)}的缺失率为${share}%，分析时请说明缺失原因。`,
            `${quoted(nameVariable(one.variable, context), context)} is missing in ${share} % of those asked; say why where it is analysed.`,
          ),
          [`variables.${place}.missingPercent`, one.missingPercent ?? 0, share],
        );
      }),
    ];
  },
};

function countReasons(variable: string, missing: Uint8Array): MissingRow {
  const counts = new Array<number>(missingReasons.length).fill(0);
  for (const code of missing) counts[code] = (counts[code] ?? 0) + 1;
  const [valid = 0, notShown = 0, notAssigned = 0, skipped = 0, notApplicable = 0] = counts;
  const asked = valid + skipped + notApplicable;
  const absent = skipped + notApplicable;
  return {
    variable,
    valid,
    notShown,
    notAssigned,
    skipped,
    notApplicable,
    asked,
    missing: absent,
    missingPercent: asked === 0 ? null : (100 * absent) / asked,
  };
}
