import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { PackRefused } from "../errors.ts";
import { loadPack } from "./load-pack.ts";
import type { PackFiles } from "./pack-files.ts";
import type { PackFinding } from "./pack-finding.ts";
import { readPackFolder } from "./read-pack-folder.node.ts";

const good = await readPackFolder(join(import.meta.dirname, "../../library/evaluation-reform"));

/** The pack with one file replaced (`null` = removed), and what the loader says of it. */
function findingsWith(file: string, change: ((text: string) => string) | null): readonly PackFinding[] {
  const files = new Map(good);
  if (change === null) files.delete(file);
  else files.set(file, change(good.get(file) ?? ""));
  return findingsOf(files);
}

function findingsOf(files: PackFiles): readonly PackFinding[] {
  try {
    loadPack(files);
    return [];
  } catch (error) {
    if (error instanceof PackRefused) return error.findings;
    throw error;
  }
}

describe("loadPack", () => {
  it("puts the study's own words into notice, scripts, outlines and titles", () => {
    const files = new Map(good);
    const study = good.get("study.yaml") ?? "";
    files.set("study.yaml", study.replace("（承担单位名称）", "某研究院").replace("region: 天津市", "region: 某市"));
    const pack = loadPack(files);
    expect(pack.notice.brief).toContain("本调查由某研究院受天津市科学技术局支持开展");
    expect(
      pack.protocols.every(({ consentScript }) => consentScript.startsWith("您好，我是某研究院的{访谈员姓名}")),
    ).toBe(true);
    expect(pack.reports.find(({ file }) => file === "research-report.md")?.markdown).toContain('title: "某市科技人才');
    expect(pack.study.deliverables[0]?.title.zh).toBe("某市科技人才评价改革对策建议研究报告");
  });

  it("prefers a pack's own file to its namesake in common", () => {
    const files = new Map(good);
    const shared = good.get("common/protocols/p-c.yaml") ?? "";
    files.set("protocols/p-c.yaml", shared.replace('version: "1.0"', 'version: "2.0"'));
    const versions = loadPack(files)
      .protocols.filter(({ id }) => id === "P-C")
      .map(({ version }) => version);
    expect(versions).toEqual(["2.0"]);
  });
});

describe("loadPack on broken files", () => {
  it.each([
    ["study.yaml", null, "study.yaml", /is missing/],
    ["notice.md", null, "notice.md", /is missing/],
    [
      "study.yaml",
      (text: string) => text.replace("topic:", "topics:"),
      "study.yaml",
      /unknown key "topics"|missing, expected string/,
    ],
    ["study.yaml", (text: string) => `${text}\n  broken: [`, "study.yaml", /./],
    ["study.yaml", (text: string) => text.replace('"2025-12-31"', '"2024-12-31"'), "study.yaml", /not later than/],
    [
      "study.yaml",
      (text: string) => text.replace("outline: research-report.md", "outline: missing.md"),
      "study.yaml",
      /reports\/missing.md is missing/,
    ],
    [
      "common/codebook.yaml",
      (text: string) => text.replace("parent: c1\n", "parent: c99\n"),
      "common/codebook.yaml",
      /parent "c99"/,
    ],
    [
      "common/codebook.yaml",
      (text: string) => text.replace("id: c1-2\n", "id: c1-1\n"),
      "common/codebook.yaml",
      /stands twice/,
    ],
    [
      "questionnaires/q-e1-short.json",
      (text: string) => text.slice(0, -10),
      "questionnaires/q-e1-short.json",
      /not JSON/,
    ],
    [
      "questionnaires/q-e1-short.json",
      (text: string) => text.replace("background#post", "background#nothing"),
      "questionnaires/q-e1-short.json",
      /background#nothing/,
    ],
    [
      "questionnaires/q-e1-short.json",
      (text: string) => text.replace('"radiogroup"', '"radiogrup"'),
      "questionnaires/q-e1-short.json",
      /radiogrup/,
    ],
    ["indicators.csv", (text: string) => text.replace("28.2", "约28"), "indicators.csv", /plain number/],
    ["findings.yaml", (text: string) => text.replace("code:c6-5", "code:c9-9"), "findings.yaml", /code:c9-9/],
    ["findings.yaml", (text: string) => text.replace("E1_shift", "E1_none"), "findings.yaml", /E1_none/],
    ["protocols/p-a.yml", () => "id: P-A", "protocols/p-a.yml", /is no file of a pack/],
    ["common/anchors.json", () => '{"blocks": [1]}', "common/anchors.json", /expected record/],
    ["study.yaml", (text: string) => text.replace(/^contact:.*$/m, ""), "notice.md", /\{联系方式\}/],
    ["recommendations.yaml", (text: string) => text.replace("f-peer", "f-none"), "recommendations.yaml", /f-none/],
    ["notice.md", (text: string) => text.replace("您的权利及行使方式", "其他"), "notice.md", /权利/],
    ["notice.md", (text: string) => text.replace("{承担单位}", "{单位}"), "notice.md", /\{单位\}/],
    ["notice.md", (text: string) => text.replace('"1.3"', '"1.4"'), "notice.en.md", /expected "1.4-en", got "1.3-en"/],
    ["notice.en.md", (text: string) => text.replace("Your rights", "Other"), "notice.en.md", /rights/],
    ["notice.en.md", (text: string) => text.replace("{联系方式}", "{contact}"), "notice.en.md", /\{contact\}/],
    ["notice.en.md", () => "---\nversion: 1", "notice.en.md", /two lines ---/],
    [
      "notice.md",
      (text: string) => text.replace("brief: ", `brief: ${"长".repeat(181)}`),
      "notice.md",
      /180 characters/,
    ],
  ])("names the place in %s and how to mend it (case %#)", (file, change, named, message) => {
    const findings = findingsWith(file, change);
    const found = findings.find((finding) => finding.file === named && message.test(finding.message));
    expect(found, JSON.stringify(findings)).toBeDefined();
    expect(found?.remedy).not.toBe("");
  });

  it("tells the line where YAML gives one", () => {
    let line = 0;
    const [found] = findingsWith("study.yaml", (text) => {
      line = text.split("\n").findIndex((one) => one.startsWith("reportYear:")) + 1;
      return text.replace("reportYear: 2025", "reportYear: 二〇二五");
    });
    expect(found).toMatchObject({ path: "reportYear", line, message: 'expected number, got "二〇二五"' });
  });

  it("shows all problems at once", () => {
    const files = new Map(good);
    files.delete("notice.md");
    files.set("indicators.csv", "id,label\nx,");
    files.set("study.yaml", "id: Bad Name");
    const named = new Set(findingsOf(files).map(({ file }) => file));
    expect([...named].sort()).toEqual(["indicators.csv", "notice.md", "study.yaml"]);
  });

  it.each([
    ["policies.yaml", "[".repeat(50_000)],
    ["policies.yaml", `${"[".repeat(100)}${"]".repeat(100)}`],
    ["questionnaires/q-e1-short.json", `${"[".repeat(50_000)}${"]".repeat(50_000)}`],
  ])("refuses lists nested without end in %s (case %#)", (file, text) => {
    expect(findingsWith(file, () => text).map((finding) => finding.file)).toContain(file);
  });

  it("refuses aliases that would grow beyond measure", () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${"bcdefghi"
      .split("")
      .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${"abcdefgh"[index]}`).join(",")}]`)
      .join("\n")}\n`;
    const [found] = findingsWith("policies.yaml", () => bomb);
    expect(found?.file).toBe("policies.yaml");
  });
});
