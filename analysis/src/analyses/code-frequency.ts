import { textIn } from "@diaoyan/instruments";
import { z } from "zod";
import { countMentions, type Mentions } from "../coding/count-mentions.ts";
import { corpusNeeded } from "../errors.ts";
import type { NarratedSentence, PresentationContext, PresentationTable } from "../model/presentation.ts";
import type { Analysis } from "../registry/analysis.ts";
import { drawCountBars } from "./code-frequency-chart.ts";
import { describePersonTimes, mentionParams, nameCode } from "./code-frequency-wording.ts";

const params = z.strictObject(mentionParams);
type CodeFrequencyParams = z.infer<typeof params>;

/** One code: persons who mention it 提及人次, codings, transcripts they stand in, and the ids of the codings. */
export interface CodeFrequencyRow {
  readonly code: string;
  readonly number: string;
  readonly name: string;
  readonly mentions: number;
  readonly segments: number;
  readonly transcripts: number;
  readonly ids: readonly string[];
}

/** `n` counts persons interviewed 受访人次; codes without a coding have no row. Ordered by mentions. */
export interface CodeFrequencyResult {
  readonly n: number;
  readonly unit: "case";
  readonly segments: number;
  /** Codings among them that a dictionary rule proposed. */
  readonly ruleSegments: number;
  readonly rows: readonly CodeFrequencyRow[];
}

/** How many of the persons interviewed mention each code. A person counts once a code, however often they say it. */
export const codeFrequency: Analysis<CodeFrequencyParams, CodeFrequencyResult> = {
  kind: "codeFrequency",
  title: { zh: "编码提及人次", en: "Code frequency" },
  reads: "corpus",
  params,
  run({ corpus }, request) {
    if (!corpus) throw corpusNeeded("codeFrequency");
    const { people, mentions } = countMentions(corpus, request);
    const rows = mentions.map(toRow).sort((a, b) => b.mentions - a.mentions || b.segments - a.segments);
    const codings = mentions.flatMap((item) => item.codings);
    const ruleSegments = codings.filter(({ origin }) => origin.kind === "rule").length;
    return { n: people.length, unit: "case", segments: codings.length, ruleSegments, rows };
  },
  table: writeTable,
  chart(result, _request, { locale }) {
    const data = result.rows.slice(0, 20).map((row) => ({ label: nameCode(row), value: row.mentions }));
    return drawCountBars(data, { value: textIn(locale, { zh: "提及人次", en: "Persons mentioning" }) });
  },
  narrate,
};

function toRow({ code, codings, people }: Mentions): CodeFrequencyRow {
  return {
    code: code.id,
    number: code.number,
    name: code.name,
    mentions: people.length,
    segments: codings.length,
    transcripts: new Set(codings.map(({ transcript }) => transcript)).size,
    ids: codings.map(({ id }) => id),
  };
}

function writeTable(
  result: CodeFrequencyResult,
  _request: CodeFrequencyParams,
  context: PresentationContext,
): PresentationTable {
  const say = (zh: string, en: string): string => textIn(context.locale, { zh, en });
  const share = result.n >= context.rules.smallSample;
  const shareHead = share ? [{ text: say("占受访人次/%", "% of persons"), align: "right" as const }] : [];
  const number = (value: number, text = String(value)) => ({ text, value, align: "right" as const });
  return {
    caption: say("访谈编码提及情况", "Codes mentioned in interviews"),
    header: [
      [
        { text: say("编码", "Code") },
        { text: say("提及人次", "Persons"), align: "right" },
        ...shareHead,
        { text: say("编码片段", "Segments"), align: "right" },
        { text: say("访谈份数", "Transcripts"), align: "right" },
      ],
    ],
    body: result.rows.map((row) => {
      const percent = (100 * row.mentions) / result.n;
      const shareCell = share ? [number(percent, percent.toFixed(1))] : [];
      return [
        { text: nameCode(row) },
        number(row.mentions),
        ...shareCell,
        number(row.segments),
        number(row.transcripts),
      ];
    }),
    note: describePersonTimes(result, context),
  };
}

function narrate(
  result: CodeFrequencyResult,
  _request: CodeFrequencyParams,
  { locale }: PresentationContext,
): readonly NarratedSentence[] {
  if (result.rows.length === 0) {
    return [{ text: textIn(locale, { zh: "访谈资料尚无编码。", en: "No passage has been coded yet." }), numbers: [] }];
  }
  const named = result.rows.slice(0, 3);
  const listed = named.map(({ name, mentions }) =>
    textIn(locale, { zh: `“${name}”${mentions}人次`, en: `“${name}” by ${mentions}` }),
  );
  const numbers = [
    { path: "n", value: result.n, text: String(result.n) },
    ...named.map(({ mentions }, place) => ({
      path: `rows.${place}.mentions`,
      value: mentions,
      text: String(mentions),
    })),
  ];
  const text = {
    zh: `共${result.n}受访人次，提及最多的是${listed.join("、")}。`,
    en: `Of ${result.n} persons interviewed, most mentioned ${listed.join(", ")}.`,
  };
  return [{ text: textIn(locale, text), numbers }];
}
