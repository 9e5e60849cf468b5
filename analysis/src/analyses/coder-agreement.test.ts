import {
  brandAs,
  type Code,
  type CodeId,
  type CodePointOffset,
  type CodingId,
  type Instant,
  makeTranscript,
  type Transcript,
  type TranscriptId,
  type UserId,
} from "@diaoyan/instruments";
import { describe, expect, it } from "vitest";
import { makeCoding } from "../coding/make-coding.ts";
import type { Coding, Corpus } from "../model/corpus.ts";
import { presentRequest, runRequest } from "../registry/run-request.ts";
import { chinese, english } from "../testing/contexts.ts";
import { coderAgreement } from "./coder-agreement.ts";

const texts = { definition: "", include: "", exclude: "", example: "", rules: [] };
const code = (number: string): Code => ({
  id: brandAs<CodeId>(number),
  parent: null,
  number,
  name: `码${number}`,
  ...texts,
});
const transcriptOf = (id: string, raw: string): Transcript =>
  makeTranscript({ id: brandAs<TranscriptId>(id), revision: 1, session: null, title: id, raw });

let made = 0;
function codingOf(transcript: Transcript, [start, end]: readonly [number, number], user: string, number = "1"): Coding {
  made += 1;
  const span = { start: brandAs<CodePointOffset>(start), end: brandAs<CodePointOffset>(end) };
  const act = {
    id: brandAs<CodingId>(`c${made}`),
    user: brandAs<UserId>(user),
    at: brandAs<Instant>("2026-11-26T08:00:00Z"),
  };
  return makeCoding(transcript, span, brandAs<CodeId>(number), act);
}
const corpusOf = (transcripts: readonly Transcript[], codings: readonly Coding[]): Corpus => ({
  transcripts,
  codings,
  codebook: { version: "1", modifiers: {}, codes: [code("1"), code("2")] },
  attributes: new Map(),
});
const measure = (corpus: Corpus, params: Readonly<Record<string, unknown>> = {}) =>
  coderAgreement.run({ corpus }, coderAgreement.params.parse(params), { seed: 1 });

