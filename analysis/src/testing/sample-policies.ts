import {
  brandAs,
  type CodeId,
  type CodePointOffset,
  type CodingId,
  type Day,
  type Instant,
  type PolicyHead,
  readPolicyText,
  sealTranscript,
  type TranscriptId,
  type UserId,
} from "@diaoyan/instruments";
import { makeCoding } from "../coding/make-coding.ts";
import type { PolicyCorpus, PolicyText } from "../model/corpus.ts";

const at = brandAs<Instant>("2026-11-23T08:00:00.000Z");
const by = brandAs<UserId>("u");

function policyOf(id: string, head: Partial<PolicyHead>, raw: string): PolicyText {
  const named = {
    title: `模拟办法${id}`,
    issuer: "模拟厅",
    number: `模发〔2024〕${id.length}号`,
    day: brandAs<Day>("2024-03-05"),
    region: "模拟省",
    level: "其他省市" as const,
    state: "现行有效" as const,
    url: "",
    ...head,
  };
  const key = { id: brandAs<TranscriptId>(id), revision: 1 };
  const text = sealTranscript({ ...key, session: null, title: named.title }, readPolicyText(raw));
  return { source: { ...key, ...named, file: `${id}.txt`, confirmed: { by, at } }, text };
}

const province = policyOf(
  "p1",
  {},
  "第一条　实行代表作评价。\n𠮷以小同行为主。\n第二条　不看论文数量，代表作不超过三件。",
);
const nation = policyOf("p2", { region: "全国", level: "国家", day: null }, "一、总体要求\n二、推行代表作");
const city = policyOf(
  "p3",
  { region: "模拟市", level: "本市", day: brandAs<Day>("2022-01-01") },
  "第一条 甲。\n第二条 小同行评议。",
);
const open = policyOf("p4", {}, "第一条 代表作。\n第二条 乙。");

function code({ text }: PolicyText, words: string, number: string, nth = 0) {
  let place = -1;
  for (let found = 0; found <= nth; found += 1) place = text.text.indexOf(words, place + 1);
  const start = [...text.text.slice(0, place)].length;
  const span = {
    start: brandAs<CodePointOffset>(start),
    end: brandAs<CodePointOffset>(start + [...words].length),
    quote: words,
  };
  const id = brandAs<CodingId>(`${text.id}-${number}-${nth}`);
  return makeCoding(text, span, brandAs<CodeId>(`id-${number}`), { id, user: by, at });
}

/** Three confirmed policy texts of three regions and one that is not, coded with the codes of the sample corpus, for tests. */
export const samplePolicies: PolicyCorpus = {
  texts: [province, nation, city, { ...open, source: { ...open.source, confirmed: null } }],
  codings: [
    code(province, "代表作", "1.2"),
    code(province, "代表作", "1.2", 1),
    code(province, "小同行", "2.1"),
    code(province, "论文数量", "1.1"),
    code(nation, "代表作", "1.2"),
    { ...code(city, "小同行", "2.1"), origin: { kind: "rule", rule: "2.1#0" } },
    code(open, "代表作", "1.2"),
  ],
};
