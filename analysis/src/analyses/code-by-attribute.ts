import { textIn } from "@diaoyan/instruments";
import { z } from "zod";
import { dropEmpty, sayDropped } from "../charts/drop-empty.ts";
import { makeHeatMap } from "../charts/heat-map.ts";
import { countMentions } from "../coding/count-mentions.ts";
import type { PersonTime } from "../coding/list-person-times.ts";
import { readAttribute } from "../coding/read-attribute.ts";
import { corpusNeeded } from "../errors.ts";
import type { Corpus } from "../model/corpus.ts";
import type { ChartSpec, NarratedSentence, PresentationContext, PresentationTable } from "../model/presentation.ts";
import type { Analysis } from "../registry/analysis.ts";
import { compareCodePoints } from "../text/compare-code-points.ts";
import { describePersonTimes, mentionParams, nameCode } from "./code-frequency-wording.ts";

const params = z.strictObject({ attribute: z.string().min(1), ...mentionParams });
type CodeByAttributeParams = z.infer<typeof params>;

/** Persons of a group who mention a code, and the codings behind the number. */
export interface CodeByAttributeCell {
  readonly mentions: number;
  readonly ids: readonly string[];
}

/** `matrix[row][group]`; persons whose transcript lacks the attribute are in `missing`, not in `n`. */
export interface CodeByAttributeResult {
  readonly n: number;
  readonly unit: "case";
  readonly missing: number;
  readonly segments: number;
  readonly ruleSegments: number;
  readonly attribute: string;
  readonly groups: readonly { readonly value: string; readonly n: number }[];
  readonly rows: readonly { readonly code: string; readonly number: string; readonly name: string }[];
  readonly matrix: readonly (readonly CodeByAttributeCell[])[];
}

/** How many persons of each group (单位类型, 类别 …) mention each code. */
export const codeByAttribute: Analysis<CodeByAttributeParams, CodeByAttributeResult> = {
  kind: "codeByAttribute",
  title: { zh: "编码与受访者属性", en: "Codes by attribute" },
  reads: "corpus",
  params,
  run({ corpus }, request) {
    if (!corpus) throw corpusNeeded("codeByAttribute");
    return crossMentions(corpus, request);
  },
  table: writeTable,
  chart: drawHeatmap,
  narrate,
};

function crossMentions(corpus: Corpus, request: CodeByAttributeParams): CodeByAttributeResult {
  const groupOf = readAttribute(corpus, request.attribute);
  const { people, mentions } = countMentions(corpus, request);
  const values = [...new Set(people.flatMap((person) => groupOf(person.transcript) ?? []))].sort(compareCodePoints);
  const groups = values.map((value) => ({ value, n: countIn(people, value, groupOf) }));
  const codings = mentions
    .flatMap((item) => item.codings)
    .filter(({ transcript }) => groupOf(transcript) !== undefined);
  const n = groups.reduce((sum, group) => sum + group.n, 0);
  return {
    n,
    unit: "case",
    missing: people.length - n,
    segments: codings.length,
    ruleSegments: codings.filter(({ origin }) => origin.kind === "rule").length,
    attribute: request.attribute,
    groups,
    rows: mentions.map(({ code }) => ({ code: code.id, number: code.number, name: code.name })),
    matrix: mentions.map((item) =>
      values.map((value) => ({
        mentions: countIn(item.people, value, groupOf),
        ids: item.codings.filter(({ transcript }) => groupOf(transcript) === value).map(({ id }) => id),
      })),
    ),
  };
}

type GroupOf = (transcript: string) => string | undefined;

function countIn(people: readonly PersonTime[], value: string, groupOf: GroupOf): number {
  return people.filter(({ transcript }) => groupOf(transcript) === value).length;
}

function writeTable(
  result: CodeByAttributeResult,
  _request: CodeByAttributeParams,
  context: PresentationContext,
): PresentationTable {
  const say = (zh: string, en: string): string => textIn(context.locale, { zh, en });
  const groups = result.groups.map(({ value, n }) => ({
    text: say(`${value}（n=${n}）`, `${value} (n=${n})`),
    align: "right" as const,
  }));
  return {
    caption: say(`按${result.attribute}分的编码提及人次`, `Persons mentioning codes by ${result.attribute}`),
    unit: say("人次", "persons"),
    header: [[{ text: say("编码", "Code") }, ...groups]],
    body: result.rows.map((row, place) => [
      { text: nameCode(row) },
      ...(result.matrix[place] ?? []).map(({ mentions }) => ({
        text: String(mentions),
        value: mentions,
        align: "right" as const,
      })),
    ]),
    note: describePersonTimes(result, context),
  };
}

function drawHeatmap(
  result: CodeByAttributeResult,
  _request: CodeByAttributeParams,
  context: PresentationContext,
): ChartSpec | null {
  if (result.rows.length === 0 || result.groups.length < 2) return null;
  const all = result.rows.flatMap((row, place) =>
    result.groups.map(({ value }, group) => {
      const mentions = result.matrix[place]?.[group]?.mentions ?? 0;
      return { row: nameCode(row), column: value, value: mentions, text: String(mentions) };
    }),
  );
  const { cells, dropped } = dropEmpty(all, "row");
  if (cells.length === 0) return null;
  const most = Math.max(1, ...cells.map(({ value }) => value));
  const legend = textIn(context.locale, { zh: "提及人次", en: "Persons mentioning" });
  return makeHeatMap(cells, [0, most], legend, sayDropped(dropped, context));
}

function narrate(
  result: CodeByAttributeResult,
  _request: CodeByAttributeParams,
  { locale }: PresentationContext,
): readonly NarratedSentence[] {
  const totals = result.matrix.map((cells) => cells.reduce((sum, { mentions }) => sum + mentions, 0));
  const most = totals.indexOf(Math.max(...totals));
  const row = result.rows[most];
  if (!row) return [];
  const parts = result.groups.map(({ value, n }, group) => {
    const mentions = result.matrix[most]?.[group]?.mentions ?? 0;
    const text = textIn(locale, {
      zh: `${value}${n}受访人次中有${mentions}人次`,
      en: `${mentions} of ${n} in ${value}`,
    });
    return {
      text,
      numbers: [
        { path: `groups.${group}.n`, value: n, text: String(n) },
        { path: `matrix.${most}.${group}.mentions`, value: mentions, text: String(mentions) },
      ],
    };
  });
  const listed = parts.map(({ text }) => text);
  const text = {
    zh: `提及“${row.name}”的，${listed.join("，")}。`,
    en: `“${row.name}” was mentioned by ${listed.join(", ")}.`,
  };
  return [{ text: textIn(locale, text), numbers: parts.flatMap(({ numbers }) => numbers) }];
}
