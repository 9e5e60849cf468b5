import { textIn } from "@diaoyan/instruments";
import { z } from "zod";
import { makeHeatMap } from "../charts/heat-map.ts";
import { readAttribute } from "../coding/read-attribute.ts";
import { corpusNeeded } from "../errors.ts";
import type { Corpus } from "../model/corpus.ts";
import type { ChartSpec, NarratedSentence, PresentationContext, PresentationTable } from "../model/presentation.ts";
import type { Analysis } from "../registry/analysis.ts";
import { compareCodePoints } from "../text/compare-code-points.ts";
import { compareTermScores, type KeywordScorer } from "../text/keyword-scorer.ts";
import { listSpokenTerms, type SpokenTerms } from "../text/list-spoken.ts";
import { neutralTextTools } from "../text/text-tools.ts";
import { drawCountBars } from "./code-frequency-chart.ts";

const params = z.strictObject({ top: z.int().min(1).max(200).default(20), by: z.string().min(1).optional() });
type KeywordsParams = z.infer<typeof params>;

/** A keyword of all transcripts (`group` null) or of a group, with its TF-IDF weight and the transcripts it stands in. */
export interface KeywordRow {
  readonly group: string | null;
  readonly term: string;
  readonly score: number;
  readonly count: number;
  readonly documents: number;
  readonly ids: readonly string[];
}

/** `n` counts transcripts; those without the attribute `by` are left out. Ordered by group, then by weight. */
export interface KeywordsResult {
  readonly n: number;
  readonly unit: "document";
  readonly segmenter: string;
  readonly scorer: string;
  readonly groups: readonly string[];
  readonly rows: readonly KeywordRow[];
}

/**
 * Words that mark what interviewees say, by TF-IDF. Without `by` each transcript is a document and a word's weights are
 * summed; with `by` all transcripts of a group are one document, so that the words tell the groups apart.
 */
export const keywords: Analysis<KeywordsParams, KeywordsResult> = {
  kind: "keywords",
  title: { zh: "关键词（TF-IDF）", en: "Keywords (TF-IDF)" },
  reads: "corpus",
  params,
  run(input, request) {
    if (!input.corpus) throw corpusNeeded("keywords");
    const { segmenter, scorer } = input.text ?? neutralTextTools;
    const groups = groupTranscripts(input.corpus, listSpokenTerms(input.corpus, input), request.by);
    const rows = request.by === undefined ? scoreWhole(groups, scorer) : scoreGroups(groups, scorer);
    return {
      n: groups.reduce((sum, { members }) => sum + members.length, 0),
      unit: "document",
      segmenter: segmenter.id,
      scorer: scorer.id,
      groups: request.by === undefined ? [] : groups.map(({ value }) => value),
      rows: rows.flatMap((ranked) => ranked.slice(0, request.top)),
    };
  },
  table: writeTable,
  chart(result, _request, { locale }) {
    if (result.groups.length > 0) return drawGroups(result, textIn(locale, { zh: "TF-IDF 权重", en: "TF-IDF weight" }));
    const data = result.rows.map(({ term, score }) => ({ label: term, value: Number(score.toFixed(2)) }));
    return drawCountBars(data, { value: textIn(locale, { zh: "TF-IDF 权重", en: "TF-IDF weight" }) });
  },
  narrate,
};

/** Keywords a group shows in the picture. */
const shownAGroup = 8;

/** A heat map of the first keywords of each group against the groups. */
function drawGroups({ groups, rows }: KeywordsResult, legend: string): ChartSpec | null {
  const terms = new Set(
    groups.flatMap((group) =>
      rows
        .filter((row) => row.group === group)
        .slice(0, shownAGroup)
        .map(({ term }) => term),
    ),
  );
  const scores = new Map(rows.map(({ group, score, term }) => [`${group}\n${term}`, score]));
  const cells = [...terms].flatMap((term) =>
    groups.map((group) => {
      const score = scores.get(`${group}\n${term}`);
      return { row: term, column: group, value: score ?? 0, text: score === undefined ? "" : score.toFixed(1) };
    }),
  );
  if (cells.length === 0) return null;
  return makeHeatMap(cells, [0, Math.max(...cells.map(({ value }) => value), 0.1)], legend);
}

interface Group {
  readonly value: string;
  readonly members: readonly SpokenTerms[];
}

