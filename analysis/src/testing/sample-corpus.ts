import {
  brandAs,
  type Code,
  type Codebook,
  type CodeId,
  type CodePointOffset,
  type CodingId,
  type Instant,
  makeTranscript,
  type SessionId,
  type Transcript,
  type TranscriptId,
  type UserId,
} from "@diaoyan/instruments";
import { makeCoding } from "../coding/make-coding.ts";
import type { Coding, Corpus } from "../model/corpus.ts";

function codeOf(number: string, name: string, parent: string | null): Code {
  const texts = { definition: "", include: "", exclude: "", example: "" };
  return {
    id: brandAs<CodeId>(`id-${number}`),
    parent: parent === null ? null : brandAs<CodeId>(`id-${parent}`),
    number,
    name,
    ...texts,
    rules: [],
  };
}
const codebook: Codebook = {
  version: "1",
  modifiers: {},
  codes: [
    codeOf("1", "评什么", null),
    codeOf("1.1", "论文数量", "1"),
    codeOf("1.2", "代表作", "1"),
    codeOf("2", "谁来评", null),
    codeOf("2.1", "小同行", "2"),
  ],
};
function transcriptOf(id: string, raw: string): Transcript {
  return makeTranscript({
    id: brandAs<TranscriptId>(id),
    revision: 1,
    session: brandAs<SessionId>("s"),
    title: id,
    raw,
  });
}
const first = transcriptOf(
  "t1",
  "问：看论文吗？\n甲：论文数量。代表作好。论文多。\n乙：小同行难找。\n甲：小同行好。\n乙：是。",
);
const second = transcriptOf("t2", "问：怎么评？\n受访者：小同行。专家库要建。专家库难。");
const third = transcriptOf("t3", "问：怎么评？\n受访者：没有意见。");

let made = 0;
function code(transcript: Transcript, words: string, number: string, nth = 0): Coding {
  let at = -1;
  for (let found = 0; found <= nth; found += 1) at = transcript.text.indexOf(words, at + 1);
  const span = { start: brandAs<CodePointOffset>(at), end: brandAs<CodePointOffset>(at + words.length), quote: words };
  made += 1;
  const act = {
    id: brandAs<CodingId>(`c${made}`),
    user: brandAs<UserId>("u"),
    at: brandAs<Instant>("2026-11-23T08:00:00.000Z"),
  };
  return makeCoding(transcript, span, brandAs<CodeId>(`id-${number}`), act);
}
function asRule(coding: Coding): Coding {
  return { ...coding, origin: { kind: "rule", rule: "2.1#0" } };
}
/** Three short interviews with codings by a person and by rules, for tests. */
export const sampleCorpus: Corpus = Object.freeze({
  transcripts: [first, second, third],
  codebook,
  codings: [
    code(first, "论文数量", "1.1"),
    code(first, "论文多", "1.1"),
    code(first, "代表作好", "1.2"),
    code(first, "小同行难找", "2.1"),
    asRule(code(first, "小同行好", "2.1")),
    asRule(code(second, "小同行", "2.1")),
    code(first, "看论文吗", "1.1"),
  ],
  attributes: new Map([
    ["t1", { 单位类型: "高校" }],
    ["t2", { 单位类型: "企业" }],
  ]),
});
