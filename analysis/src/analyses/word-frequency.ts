import { textIn } from "@diaoyan/instruments";
import { z } from "zod";
import { makeWordCloud } from "../charts/word-cloud.ts";
import { corpusNeeded } from "../errors.ts";
import type { PresentationContext } from "../model/presentation.ts";
import type { Analysis } from "../registry/analysis.ts";
import { compareCodePoints } from "../text/compare-code-points.ts";
import { countTerms } from "../text/keyword-scorer.ts";
import { listSpokenTerms, type SpokenTerms } from "../text/list-spoken.ts";
import { neutralTextTools } from "../text/text-tools.ts";
import { drawCountBars } from "./code-frequency-chart.ts";

const params = z.strictObject({
  top: z.int().min(1).max(500).default(30),
  without: z.array(z.string()).default([]),
  picture: z.enum(["bars", "cloud"]).default("bars").meta({ description: "图形" }),
});
type WordFrequencyParams = z.infer<typeof params>;

/** A word, how often interviewees say it, and the transcripts it stands in. */
export interface WordFrequencyRow {
  readonly term: string;
  readonly count: number;
  readonly documents: number;
  readonly ids: readonly string[];
}

/** `n` counts transcripts; `tokens` all topic words counted. Ordered by count, then by code points. */
export interface WordFrequencyResult {
  readonly n: number;
  readonly unit: "document";
  readonly tokens: number;
  readonly segmenter: string;
  readonly rows: readonly WordFrequencyRow[];
}

/** Words a cloud shows at most. */
const cloudWords = 60;

/** The topic words interviewees say most; `without` names further words to leave out. */
export const wordFrequency: Analysis<WordFrequencyParams, WordFrequencyResult> = {
  kind: "wordFrequency",
  title: { zh: "词频", en: "Word frequency" },
  reads: "corpus",
  params,
  run(input, request) {
    if (!input.corpus) throw corpusNeeded("wordFrequency");
    const spoken = listSpokenTerms(input.corpus, input);
    const left = new Set(request.without);
    const rows = countWords(spoken).filter(({ term }) => !left.has(term));
    return {
      n: spoken.length,
      unit: "document",
      tokens: rows.reduce((sum, { count }) => sum + count, 0),
      segmenter: (input.text ?? neutralTextTools).segmenter.id,
      rows: rows.slice(0, request.top),
    };
  },
  table: (result, _request, context) => ({
    caption: textIn(context.locale, { zh: "访谈高频词", en: "Frequent words in interviews" }),
    header: [headOf(context).map((text, place) => ({ text, align: place === 0 ? "left" : "right" }))],
    body: result.rows.map(({ term, count, documents }) => [
      { text: term },
      { text: String(count), value: count, align: "right" },
      { text: String(documents), value: documents, align: "right" },
    ]),
    note: textIn(context.locale, {
      zh: `注：${result.n}份访谈，只计受访者的话；已去除停用词；分词：${result.segmenter}。`,
      en: `Note. ${result.n} transcripts, words of interviewees only, stop words removed; segmenter: ${result.segmenter}.`,
    }),
  }),
  chart(result, { picture }, { locale }) {
    const title = textIn(locale, { zh: "出现次数", en: "Occurrences" });
    if (picture === "cloud") return makeWordCloud(result.rows.slice(0, cloudWords), title);
    const data = result.rows.slice(0, 20).map(({ term, count }) => ({ label: term, value: count }));
    return drawCountBars(data, { value: title });
  },
  narrate(result, _request, { locale }) {
    const named = result.rows.slice(0, 5);
    if (named.length === 0) return [];
    const listed = named.map(({ term, count }) =>
      textIn(locale, { zh: `${term}（${count}次）`, en: `${term} (${count})` }),
    );
    const text = {
      zh: `${result.n}份访谈中受访者说得最多的词是${listed.join("、")}。`,
      en: `The words interviewees used most in ${result.n} transcripts are ${listed.join(", ")}.`,
    };
    const counts = named.map(({ count }, place) => ({
      path: `rows.${place}.count`,
      value: count,
      text: String(count),
    }));
    return [
      { text: textIn(locale, text), numbers: [{ path: "n", value: result.n, text: String(result.n) }, ...counts] },
    ];
  },
};

function headOf({ locale }: PresentationContext): readonly string[] {
  return locale === "zh" ? ["词", "次数", "访谈份数"] : ["Word", "Count", "Transcripts"];
}

function countWords(spoken: readonly SpokenTerms[]): readonly WordFrequencyRow[] {
  const found = new Map<string, { count: number; readonly ids: string[] }>();
  for (const { transcript, terms } of spoken) {
    for (const [term, count] of countTerms(terms)) {
      const entry = found.get(term) ?? { count: 0, ids: [] };
      entry.count += count;
      entry.ids.push(transcript.id);
      found.set(term, entry);
    }
  }
  return [...found]
    .map(([term, { count, ids }]) => ({ term, count, documents: ids.length, ids }))
    .sort((a, b) => b.count - a.count || compareCodePoints(a.term, b.term));
}
