import { describe, expect, it } from "vitest";
import { parseOutline } from "../../outline/parse-outline.ts";
import { sampleSnapshot } from "../../testing/sample-study.ts";
import { buildReport } from "../build-report.ts";
import { writeFirstOutline } from "./write-first-outline.ts";

const build = (snapshot: ReturnType<typeof sampleSnapshot>) => {
  const outline = writeFirstOutline(snapshot);
  return { outline, report: buildReport(parseOutline(outline.file, outline.markdown), snapshot, { mode: "draft" }) };
};

describe("writeFirstOutline", () => {
  it("writes an outline that builds, with what constructs and questions declare", () => {
    const { outline, report } = build(sampleSnapshot());
    expect(outline.markdown).toContain("::analysis{kind=reliability questionnaire=q-sample construct=FAIR");
    expect(outline.markdown).toContain("kind=ranking");
    expect(outline.markdown).toMatch(/by=UNIT/);
    expect(outline.missing).toEqual([]);
    expect(report.subtitle).toBe("初报（系统自动生成，未经人工审核）");
    expect(report.blocks.filter(({ kind }) => kind === "table").length).toBeGreaterThan(4);
    expect(writeFirstOutline(sampleSnapshot()).markdown).toBe(outline.markdown);
  });

  it("guards what it says", () => {
    const { markdown } = build(sampleSnapshot()).outline;
    for (const words of ["未经研究人员审核", "不表示因果", "模拟数据", "Bonferroni"]) expect(markdown).toContain(words);
  });

  it.each<[string, ReturnType<typeof sampleSnapshot>, RegExp]>([
    ["a study without answers", sampleSnapshot({}, 0), /还没有有效答卷/],
    ["a study with one answer", sampleSnapshot({}, 1), /评价公平感的信度：有效作答不足/],
    ["a study with three answers", sampleSnapshot({}, 3), /群体差异/],
    [
      "a study without anything",
      sampleSnapshot({ versions: [], transcripts: [], codings: [], sessions: [] }, 0),
      /还没有发布的问卷/,
    ],
  ])("builds for %s and says what is missing", (_, snapshot, words) => {
    const { outline, report } = build(snapshot);
    expect(outline.missing.join("\n")).toMatch(words);
    expect(report.blocks.length).toBeGreaterThan(3);
  });

  it("keeps signs of Markdown in titles what they are", () => {
    const snapshot = sampleSnapshot();
    const title = { zh: '*问卷* #1: a:value{x} [链接](y) "引号" & 更多' };
    const versions = snapshot.versions.map((version) => ({ ...version, definition: { ...version.definition, title } }));
    const study = { ...snapshot.pack.study, title };
    const { report } = build({ ...snapshot, versions, pack: { ...snapshot.pack, study } });
    expect(report.title).toBe(`${title.zh}自动初报`);
    expect(report.blocks.some((block) => block.kind === "heading" && block.text === title.zh)).toBe(true);
  });
});
