import { z } from "zod";
import { makeHeatMap } from "../charts/heat-map.ts";
import { needDataset, readCategories } from "../dataset/read-column.ts";
import { tooFew, tooMany } from "../errors.ts";
import type { NarratedSentence, PresentationContext } from "../model/presentation.ts";
import { formatNumber, formatP, numberCell, sayP, starLegend, starsOf } from "../presentation/format-number.ts";
import { nameValue, nameVariable, quoted, say, sentence, smallSampleNote } from "../presentation/wording.ts";
import type { Analysis } from "../registry/analysis.ts";
import { variableParam } from "../registry/param-roles.ts";
import { type AdjustedTail, adjustTails } from "../statistics/adjust-p.ts";
import { type ChiSquare, expectedCounts, pearsonChiSquare } from "../statistics/contingency.ts";
import { choiceParams, choicesNeeded, namesChoices, readChoices } from "./multiple-response.ts";

const params = z.strictObject({ ...choiceParams, by: variableParam("分组变量") }).refine(namesChoices, choicesNeeded);
type Params = z.infer<typeof params>;

/** Whether groups choose one choice equally often: Pearson's chi-square of chosen and not chosen, Holm's p over all choices. */
export interface ChoiceTest extends ChiSquare, AdjustedTail {
  readonly smallestExpected: number;
}

/** One choice: how many cases of all and of each group made it, with the shares of those cases from 0 to 100. */
export interface GroupedChoice {
  readonly value: string;
  readonly count: number;
  readonly percentOfCases: number;
  readonly cells: readonly { readonly count: number; readonly percentOfCases: number }[];
  /** Null where nobody or everybody made it. */
  readonly test: ChoiceTest | null;
}

/** `n` counts cases that made a choice and belong to a group. */
export interface ChoicesByGroupResult {
  readonly n: number;
  readonly groups: readonly { readonly group: string; readonly n: number }[];
  readonly rows: readonly GroupedChoice[];
}

/** More groups do not fit beside each other. */
const mostGroups = 20;
const shareOf = (count: number, n: number): number => (n === 0 ? 0 : (100 * count) / n);

/**
 * A question with several answers by a grouping. Each choice is tested by itself, since a case may make several and one
 * chi-square over all choices would count it more than once. Throws with fewer than two groups.
 */
export const choicesByGroup: Analysis<Params, ChoicesByGroupResult> = {
  kind: "choicesByGroup",
  title: { zh: "多选题交叉分析", en: "Multiple response by group" },
  reads: "dataset",
  params,
  run({ dataset }, { by, ...choices }) {
    const data = needDataset(dataset, "choicesByGroup");
    const { names, columns, chose } = readChoices(data, choices);
    const { codes, values } = readCategories(data, by);
    const sizes = new Float64Array(values.length);
    const counts = names.map(() => new Float64Array(values.length));
    for (const [row, code] of codes.entries()) {
      if (code < 0 || chose[row] !== 1) continue;
      sizes[code] = (sizes[code] ?? 0) + 1;
      for (const [choice, column] of columns.entries())
        if (column[row] === 1) (counts[choice] as Float64Array)[code] = (counts[choice]?.[code] ?? 0) + 1;
    }
    const kept = [...values.keys()].filter((code) => (sizes[code] ?? 0) > 0);
    const what = `choices by “${by}”`;
    if (kept.length < 2) throw tooFew(what, "at least two groups with a choice made", String(kept.length));
    if (kept.length > mostGroups) throw tooMany(what, `${mostGroups} groups`, kept.length);
    const ns = kept.map((code) => sizes[code] ?? 0);
    const n = ns.reduce((sum, one) => sum + one, 0);
    const rows = names.map((value, choice) => {
      const made = kept.map((code) => counts[choice]?.[code] ?? 0);
      const count = made.reduce((sum, one) => sum + one, 0);
      const cells = made.map((one, place) => ({ count: one, percentOfCases: shareOf(one, ns[place] ?? 0) }));
      return { value, count, percentOfCases: shareOf(count, n), cells };
    });
    const tests = testChoices(
      rows.map(({ cells }) => cells.map(({ count }) => count)),
      ns,
    );
    return {
      n,
      groups: kept.map((code, place) => ({ group: values[code] ?? "", n: ns[place] ?? 0 })),
      rows: rows.map((row, place) => ({ ...row, test: tests[place] ?? null })),
    };
  },
  table(result, { by }, context) {
    const right = "right" as const;
    const whole = say(context, "合计", "All");
    const titles = [...result.groups.map(({ group }) => nameValue(by, group, context)), whole, "χ²", "p"];
    const few = result.rows.some(({ test }) => test !== null && test.smallestExpected < 5);
    return {
      caption: say(
        context,
        `不同${nameVariable(by, context)}的多选题选择情况`,
        `Choices by ${nameVariable(by, context)}`,
      ),
      unit: say(context, "人（占该组人数的%）", "count (% of the group's cases)"),
      header: [[{ text: say(context, "选项", "Choice") }, ...titles.map((text) => ({ text, align: right }))]],
      body: [
        ...result.rows.map(({ value, cells, test, ...all }) => [
          { text: nameVariable(value, context) },
          ...[...cells, all].map(({ count, percentOfCases }) => ({
            text: sayShare(count, percentOfCases, context),
            value: count,
            align: right,
          })),
          numberCell(test?.statistic ?? null, 3, test === null ? "" : starsOf({ p: test.pAdjusted })),
          test === null
            ? { text: "—", align: right }
            : { text: formatP(test.pAdjusted), value: test.pAdjusted, align: right },
        ]),
        [
          { text: say(context, "作答人数", "Cases") },
          ...[...result.groups.map(({ n }) => n), result.n].map((n) => numberCell(n, 0)),
          ...[0, 1].map(() => ({ text: "" })),
        ],
      ],
      note: say(
        context,
        `n=${result.n}人；可选多项，各列合计可超过100%；每个选项单独作卡方检验（选与未选），p经Holm校正${few ? "；部分期望频数小于5，检验结果仅供参考" : ""}；${starLegend("zh")}`,
        `n=${result.n} cases; several choices can be made, so columns may add to more than 100 %; each choice is tested by itself (chosen or not), p adjusted by Holm${few ? "; some expected counts are below 5, read with care" : ""}; ${starLegend("en")}`,
      ),
    };
  },
  chart(result, { by }, context) {
    const cells = result.rows.flatMap(({ value, cells: made }) =>
      made.map(({ percentOfCases }, place) => ({
        row: nameVariable(value, context),
        column: nameValue(by, result.groups[place]?.group ?? "", context),
        value: percentOfCases,
        text: formatNumber(percentOfCases, 1),
      })),
    );
    const most = Math.max(1, ...cells.map(({ value }) => value));
    return makeHeatMap(cells, [0, most], say(context, "占该组人数的比例／%", "% of the group's cases"));
  },
  narrate(result, request, context) {
    const found = [...result.rows.entries()]
      .filter(([, { test }]) => test !== null && test.pAdjusted < context.rules.alphaLevel)
      .sort(([, a], [, b]) => (a.test?.log10PAdjusted ?? -400) - (b.test?.log10PAdjusted ?? -400));
    const small = smallSampleNote(Math.min(...result.groups.map(({ n }) => n)), context);
    if (found.length === 0) {
      const by = nameVariable(request.by, context);
      return [
        sentence(
          say(
            context,
            `未发现不同${by}对各选项的选择存在显著差异（Holm校正）。${small}`,
            `No significant difference between the choices by ${by} was found (Holm).${small}`,
          ),
        ),
      ];
    }
    return found.slice(0, 3).map(([index]) => narrateChoice({ result, index, by: request.by, small }, context));
  },
};

