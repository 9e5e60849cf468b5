import { type Corpus, makeCoding } from "@diaoyan/analysis";
import {
  brandAs,
  type Code,
  type CodePointOffset,
  type CodingId,
  type Instant,
  makeTranscript,
  type UserId,
} from "@diaoyan/instruments";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { corpusFromProject } from "./corpus-from-project.ts";
import { describeCode, parseDescription } from "./describe-code.ts";
import { projectFromCorpus } from "./project-from-corpus.ts";
import type { QdaProject } from "./qda-project.ts";
import { readQdaProject } from "./read-project.ts";
import { renderCodedHtml } from "./render-coded-html.ts";
import { writeQdaProject } from "./write-project.ts";

const now = "2026-11-26T08:00:00Z";
const transcript = makeTranscript({
  id: brandAs("t1"),
  revision: 3,
  session: null,
  title: "访谈一",
  raw: "访谈员：怎么评？\n受访者：𠮷先生说小同行😀难找。",
});
const code = (id: string, parent: string | null): Code => ({
  id: brandAs(id),
  parent: parent === null ? null : brandAs(parent),
  number: id,
  name: `名称${id}`,
  definition: "谁来评。\n第二行",
  include: "同行",
  exclude: "",
  example: "“小同行难找”",
  rules: [{ any: ["小同行"], none: ["大同行"] }],
});
const act = (id: string, user: string) => ({
  id: brandAs<CodingId>(id),
  user: brandAs<UserId>(user),
  at: brandAs<Instant>(now),
});
const place = { start: brandAs<CodePointOffset>(17), end: brandAs<CodePointOffset>(21) };
const first = makeCoding(transcript, place, brandAs("2.1"), {
  ...act("c1", "u1"),
  memo: "要补例",
  modifiers: { 评价倾向: "负" },
});
const corpus: Corpus = {
  transcripts: [transcript],
  codebook: { version: "1", modifiers: {}, codes: [code("2", null), code("2.1", "2")] },
  codings: [
    first,
    makeCoding(transcript, place, brandAs("2.1"), act("c2", "u2")),
    {
      ...makeCoding(transcript, { start: brandAs(13), end: brandAs(24) }, brandAs("2"), act("c3", "u2")),
      origin: { kind: "rule", rule: "2 小同行" },
    },
    { ...first, id: brandAs("old"), transcriptRevision: 2 },
  ],
  attributes: new Map([["t1", { 单位类型: "高校" }]]),
};
const head = { name: "课题", software: "Diaoyan", coders: new Map([["u1", "张三"]]) };

