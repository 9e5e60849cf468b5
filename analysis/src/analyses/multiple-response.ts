import { z } from "zod";
import { makeBarChart } from "../charts/bar-chart.ts";
import { needDataset, readNumbers } from "../dataset/read-column.ts";
import { chiSquareTail, type Tail } from "../distributions/tails.ts";
import { tooFew } from "../errors.ts";
import type { Dataset } from "../model/dataset.ts";
import type { PresentationContext } from "../model/presentation.ts";
import { countCell, formatNumber, numberCell, sayP } from "../presentation/format-number.ts";
import { bracketed, headerRow, nameVariable, quoted, say, sentence, smallSampleNote } from "../presentation/wording.ts";
import type { Analysis } from "../registry/analysis.ts";
import { variablesParam } from "../registry/param-roles.ts";

/** Choices as 0/1 variables, or the set they belong to; one of both, see `namesChoices`. */
export const choiceParams = {
  variables: variablesParam("选项变量（0/1）", 1).optional(),
  set: z.string().optional().meta({ role: "value", description: "多选题" }),
};

interface Choices {
  readonly variables?: readonly string[] | undefined;
  readonly set?: string | undefined;
}

/** Whether choices are named in one way. */
export function namesChoices({ variables, set }: Choices): boolean {
  return (variables === undefined) !== (set === undefined);
}

/** What to say where they are not. */
export const choicesNeeded = "expected variables or set";

const params = z.strictObject(choiceParams).refine(namesChoices, choicesNeeded);
type Params = z.infer<typeof params>;

/** One choice: how often it was chosen, as share of cases 普及率 and of all choices 响应率. */
export interface MultipleResponseRow {
  readonly value: string;
  readonly count: number;
  readonly percentOfCases: number;
  readonly percentOfResponses: number;
}

/** `n` counts cases with at least one choice made, `responses` the choices made. */
export interface MultipleResponseResult {
  readonly n: number;
  readonly responses: number;
  readonly rows: readonly MultipleResponseRow[];
  /** Whether all choices are made equally often; null with one choice or none made. */
  readonly goodnessOfFit: (Tail & { readonly statistic: number; readonly df: number }) | null;
}

/** A question with several answers, as 0/1 variables. A case counts when it chose at least one. */
export const multipleResponse: Analysis<Params, MultipleResponseResult> = {
  kind: "multipleResponse",
  title: { zh: "多选题分析", en: "Multiple response" },
  reads: "dataset",
  params,
  run({ dataset }, request) {
    const data = needDataset(dataset, "multipleResponse");
    const { names, columns, chose } = readChoices(data, request);
    const n = chose.reduce((sum, one) => sum + one, 0);
    const counts = columns.map((column) => column.filter((value) => value === 1).length);
    const responses = counts.reduce((sum, count) => sum + count, 0);
    const share = (count: number, of: number): number => (of === 0 ? 0 : (100 * count) / of);
    const rows = names.map((value, index) => ({
      value,
      count: counts[index] ?? 0,
      percentOfCases: share(counts[index] ?? 0, n),
      percentOfResponses: share(counts[index] ?? 0, responses),
    }));
    return { n, responses, rows, goodnessOfFit: compareChoices(counts, responses) };
  },
  table(result, _params, context) {
    return {
      caption: say(context, "多选题频数", "Multiple response"),
      header: [
        headerRow(
          say(context, "选项", "Choice"),
          say(context, "频数", "Count"),
          say(context, "普及率／%", "% of cases"),
          say(context, "响应率／%", "% of responses"),
        ),
      ],
      body: result.rows.map((row) => [
        { text: nameVariable(row.value, context) },
        countCell(row.count),
        numberCell(row.percentOfCases, 1),
        numberCell(row.percentOfResponses, 1),
      ]),
      note: say(
        context,
        `n=${result.n}人，共${result.responses}次选择；普及率以人数为分母，合计可超过100%。${noteFit(result, context)}`,
        `n=${result.n} cases, ${result.responses} choices; percentages of cases may add to more than 100.${noteFit(result, context)}`,
      ),
    };
  },
  chart(result, _params, context) {
    if (result.n === 0) return null;
    const bars = [...result.rows]
      .sort((a, b) => b.count - a.count)
      .map((row) => ({
        label: nameVariable(row.value, context),
        value: row.percentOfCases,
        text: `${formatNumber(row.percentOfCases, 1)}%`,
      }));
    return makeBarChart(bars, say(context, "普及率／%", "% of cases"));
  },
  narrate(result, _params, context) {
    const top = [...result.rows.entries()]
      .sort(([, a], [, b]) => b.count - a.count)
      .slice(0, 3)
      .filter(([, { count }]) => count > 0);
    if (top.length === 0) return [sentence(say(context, "没有有效回答。", "There are no valid answers."))];
    const shown = top.map(
      ([, row]) =>
        quoted(nameVariable(row.value, context), context) +
        bracketed(`${formatNumber(row.percentOfCases, 1)}%`, context),
    );
    const text = say(
      context,
      `选择较多的是${shown.join("、")}（n=${result.n}）。`,
      `Most chosen: ${shown.join(", ")} (n=${result.n}).`,
    );
    return [
      sentence(
        text + smallSampleNote(result.n, context),
        ...top.map(
          ([index, row]) =>
            [`rows.${index}.percentOfCases`, row.percentOfCases, `${formatNumber(row.percentOfCases, 1)}%`] as const,
        ),
      ),
    ];
  },
};

/** The choices of a question with their 0/1 columns, and by row 1 where at least one was made. */
export function readChoices(data: Dataset, { variables, set }: Choices) {
  const names = variables ?? namesOfSet(data, set ?? "");
  const columns = names.map((name) => readNumbers(data, name));
  const chose = Uint8Array.from({ length: data.rowCount }, (_, row) =>
    columns.some((column) => column[row] === 1) ? 1 : 0,
  );
  return { names, columns, chose };
}

/** Chi-square against equal counts; choices of one person are not independent, so it is a rough guide. */
function compareChoices(counts: readonly number[], responses: number): MultipleResponseResult["goodnessOfFit"] {
  if (counts.length < 2 || responses === 0) return null;
  const expected = responses / counts.length;
  const statistic = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  const df = counts.length - 1;
  return { statistic, df, ...chiSquareTail(statistic, df) };
}

/** What the note says of the comparison with equal counts. */
function noteFit({ goodnessOfFit: fit }: MultipleResponseResult, context: PresentationContext): string {
  if (fit === null) return "";
  const figures = `χ²=${formatNumber(fit.statistic, 3)}${say(context, "，", ", ")}df=${fit.df}${say(context, "，", ", ")}${sayP(fit.p)}`;
  return say(context, `各选项被选次数是否均等：${figures}。`, ` Equal counts: ${figures}.`);
}

/** The variables of a multiple-response or ranking set, in their order. */
export function namesOfSet(dataset: Dataset, set: string): readonly string[] {
  const names = dataset.variables.filter((variable) => variable.set === set).map(({ name }) => name);
  const sets = [...new Set(dataset.variables.flatMap((variable) => variable.set ?? []))];
  if (names.length === 0)
    throw tooFew(`set “${set}”`, `variables of a set (${sets.join(", ") || "the data have none"})`, "none");
  return names;
}
