import { brandAs, type PlanItem, type StudySnapshot } from "@diaoyan/instruments";
import { describe, expect, it } from "vitest";
import { OutlineRefused } from "../errors.ts";
import type { Block } from "../model/document.ts";
import { parseOutline } from "../outline/parse-outline.ts";
import { sampleSnapshot } from "../testing/sample-study.ts";
import { buildReport } from "./build-report.ts";

const whole = sampleSnapshot();

function build(body: string, more: Partial<StudySnapshot> = {}, mode: "draft" | "final" = "draft", head = "") {
  const outline = parseOutline("a.md", `---\ntitle: 报告\n${head}---\n${body}`);
  return buildReport(outline, sampleSnapshot(more), { mode });
}

function refusalOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof OutlineRefused)
      return error.findings.map(({ line, message }) => `${line}: ${message}`).join("\n");
    throw error;
  }
  return "";
}

const tableOf = (blocks: readonly Block[], at = 0) => {
  const found = blocks.filter((block) => block.kind === "table")[at];
  return found?.table.body.map((row) => row.map(({ text }) => text)) ?? [];
};

const bibliography =
  "@book{a, author={张某}, title={评价学}, publisher={某社}, year={2021}}\n@standard{b, title={规范}, number={GB/T 1—2024}}\n@misc{c, author={石某}, title={（题名待核对）某调查}, year={2020}}";

describe("citations", () => {
  const pack = { ...whole.pack, bibliography };

  it("numbers works in the order they are cited and lists only them, whatever stands in the file first", () => {
    const { blocks, placeholders } = build("甲:cite[b]，乙:cite[a,b]。\n\n::references{}", { pack });
    const runs = blocks[0]?.kind === "paragraph" ? blocks[0].runs : [];
    expect(runs.map(({ text, cites }) => cites ?? text)).toEqual(["甲", [1], "，乙", [2, 1], "。"]);
    expect(blocks.slice(1).map((block) => block.kind === "paragraph" && [block.id, block.runs[0]?.text])).toEqual([
      ["ref1", "[1] GB/T 1—2024 规范[S]."],
      ["ref2", "[2] 张某.评价学[M].某社，2021."],
    ]);
    expect(placeholders).toBe(0);
    expect(build("甲:cite[b]。\n\n::references{all=true}", { pack }).blocks).toHaveLength(4);
  });

  it("keeps the number of a cited work that is still to be checked, and counts it as open", () => {
    const { blocks, placeholders } = build("甲:cite[c]。\n\n::references{style=2015}", { pack });
    expect(blocks[1]).toMatchObject({
      style: "placeholder",
      id: "ref1",
      runs: [{ text: expect.stringContaining("【待核对】[1] 石某") }],
    });
    expect(placeholders).toBe(1);
  });

  it("refuses a work the bibliography lacks, a list that is missing and an empty footnote, with their lines", () => {
    expect(refusalOf(() => build("甲:cite[d]\n\n::references{}", { pack }))).toBe(
      "4: expected keys of references.bib (a, b, c), got “d”",
    );
    expect(refusalOf(() => build("\n甲:cite[a]", { pack }))).toMatch(/^5: what is cited must be listed/);
    expect(refusalOf(() => build("甲:footnote[ ]"))).toMatch(/^4: expected the text of the footnote/);
  });
});

describe("records as tables", () => {
  const item = (more: Partial<PlanItem>): PlanItem => ({
    id: brandAs("p1"),
    type: "个别访谈",
    mode: "现场",
    title: "访谈某高校",
    number: "P-1",
    unit: null,
    window: { from: brandAs("2025-04-01"), to: brandAs("2025-04-10") },
    minutes: 60,
    protocol: null,
    personTimes: 2,
    participants: [],
    assignees: [],
    note: "",
    moves: [],
    cancelled: null,
    heldAs: null,
    revision: 1,
    ...more,
  });

  it("holds the plan against what was held, each kind by itself, and says what is not planned yet", () => {
    const plan = [
      item({}),
      item({ id: brandAs("p2"), type: "研讨会", title: "研讨", number: "P-2", cancelled: "场地不可用" }),
    ];
    const compared = build("::plan{types=研讨会}", { plan });
    expect(tableOf(compared.blocks)).toEqual([
      ["P-2", "研讨", "2025-04-01 至 2025-04-10", "—", "2", "0", "已取消：场地不可用"],
    ]);
    expect(compared.evidence[0]).toMatchObject({
      kind: "ledger",
      query: "计划与台账的逐项对照（截至2025年6月1日）：研讨会",
    });
    expect(tableOf(build("::plan{actual=false}", { plan }).blocks)).toHaveLength(2);
    expect(build("::plan{types=座谈}", { plan }).placeholders).toBe(1);
  });

  it("lists targets with what was reached, and wants the rest filled in before the final version", () => {
    const rows = tableOf(build("::performance{done=true}").blocks);
    expect(rows[0]).toEqual(["产出", "数量", "深入单位调研", "≥20人次", "3人次", "访谈台账、知情同意、记录单"]);
    expect(refusalOf(() => build("::performance{done=true}", {}, "final"))).toMatch(/^4: 绩效目标表有5项待填写/);
    const filled =
      '::performance{done=true review="通过|通过" punctual="100%|90%" cost="≤10万元|9.6万元" adoption="≥1项|1项" satisfaction="≥90%|93%"}';
    expect(build(filled, {}, "final").placeholders).toBe(0);
  });

  it("sets problems, evidence, impact and cause side by side, each with its evidence", () => {
    const { blocks, placeholders } = build("::findings{}\n\n::measures{}");
    expect(tableOf(blocks)).toEqual([
      ["小同行难找", expect.stringContaining("编码2.1同行评议"), "（待补充）", "专家库不共享"],
    ]);
    expect(tableOf(blocks, 1)[0]).toHaveLength(5);
    expect(placeholders).toBe(1);
    expect(blocks[0]).toMatchObject({ marks: [{ row: 0, column: 1, evidence: "E1" }] });
  });

  it("prints the instruments, the questionnaire and the reliability of its constructs", () => {
    expect(tableOf(build("::instruments{}").blocks)[0]?.slice(0, 2)).toEqual(["科技人才评价问卷（样例）", "问卷"]);
    expect(build("::questionnaire{}").blocks).toHaveLength(4);
    expect(tableOf(build("::reliability{}").blocks)[0]?.[3]).toMatch(/^\d+$/);
    expect(refusalOf(() => build("::policies{}"))).toContain("policies.yaml");
    expect(refusalOf(() => build("::methods{part=all}"))).toBe("4: part: expected surveys or fieldwork, got “all”");
  });

  it("numbers tables in the appendices of a technical report by their letter", () => {
    const { blocks } = build(
      "# 引言\n\n::ledger{}\n\n# 附录A 台账\n\n::ledger{}\n\n::indicators{}",
      {},
      "draft",
      "profile: technical\n",
    );
    expect(blocks.flatMap((block) => (block.kind === "table" ? [block.number] : []))).toEqual(["1", "A.1", "A.2"]);
  });
});
