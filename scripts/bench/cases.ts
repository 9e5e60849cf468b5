import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  type CaseTemplate,
  type Coding,
  draftCase,
  personTemplate,
  reformTemplate,
  splitSentences,
  splitWithin,
  suggestCodings,
  type TextTools,
} from "@diaoyan/analysis";
import { createNodeTextTools } from "@diaoyan/analysis/node";
import {
  brandAs,
  type CaseId,
  type Codebook,
  createOffsetIndex,
  findInterviewers,
  loadPack,
  seededRandom,
  type TextSpan,
} from "@diaoyan/instruments";
import { readPackFolder } from "@diaoyan/instruments/node";
import type { BenchLine } from "./bench-line.ts";
import { measureSummary, type SummaryQuality } from "./cases/measure-summary.ts";
import { type CodedInterview, readCodedInterview } from "./cases/read-coded-interview.ts";

const folder = join(import.meta.dirname, "../../analysis/test-data/case-bench");
const library = join(import.meta.dirname, "../../instruments/library");
const draws = 50;
/** The interviews are short: at full length a draft would hold nearly all that is said. */
const share = 0.3;

type Choice = readonly (TextSpan & { readonly text: string })[];

/**
 * Drafts of interviews kept apart, held against what a person coded in them, beside two simple ways to choose as many
 * characters: the first sentences interviewees say, and random ones. "rules" drafts see no coding a person made.
 */
export async function benchCases(): Promise<readonly BenchLine[]> {
  const text = createNodeTextTools();
  const { codebook } = loadPack(await readPackFolder(join(library, "evaluation-reform")));
  const names = (await readdir(folder)).filter((name) => name.endsWith(".txt")).sort();
  const measured = await Promise.all(
    names.map(async (name) => {
      const coded = readCodedInterview(name, await readFile(join(folder, name), "utf8"), codebook);
      return measureWays(coded, shorten(name.includes("reform") ? reformTemplate : personTemplate), { codebook, text });
    }),
  );
  const ways = Object.keys(measured[0] ?? {});
  return ways.flatMap((way) => {
    const all = measured.map((one) => one[way]).filter((one) => one !== undefined);
    const meanOf = (key: keyof SummaryQuality) => all.reduce((sum, one) => sum + one[key], 0) / all.length;
    return [
      { name: `${way}: coded themes held`, value: 100 * meanOf("themes"), unit: "%" },
      { name: `${way}: codings held`, value: 100 * meanOf("codings"), unit: "%" },
      { name: `${way}: redundancy (mean greatest cosine)`, value: meanOf("redundancy"), unit: "" },
      { name: `${way}: length`, value: meanOf("characters"), unit: "characters" },
    ];
  });
}

function shorten({ kind, sections }: CaseTemplate): CaseTemplate {
  const shorter = sections.map((section) => ({
    ...section,
    minimum: Math.round(share * section.minimum),
    maximum: Math.round(share * section.maximum),
  }));
  return { kind, sections: shorter };
}

interface Tools {
  readonly codebook: Codebook;
  readonly text: TextTools;
}

function measureWays(
  { transcript, codings }: CodedInterview,
  template: CaseTemplate,
  { codebook, text }: Tools,
): Readonly<Record<string, SummaryQuality>> {
  let made = 0;
  const options = {
    nextId: () => brandAs<Coding["id"]>(`r${++made}`),
    at: brandAs<Coding["at"]>("2026-11-27T00:00:00.000Z"),
  };
  const rules = suggestCodings(codebook, transcript, options);
  const draft = (seen: readonly Coding[]): Choice => {
    const head = { id: brandAs<CaseId>("case"), title: "", session: null, attributes: {} };
    const made = draftCase({ ...head, template, transcripts: [transcript], codebook, codings: seen }, text);
    return made.sections.flatMap(({ sentences }) =>
      sentences.flatMap(({ source, text: words }) => (source === null ? [] : [{ ...source, text: words }])),
    );
  };
  const byHand = draft(codings);
  const byRules = draft(rules);
  const sentences = listAnswers(transcript);
  const length = byRules.reduce((sum, { start, end }) => sum + end - start, 0);
  const measure = (choice: Choice) => measureSummary(choice, codings, text);
  const random = Array.from({ length: draws }, (_, seed) => measure(fill(shuffle(sentences, seed), length)));
  return {
    "draft, codings by hand": measure(byHand),
    "draft, codings by rules": measure(byRules),
    "first sentences": measure(fill(sentences, length)),
    [`random, mean of ${draws}`]: meanQuality(random),
  };
}

/** Sentences an interviewee says that could be quoted, in order. */
function listAnswers(transcript: CodedInterview["transcript"]): Choice {
  const index = createOffsetIndex(transcript.text);
  const asking = findInterviewers(index, transcript.turns);
  return transcript.turns
    .filter(({ speaker }) => !asking.has(speaker))
    .flatMap((turn) => splitWithin(index, turn, splitSentences))
    .map((span) => ({ ...span, text: index.slice(span) }))
    .filter(({ start, end, text }) => end - start >= 8 && !/[?？]$/u.test(text));
}

function fill(sentences: Choice, length: number): Choice {
  const chosen: Choice[number][] = [];
  let sum = 0;
  for (const sentence of sentences) {
    if (sum + sentence.end - sentence.start > length) continue;
    chosen.push(sentence);
    sum += sentence.end - sentence.start;
  }
  return chosen;
}

function shuffle(sentences: Choice, seed: number): Choice {
  const random = seededRandom(seed + 1);
  const keyed = sentences.map((sentence) => ({ sentence, key: random() }));
  return keyed.sort((a, b) => a.key - b.key).map(({ sentence }) => sentence);
}

function meanQuality(all: readonly SummaryQuality[]): SummaryQuality {
  const meanOf = (key: keyof SummaryQuality) => all.reduce((sum, one) => sum + one[key], 0) / all.length;
  return {
    themes: meanOf("themes"),
    codings: meanOf("codings"),
    redundancy: meanOf("redundancy"),
    characters: meanOf("characters"),
  };
}
