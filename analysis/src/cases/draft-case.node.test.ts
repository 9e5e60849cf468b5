import { readdirSync, readFileSync } from "node:fs";
import {
  brandAs,
  type CaseId,
  type Code,
  type Codebook,
  type CodeId,
  type CodingId,
  createOffsetIndex,
  type Instant,
  makeTranscript,
  type Transcript,
  type TranscriptId,
} from "@diaoyan/instruments";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { suggestCodings } from "../coding/suggest-codings.ts";
import type { CaseSummary } from "../model/case-summary.ts";
import { createNodeTextTools } from "../text/text-tools.node.ts";
import { neutralTextTools } from "../text/text-tools.ts";
import { draftCase } from "./draft-case.ts";
import { personTemplate } from "./person-template.ts";
import { reformTemplate } from "./reform-template.ts";

const folder = new URL("../../test-data/transcripts/", import.meta.url);
const onNode = createNodeTextTools();

function codeOf(number: string, words: readonly string[]): Code {
  const texts = { name: number, definition: "", include: "", exclude: "", example: "" };
  return { id: brandAs<CodeId>(number), parent: null, number, ...texts, rules: [{ any: words }] };
}
const codebook: Codebook = {
  version: "1",
  modifiers: {},
  codes: [codeOf("2.1", ["小同行"]), codeOf("4.2", ["岗位职数"]), codeOf("5.1", ["学科评估", "上面的考核"])],
};

function transcriptOf(raw: string, id = "t1"): Transcript {
  return makeTranscript({ id: brandAs<TranscriptId>(id), revision: 2, session: null, title: "访谈", raw });
}
function readTranscript(file: string): Transcript {
  return transcriptOf(readFileSync(new URL(file, folder), "utf8"), file);
}
function draft(transcripts: readonly Transcript[], template = reformTemplate, text = onNode): CaseSummary {
  let made = 0;
  const options = { nextId: () => brandAs<CodingId>(`s${++made}`), at: brandAs<Instant>("2026-11-23T08:00:00.000Z") };
  const codings = transcripts.flatMap((transcript) => suggestCodings(codebook, transcript, options));
  const head = { id: brandAs<CaseId>("case-1"), title: "案例", session: null, attributes: { 单位类型: "科研院所" } };
  return draftCase({ ...head, template, transcripts, codebook, codings }, text);
}
function toMarkdown(summary: CaseSummary): string {
  const sections = summary.sections.map(({ heading, sentences }) => [
    `## ${heading}`,
    "",
    ...sentences.map(({ text }) => `- ${text}`),
    "",
  ]);
  return [`# ${summary.title}（模拟数据；未引用 ${summary.withheld} 句）`, "", ...sections.flat()].join("\n");
}
const sentencesOf = (summary: CaseSummary) => summary.sections.flatMap(({ sentences }) => sentences);

/** Every sentence is a slice of one interviewee turn, appears once, and stands in reading order within its section. */
function expectFaithful(summary: CaseSummary, transcripts: readonly Transcript[], interviewer: string): void {
  const seen = new Set<string>();
  for (const section of summary.sections) {
    let last = "";
    for (const { text, source } of section.sentences) {
      const place = transcripts.findIndex(({ id }) => id === source?.transcript);
      const transcript = transcripts[place];
      if (!transcript || !source) throw new Error("a drafted sentence has no source");
      expect(createOffsetIndex(transcript.text).slice(source)).toBe(text);
      const turn = transcript.turns.find(({ start, end }) => start <= source.start && source.end <= end);
      expect(turn?.speaker).not.toBe(interviewer);
      const key = `${place}:${String(source.start).padStart(9, "0")}`;
      expect(key > last && !seen.has(key)).toBe(true);
      seen.add(key);
      last = key;
    }
  }
}

describe("draftCase", () => {
  it.each([
    ["institute-manager", reformTemplate],
    ["senior-scientist", personTemplate],
    ["young-researcher", reformTemplate],
  ] as const)("drafts %s as it was read and approved (update: vitest run -u)", async (name, template) => {
    const transcript = readTranscript(`${name}.txt`);
    const summary = draft([transcript], template);
    expectFaithful(summary, [transcript], name === "young-researcher" ? "A" : "访谈员");
    await expect(toMarkdown(summary)).toMatchFileSnapshot(`golden/${name}.md`);
  });

  it("gives the same case on every run and freezes nothing it was given", () => {
    const transcripts = [readTranscript("institute-manager.txt"), readTranscript("young-researcher.txt")];
    expect(draft(transcripts)).toEqual(draft(transcripts));
  });

  it("keeps to the lengths of the template and leaves to persons what persons must write", () => {
    const summary = draft(
      ["institute-manager.txt", "young-researcher.txt", "senior-scientist.txt"].map(readTranscript),
    );
    summary.sections.forEach((section, place) => {
      const length = section.sentences.reduce((sum, { text }) => sum + [...text].length, 0);
      expect(length).toBeLessThanOrEqual(reformTemplate.sections[place]?.maximum ?? -1);
    });
    expect(summary.sections.find(({ id }) => id === "summary")?.sentences).toEqual([]);
    expect(summary).toMatchObject({ status: "draft", publicationConsent: false, revision: 1 });
  });

  it("withholds names, numbers and what was said off the record", () => {
    const summary = draft([readTranscript("institute-manager.txt")]);
    const text = sentencesOf(summary)
      .map((sentence) => sentence.text)
      .join("");
    expect(text).not.toMatch(/王建国|58881234|主管部门来检查/u);
    expect(summary.withheld).toBe(6);
  });

  it("works without Node and says a repeated answer once", () => {
    const raw = "问：成效怎么样？\n答：论文少了，报表减少了一半。\n问：成效还有吗？\n答：论文少了，报表减少了一半。";
    const summary = draft([transcriptOf(raw)], reformTemplate, neutralTextTools);
    expect(sentencesOf(summary).map(({ text }) => text)).toEqual(["论文少了，报表减少了一半。"]);
  });

  it.each([
    ["evaluation-reform", reformTemplate],
    ["talent-development", personTemplate],
  ] as const)("quotes exactly from every simulated interview of %s and asks nothing", (pack, template) => {
    const simulated = new URL(`../../../instruments/library/${pack}/simulated/transcripts/`, import.meta.url);
    const files = readdirSync(simulated).filter((file) => file.endsWith(".txt"));
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      const transcript = transcriptOf(readFileSync(new URL(file, simulated), "utf8"), file);
      const summary = draft([transcript], template);
      expectFaithful(summary, [transcript], "访谈员");
      expect(sentencesOf(summary).length).toBeGreaterThan(5);
      expect(sentencesOf(summary).filter(({ text }) => /[?？][”」]?$/u.test(text))).toEqual([]);
    }
  });

  it("quotes exactly whatever the talk looks like", () => {
    const part = fc.constantFrom(
      ..."问：|答：|\n|现在每个人送三位小同行。|以前一年一次考核，|材料很多。|嗯，|岗位职数就那么多！|😀|𠮷|成效怎么样？|「|」|所以减少了。|…… |希望市里建一个专家库。".split(
        "|",
      ),
    );
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 50 }), (parts) => {
        const transcript = transcriptOf(`答：起${parts.join("")}`);
        expectFaithful(draft([transcript], reformTemplate, neutralTextTools), [transcript], "问");
      }),
    );
  });
});