describe("coderAgreement", () => {
  const long = transcriptOf("t1", `${"人".repeat(9)}。`.repeat(100));

  it("gives kappa 0.444 for two spans of 100 characters of which 50 are shared, out of 1,000", () => {
    const result = measure(corpusOf([long], [codingOf(long, [0, 100], "甲"), codingOf(long, [50, 150], "乙")]));
    const [row] = result.rows;
    expect(result).toMatchObject({ n: 100, characters: 1000, coders: ["乙", "甲"] });
    expect(row?.characters.kappa.estimate).toBeCloseTo(4 / 9, 10);
    expect(row?.characters.percent.estimate).toBeCloseTo(0.9, 10);
    expect(row?.segments.kappa.estimate).toBeCloseTo(4 / 9, 10);
    expect(row).toMatchObject({ anyone: 15, everyone: 5 });
    expect(row?.segments.alpha.ciLow).toBeLessThan(row?.segments.alpha.estimate ?? 0);
  });

  it("counts overlapping codings of one coder once, and a rule never as a coder", () => {
    const codings = [codingOf(long, [0, 60], "甲"), codingOf(long, [30, 100], "甲"), codingOf(long, [50, 150], "乙")];
    const rule: Coding = { ...codingOf(long, [200, 400], "丙"), origin: { kind: "rule", rule: "1#0" } };
    const result = measure(corpusOf([long], [...codings, rule]));
    expect(result.rows[0]?.characters.kappa.estimate).toBeCloseTo(4 / 9, 10);
    expect(result).toMatchObject({ coders: ["乙", "甲"], ruleCodings: 1 });
    expect(() => measure(corpusOf([long], [codingOf(long, [0, 9], "甲"), rule]))).toThrow("no text was coded by two");
  });

  it("takes nobody but the second coder for one who saw a transcript they did not code", () => {
    const [first, other] = [
      transcriptOf("t1", `${"人".repeat(9)}。`.repeat(10)),
      transcriptOf("t2", `${"人".repeat(9)}。`.repeat(10)),
    ];
    const third = transcriptOf("t3", "人。");
    const codings = [
      ...[codingOf(first, [0, 20], "甲"), codingOf(first, [0, 20], "乙")],
      ...[codingOf(other, [0, 30], "丙"), codingOf(other, [0, 30], "乙"), codingOf(third, [0, 2], "丁")],
    ];
    const corpus = corpusOf([first, other, third], codings);
    const sample = { transcripts: ["t1", "t2"], second: "乙" };
    const result = measure(corpus, sample);
    expect(result).toMatchObject({ coders: ["丙", "乙", "甲"], n: 20, blind: true, disagreements: [] });
    expect(result.all.segments.kappa.estimate).toBe(1);
    expect(result.all.segments.alpha.estimate).toBe(1);
    // the second coder saw t2 also where they found nothing in it
    const silent = measure(
      corpusOf(
        [first, other, third],
        codings.filter((_, at) => at !== 3),
      ),
      sample,
    );
    expect(silent.disagreements.map(({ without }) => without)).toEqual([["乙"], ["乙"], ["乙"]]);
    const noteOf = (params: object) =>
      presentRequest({ corpus }, { kind: "coderAgreement", ...params }, { seed: 1, locale: "zh" }).table.note;
    expect(noteOf(sample)).toContain("3名编码员独立（盲编）人工编码");
    expect(noteOf({})).toContain("未经盲编");
  });

  it("leaves text that nobody coded out where asked, and says so", () => {
    const corpus = corpusOf([long], [codingOf(long, [0, 100], "甲"), codingOf(long, [50, 150], "乙")]);
    const result = measure(corpus, { uncoded: "excluded" });
    expect(result).toMatchObject({ n: 15, characters: 150 });
    expect(result.rows[0]?.characters.percent.estimate).toBeCloseTo(1 / 3, 10);
    const request = { kind: "coderAgreement", uncoded: "excluded" };
    const { table, sentences } = presentRequest({ corpus }, request, { seed: 1, locale: "zh" });
    expect(table.note).toContain("无人编码的文字不计入");
    expect(table.note).toContain("单位：句");
    expect(sentences[0]?.text).toContain("以句为单位，无人编码的文字不计入");
  });

  it("gives no figure without shared text and says who coded what", () => {
    const other = transcriptOf("t2", "小同行难找。");
    const corpus = corpusOf([long, other], [codingOf(long, [0, 9], "甲"), codingOf(other, [0, 5], "乙")]);
    expect(() => measure(corpus)).toThrow(
      expect.objectContaining({ code: "agreement.no-shared-text", message: expect.stringContaining("甲 1, 乙 1") }),
    );
    expect(() => measure(corpusOf([], []))).toThrow(expect.objectContaining({ code: "agreement.no-shared-text" }));
    expect(() => measure(corpus, { coders: ["甲", "丁"] })).toThrow(
      "coders: “丁” made no coding; expected one of 乙, 甲",
    );
    expect(() => measure(corpus, { transcripts: ["t9"] })).toThrow("has no transcript “t9”");
    expect(() => measure(corpus, { codes: ["7"] })).toThrow("no code “7”");
  });

  it("takes a transcript both were given though one found nothing in it", () => {
    const corpus = corpusOf(
      [long],
      [codingOf(long, [0, 100], "甲"), codingOf(transcriptOf("t3", "好。"), [0, 2], "乙")],
    );
    const whole = { ...corpus, transcripts: [long, transcriptOf("t3", "好。")] };
    const result = measure(whole, { transcripts: ["t1"] });
    expect(result).toMatchObject({ transcripts: 1, n: 100 });
    expect(result.rows[0]).toMatchObject({ anyone: 10, everyone: 0 });
    expect(result.rows[0]?.segments.kappa.estimate).toBeCloseTo(0, 10);
  });

  it("lists every disagreement with its words and codings; interviewers' words are not compared", () => {
    const talk = transcriptOf("t4", "访谈员：怎么评？\n受访者：𠮷先生说小同行难找。专家库要建。");
    const codings = [
      codingOf(talk, [0, 8], "甲"),
      codingOf(talk, [17, 20], "甲"),
      codingOf(talk, [17, 22], "乙"),
      codingOf(talk, [23, 26], "乙", "2"),
    ];
    const result = measure(corpusOf([talk], codings));
    expect(result.n).toBe(2);
    expect(result.disagreements).toEqual([
      expect.objectContaining({
        words: "专家库要建。",
        code: "2",
        withCode: ["乙"],
        without: ["甲"],
        codings: [codings[3]?.id],
      }),
    ]);
    expect(result.rows[0]).toMatchObject({ everyone: 1, segments: { percent: { estimate: 1 } } });
    expect(result.rows[0]?.characters.percent.estimate).toBeLessThan(1);
  });

  it("prints, draws and says the same figures in both languages, with the same draws for the same seed", () => {
    const corpus = corpusOf([long], [codingOf(long, [0, 100], "甲"), codingOf(long, [50, 150], "乙")]);
    const params = coderAgreement.params.parse({});
    const result = coderAgreement.run({ corpus }, params, { seed: 3 });
    expect(runRequest({ corpus }, { kind: "coderAgreement", seed: 3 }, { seed: 9 }).result).toEqual(result);
    const table = coderAgreement.table(result, params, chinese);
    expect(table.body.map((row) => row[0]?.text)).toEqual(["1 码1", "全部编码合并"]);
    expect(table.body[0]?.[4]?.text).toMatch(/^0\.444［0\.\d{3}，0\.\d{3}］$/u);
    expect(table.note).toContain("种子3");
    expect(coderAgreement.narrate(result, params, chinese)[0]?.text).toContain("低于0.667，不足以据此下结论");
    expect(coderAgreement.narrate(result, params, english)[0]?.text).toContain("too low to draw conclusions from");
    expect(coderAgreement.chart(result, params, chinese)?.["data"]).toMatchObject({ values: { length: 1 } });
  });
});