describe("projectFromCorpus and corpusFromProject", () => {
  const project = projectFromCorpus(corpus, head);
  const read = readQdaProject(writeQdaProject(project));
  const back = corpusFromProject(read.project, now);

  it("give codes, codings, coders, memos, modifiers and attributes back", () => {
    expect(read.report.codings.map(({ verdict }) => verdict)).toEqual(["quote", "quote", "quote"]);
    expect(back.findings).toEqual([]);
    expect(back.corpus.transcripts[0]).toMatchObject({ title: "访谈一", text: transcript.text, hash: transcript.hash });
    const plain = (list: readonly Code[]) => list.map(({ id, parent, ...rest }) => rest);
    expect(plain(back.corpus.codebook.codes)).toEqual(plain(corpus.codebook.codes));
    const said = back.corpus.codings.map(({ start, quote, memo, modifiers, at }) => ({
      start,
      quote,
      memo,
      modifiers,
      at,
    }));
    const sent = corpus.codings
      .slice(0, 3)
      .map(({ start, quote, memo, modifiers, at }) => ({ start, quote, memo, modifiers, at }));
    expect(said).toEqual(sent);
    expect(back.corpus.codings[2]?.origin).toEqual({ kind: "rule", rule: "2 小同行" });
    expect([...back.coders.values()]).toEqual(["张三", "u2", "2 小同行"]);
    expect([...back.corpus.attributes.values()]).toEqual([{ 单位类型: "高校" }]);
  });

  it("carry memos on codes and texts, chosen colours, comments and the case of a text; a memo on a case is told", () => {
    const chosen = {
      ...corpus,
      codebook: { ...corpus.codebook, codes: corpus.codebook.codes.map((one) => ({ ...one, color: "#12AB34" })) },
    };
    const memos = [
      { kind: "code" as const, subject: "2.1", text: "与 2.2 分开" },
      { kind: "transcript" as const, subject: "t1", text: "当天录音不清" },
      { kind: "case" as const, subject: "k1", text: "待补" },
    ];
    const out = projectFromCorpus(chosen, { ...head, memos });
    expect(project.codes.map(({ color }) => color)).toEqual([expect.stringMatching(/^#[0-9A-F]{6}$/u)]);
    const [source] = out.sources;
    const [selection] = source?.selections ?? [];
    if (!source || !selection) throw new Error("no selection");
    const [coded, plain] = [
      { ...selection, description: "旁注" },
      { ...selection, guid: memos.length as never, codings: [], description: "只是批注" },
    ];
    const commented = { ...source, selections: [coded, ...source.selections.slice(1), plain] };
    const named = out.cases.map((one) => ({ ...one, name: "甲教授", description: "从教三十年" }));
    const given = corpusFromProject({ ...out, sources: [commented], cases: named }, now);
    const { codes } = given.corpus.codebook;
    expect(codes.map(({ color }) => color)).toEqual(["#12AB34", "#12AB34"]);
    expect(given.memos).toEqual([
      { kind: "code", subject: codes[1]?.id, text: "与 2.2 分开" },
      {
        kind: "transcript",
        subject: given.corpus.transcripts[0]?.id,
        text: "当天录音不清\n\n“小同行😀”：只是批注\n\n【甲教授】\n从教三十年",
      },
    ]);
    expect(given.corpus.codings.map(({ memo }) => memo)).toContain("要补例\n旁注");
    expect([...given.corpus.attributes.values()]).toEqual([{ 个案: "甲教授", 单位类型: "高校" }]);
    expect(given.findings.map(({ code: what }) => what)).toEqual(["project", "note"]);
  });

  it("keep every GUID when what came in goes out again", () => {
    const again = projectFromCorpus(back.corpus, { ...head, coders: back.coders });
    const guids = (one: QdaProject) =>
      one.sources.flatMap(({ guid, selections }) => [
        guid,
        ...selections.flatMap(({ codings }) => codings.flatMap((coding) => [coding.guid, coding.code])),
      ]);
    expect(guids(again)).toEqual(guids(project));
    expect(projectFromCorpus(corpus, head)).toEqual(project);
  });

  it("list what a corpus has no place for", () => {
    const [source] = project.sources;
    if (!source) throw new Error("no source");
    const empty = {
      ...source,
      guid: brandAs<typeof source.guid>("00000000-0000-4000-8000-000000000001"),
      text: " ",
      selections: [],
      name: "空",
    };
    const set = { guid: source.guid, name: "重点", description: "", codes: [], sources: [], notes: [] };
    const { findings } = corpusFromProject({ ...project, sources: [source, empty], sets: [set] }, now);
    expect(findings.map(({ code: what }) => what)).toEqual(["set", "source.empty"]);
  });

  it("draw every coding beside its line, overlaps deeper, nothing as markup", () => {
    const html = renderCodedHtml({ ...project, name: "<b>题</b>" }, "模拟数据");
    expect(html).toContain('<p class="mark">模拟数据</p>');
    expect(html).toContain("词典规则");
    expect(html).not.toContain("2 小同行");
    expect(html).toContain("<title>&lt;b&gt;题&lt;/b&gt;</title>");
    expect(html.match(/<li style/gu)).toHaveLength(3);
    expect(html).toContain('<mark class="deep" title="名称2；名称2 / 名称2.1；名称2 / 名称2.1">小同行😀</mark>');
  });
});

describe("describeCode", () => {
  const text = fc.string({ unit: fc.constantFrom("人", "【纳入】", "【编号】", "\\", "\n", "【", "😀"), maxLength: 8 });

  it("is read back whatever the texts hold", () => {
    const rules = fc.array(fc.record({ any: fc.array(text, { minLength: 1, maxLength: 2 }) }), { maxLength: 2 });
    fc.assert(
      fc.property(
        fc.record({ number: text, definition: text, include: text, exclude: text, example: text, rules }),
        (described) => {
          expect(parseDescription(describeCode(described))).toEqual(described);
        },
      ),
    );
  });

  it("takes what another tool describes as a definition", () => {
    expect(parseDescription("only words\n【别的】")).toMatchObject({
      definition: "only words\n【别的】",
      number: "",
      rules: [],
    });
  });
});
