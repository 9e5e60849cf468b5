import {
  brandAs,
  type CaseId,
  type Codebook,
  type CodeId,
  createOffsetIndex,
  makeTranscript,
  type Transcript,
} from "@diaoyan/instruments";
import type { CaseSummary } from "../../model/case-summary.ts";
import type { Coding } from "../../model/corpus.ts";
import { neutralTextTools } from "../../text/text-tools.ts";
import { draftCase } from "../draft-case.ts";
import { reformTemplate } from "../reform-template.ts";

const names = { definition: "", include: "", exclude: "", example: "" };
const codes = ["2.1", "3.1", "4.2", "5.1", "6.3", "8.1"].map((number) => ({
  ...{ id: brandAs<CodeId>(number), parent: null, number, name: number, rules: [] },
  ...names,
}));
export const codebook: Codebook = { version: "1", modifiers: {}, codes };

export const transcriptOf = (raw: string, id = "t"): Transcript =>
  makeTranscript({ id: brandAs(id), revision: 1, session: null, title: "访谈（模拟数据）", raw });

/** A coding a person put on words of a transcript. */
export function codeWords(transcript: Transcript, words: string, code: string): Coding {
  const index = createOffsetIndex(transcript.text);
  const at = transcript.text.indexOf(words);
  return {
    id: brandAs(`c-${code}-${at}`),
    transcript: transcript.id,
    transcriptRevision: 1,
    code: brandAs(code),
    start: index.fromUtf16(at),
    end: index.fromUtf16(at + words.length),
    ...{ quote: words, before: "", after: "", modifiers: {}, memo: "" },
    origin: { kind: "human", user: brandAs("u") },
    at: brandAs("2026-11-27T00:00:00.000Z"),
  };
}

/** The draft of a reform case. */
export function draftOf(transcripts: readonly Transcript[], codings: readonly Coding[] = []): CaseSummary {
  const head = { id: brandAs<CaseId>("c"), title: "案例（模拟数据）", session: null, attributes: {} };
  return draftCase({ ...head, template: reformTemplate, transcripts, codebook, codings }, neutralTextTools);
}
