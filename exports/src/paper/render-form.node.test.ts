import { compileQuestionnaire, describeForm } from "@diaoyan/instruments";
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { sampleQuestionnaire } from "../testing/sample-questionnaire.ts";
import { type PaperForm, renderForm } from "./render-form.ts";

const form: PaperForm = {
  title: "科技人才评价改革调查 <样张> & 测试",
  study: "课题",
  undertaker: "承担单位",
  notice: "本调查自愿参加。",
  questions: describeForm(compileQuestionnaire(sampleQuestionnaire)),
  version: "0123abcd",
  simulated: true,
  publishedAt: "2026-01-01T00:00:00.000Z",
};

async function textOf(one: PaperForm): Promise<string> {
  const files = unzipSync(await renderForm(one));
  const parts = ["word/document.xml", "word/header1.xml", "word/footer1.xml"];
  return parts
    .map((name) => strFromU8(files[name] ?? new Uint8Array()))
    .join("")
    .replace(/<[^>]+>/g, "");
}

describe("renderForm", () => {
  it("prints every question with the codes of its choices, the version and the mark of simulated data", async () => {
    const text = await textOf(form);
    for (const { number, title } of form.questions) expect(text).toContain(`${number}．${title}`);
    expect(text).toContain("□1\u00A0");
    expect(text).toContain("问卷版本 0123abcd");
    expect(text).toContain("模拟数据");
    expect(text).toContain("&lt;样张&gt; &amp; 测试");
    expect(await textOf({ ...form, simulated: false })).not.toContain("模拟数据");
  });

  it("gives the same bytes for the same form, and a document for no questions at all", async () => {
    expect(await renderForm(form)).toEqual(await renderForm(structuredClone(form)));
    expect(await textOf({ ...form, questions: [] })).toContain("填写说明");
  });
});