function groupTranscripts(corpus: Corpus, spoken: readonly SpokenTerms[], by: string | undefined): readonly Group[] {
  if (by === undefined) return [{ value: "", members: spoken }];
  const groupOf = readAttribute(corpus, by);
  const values = [...new Set(spoken.flatMap((item) => groupOf(item.transcript.id) ?? []))].sort(compareCodePoints);
  return values.map((value) => ({ value, members: spoken.filter((item) => groupOf(item.transcript.id) === value) }));
}

/** Each transcript a document; weights and counts of a word summed over them. */
function scoreWhole(groups: readonly Group[], scorer: KeywordScorer): readonly (readonly KeywordRow[])[] {
  const members = groups.flatMap((group) => group.members);
  const totals = new Map<string, { term: string; score: number; count: number }>();
  for (const scores of scorer.score(members.map(({ terms }) => terms))) {
    for (const { term, score, count } of scores) {
      const sum = totals.get(term) ?? { term, score: 0, count: 0 };
      totals.set(term, { term, score: sum.score + score, count: sum.count + count });
    }
  }
  const find = indexTranscripts(members);
  return [[...totals.values()].sort(compareTermScores).map((sum) => ({ group: null, ...sum, ...find(sum.term) }))];
}

/** Each group one document. */
function scoreGroups(groups: readonly Group[], scorer: KeywordScorer): readonly (readonly KeywordRow[])[] {
  const documents = groups.map(({ members }) => members.flatMap(({ terms }) => terms));
  return scorer.score(documents).map((scores, place) => {
    const find = indexTranscripts(groups[place]?.members ?? []);
    return scores.map((score) => ({ group: groups[place]?.value ?? null, ...score, ...find(score.term) }));
  });
}

function indexTranscripts(members: readonly SpokenTerms[]): (term: string) => Pick<KeywordRow, "documents" | "ids"> {
  const places = new Map<string, string[]>();
  for (const { transcript, terms } of members) {
    for (const term of new Set(terms)) {
      const ids = places.get(term);
      if (ids) ids.push(transcript.id);
      else places.set(term, [transcript.id]);
    }
  }
  return (term) => {
    const ids = places.get(term) ?? [];
    return { documents: ids.length, ids };
  };
}

function writeTable(result: KeywordsResult, request: KeywordsParams, context: PresentationContext): PresentationTable {
  const say = (zh: string, en: string): string => textIn(context.locale, { zh, en });
  const grouped = result.groups.length > 0;
  const head = [
    say("关键词", "Keyword"),
    say("TF-IDF 权重", "TF-IDF"),
    say("次数", "Count"),
    say("访谈份数", "Transcripts"),
  ];
  const number = (value: number, text = String(value)) => ({ text, value, align: "right" as const });
  return {
    caption: grouped
      ? say(`按${request.by}分的关键词`, `Keywords by ${request.by}`)
      : say("访谈关键词", "Keywords of interviews"),
    header: [
      [
        ...(grouped ? [{ text: request.by ?? "" }] : []),
        ...head.map((text, place) => ({ text, align: place === 0 ? ("left" as const) : ("right" as const) })),
      ],
    ],
    body: result.rows.map((row) => [
      ...(grouped ? [{ text: row.group ?? "" }] : []),
      { text: row.term },
      number(row.score, row.score.toFixed(2)),
      number(row.count),
      number(row.documents),
    ]),
    note: say(
      `注：${result.n}份访谈，只计受访者的话；权重为 TF-IDF（${result.scorer}）；分词：${result.segmenter}。`,
      `Note. ${result.n} transcripts, words of interviewees only; TF-IDF (${result.scorer}); segmenter: ${result.segmenter}.`,
    ),
  };
}

function narrate(
  result: KeywordsResult,
  _request: KeywordsParams,
  { locale }: PresentationContext,
): readonly NarratedSentence[] {
  const groups = result.groups.length > 0 ? result.groups : [null];
  return groups.flatMap((group) => {
    const listed = result.rows
      .filter((row) => row.group === group)
      .slice(0, 5)
      .map(({ term }) => `“${term}”`);
    if (listed.length === 0) return [];
    const whom = group === null ? { zh: `${result.n}份访谈`, en: `${result.n} transcripts` } : { zh: group, en: group };
    const text = {
      zh: `${whom.zh}的关键词依次为${listed.join("、")}。`,
      en: `Keywords of ${whom.en}: ${listed.join(", ")}.`,
    };
    const numbers = group === null ? [{ path: "n", value: result.n, text: String(result.n) }] : [];
    return [{ text: textIn(locale, text), numbers }];
  });
}
