import {
  brandAs,
  type CaseId,
  createOffsetIndex,
  makeTranscript,
  type SessionId,
  type TranscriptId,
} from "@diaoyan/instruments";
import { describe, expect, it } from "vitest";
import { draftCase } from "../cases/draft-case.ts";
import { reformTemplate } from "../cases/reform-template.ts";
import { extractTerms } from "./extract-terms.ts";
import { plainKeywordScorer } from "./keyword-scorer.ts";
import { splitClauses, splitSentences } from "./split-sentences.ts";
import { createNodeTextTools } from "./text-tools.node.ts";
import { neutralTextTools } from "./text-tools.ts";

const limit = 5_000;
const size = 300_000;
const spoken = "我们单位𠮷部门的考核一年三次，大家意见很大😀。建议改成三年一次，看代表作和小同行的评价。";
const punctuated = spoken.repeat(Math.ceil(size / spoken.length));
const unpunctuated = "我们单位的考核一年三次大家意见很大".repeat(Math.ceil(size / 17));
const tools = [createNodeTextTools(), neutralTextTools];

/** What a piece of work gives, once it has been shown to end within five seconds. */
function timed<Value>(work: () => Value): Value {
  const from = performance.now();
  const value = work();
  expect(performance.now() - from).toBeLessThan(limit);
  return value;
}

describe.each(tools)("300,000 characters with $segmenter.id", ({ segmenter, scorer }) => {
  it.each([
    ["punctuated", punctuated],
    ["without punctuation", unpunctuated],
  ])("%s are cut into words that give the text back", (_, text) => {
    expect(timed(() => segmenter.cut(text)).join("") === text).toBe(true);
  });

  it("are weighed by their terms", () => {
    const terms = extractTerms(punctuated, segmenter);
    const [scores] = timed(() => scorer.score([terms, ["考核"]]));
    expect(scores?.map(({ term }) => term)).toContain("代表作");
  });

  it("are drafted into a case whose sentences are slices of what was said", () => {
    const transcript = makeTranscript({
      id: brandAs<TranscriptId>("t"),
      revision: 1,
      session: brandAs<SessionId>("s"),
      title: "长访谈",
      raw: `访谈员：考核怎么改？\n受访者：${punctuated}`,
    });
    const source = {
      id: brandAs<CaseId>("c"),
      title: "长访谈",
      session: null,
      template: reformTemplate,
      transcripts: [transcript],
      codebook: { version: "1", modifiers: {}, codes: [] },
      codings: [],
      attributes: {},
    };
    const draft = timed(() => draftCase(source, { segmenter, scorer }));
    const index = createOffsetIndex(transcript.text);
    const sentences = draft.sections.flatMap((section) => section.sentences);
    for (const { text, source: span } of sentences) expect(span && index.slice(span)).toBe(text);
  });
});

describe("300,000 characters", () => {
  it.each([splitSentences, splitClauses])("are split by %o", (split) => {
    const spans = timed(() => split(punctuated));
    const index = createOffsetIndex(punctuated);
    expect(spans.map((span) => index.slice(span)).join("") === punctuated).toBe(true);
    expect(timed(() => split(unpunctuated))).toHaveLength(1);
  });

  it("of opening brackets alone are one sentence", () => {
    expect(timed(() => splitSentences("（".repeat(size)))).toHaveLength(1);
  });
});

describe("empty text", () => {
  it.each(tools)("has no words with $segmenter.id", ({ segmenter, scorer }) => {
    expect(segmenter.cut("").join("")).toBe("");
    expect(extractTerms("", segmenter)).toEqual([]);
    expect(scorer.score([])).toEqual([]);
    expect(scorer.score([[]])).toEqual([[]]);
  });

  it("has no sentences", () => {
    expect([splitSentences(""), splitClauses(""), splitSentences("\n\n　")]).toEqual([[], [], []]);
    expect(plainKeywordScorer.score([[], []])).toEqual([[], []]);
  });
});