function sayShare(count: number, percent: number, context: PresentationContext): string {
  const share = formatNumber(percent, 1);
  return say(context, `${count}（${share}）`, `${count} (${share})`);
}

/** A test of each choice that some made and some did not, adjusted for being many. */
function testChoices(made: readonly (readonly number[])[], sizes: readonly number[]): readonly (ChoiceTest | null)[] {
  const tested = made.flatMap((counts, choice) => {
    const table = [counts, counts.map((count, place) => (sizes[place] ?? 0) - count)];
    if (table.some((row) => row.every((count) => count === 0))) return [];
    const smallestExpected = Math.min(...expectedCounts(table).flat());
    return [{ choice, smallestExpected, chiSquare: pearsonChiSquare(table) }];
  });
  const adjusted = adjustTails(
    tested.map(({ chiSquare }) => chiSquare),
    "holm",
  );
  const tests = new Array<ChoiceTest | null>(made.length).fill(null);
  for (const [place, { choice, smallestExpected, chiSquare }] of tested.entries())
    tests[choice] = { ...chiSquare, ...(adjusted[place] as AdjustedTail), smallestExpected };
  return tests;
}

interface Told {
  readonly result: ChoicesByGroupResult;
  readonly index: number;
  readonly by: string;
  readonly small: string;
}

/** Where groups differ in a choice: who makes it most often, who least. */
function narrateChoice({ result, index, by, small }: Told, context: PresentationContext): NarratedSentence {
  const row = result.rows[index] as GroupedChoice;
  const test = row.test as ChoiceTest;
  const order = [...row.cells.keys()].sort(
    (a, b) => (row.cells[b]?.percentOfCases ?? 0) - (row.cells[a]?.percentOfCases ?? 0),
  );
  const [most = 0, least = 0] = [order[0], order.at(-1)];
  const name = (place: number): string => quoted(nameValue(by, result.groups[place]?.group ?? "", context), context);
  const share = (place: number): readonly [string, number, string] => {
    const value = row.cells[place]?.percentOfCases ?? 0;
    return [`rows.${index}.cells.${place}.percentOfCases`, value, `${formatNumber(value, 1)}%`];
  };
  const [high, low] = [share(most), share(least)];
  const chi = formatNumber(test.statistic, 3);
  const [choice, grouping] = [quoted(nameVariable(row.value, context), context), nameVariable(by, context)];
  const p = sayP(test.pAdjusted);
  const text = say(
    context,
    `不同${grouping}选择${choice}的比例差异具有统计学意义（χ²=${chi}，校正后${p}），${name(most)}最高（${high[2]}），${name(least)}最低（${low[2]}）。`,
    `The share choosing ${choice} differs significantly by ${grouping} (χ²=${chi}, adjusted ${p}), highest in ${name(most)} (${high[2]}) and lowest in ${name(least)} (${low[2]}).`,
  );
  return sentence(
    text + small,
    [`rows.${index}.test.statistic`, test.statistic, chi],
    [`rows.${index}.test.pAdjusted`, test.pAdjusted, p],
    high,
    low,
  );
}
