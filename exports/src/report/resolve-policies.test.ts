import { makeCoding } from "@diaoyan/analysis";
import {
  brandAs,
  type CodePointOffset,
  type CodingId,
  type Day,
  type Instant,
  type Json,
  readPolicyText,
  type SnapshotPolicy,
  sealTranscript,
  type TranscriptId,
  type UserId,
} from "@diaoyan/instruments";
import { describe, expect, it } from "vitest";
import { OutlineRefused } from "../errors.ts";
import { parseOutline } from "../outline/parse-outline.ts";
import { sampleCodebook } from "../testing/sample-interviews.ts";
import { sampleSnapshot } from "../testing/sample-study.ts";
import { buildReport } from "./build-report.ts";

const at = brandAs<Instant>("2026-11-23T08:00:00.000Z");
const by = brandAs<UserId>("u");
const code = sampleCodebook.codes.find(({ parent }) => parent !== null) ?? sampleCodebook.codes[0];

function policyOf(
  id: string,
  region: string,
  { rule = false, day = "2024-03-05" }: { rule?: boolean; day?: string | null } = {},
): SnapshotPolicy {
  const key = { id: brandAs<TranscriptId>(id), revision: 1 };
  const title = `模拟办法${id}`;
  const text = sealTranscript(
    { ...key, session: null, title },
    readPolicyText(`第一条 ${id}实行代表作评价。另一句。\n第二条 乙。`),
  );
  const start = [...text.text.slice(0, text.text.indexOf("代表作"))].length;
  const span = { start: brandAs<CodePointOffset>(start), end: brandAs<CodePointOffset>(start + 3) };
  if (code === undefined) throw new Error("the sample has codes");
  const made = makeCoding(text, span, code.id, { id: brandAs<CodingId>(`${id}-1`), user: by, at });
  const coding = rule ? { ...made, origin: { kind: "rule", rule: "r" } } : made;
  const head = { title, issuer: "模拟厅", number: `模发〔2024〕${id}号`, region, state: "现行有效" as const, url: "" };
  const source = {
    ...key,
    ...head,
    day: day as Day | null,
    level: "其他省市" as const,
    file: "甲.txt",
    confirmed: { by, at },
  };
  return { source, text, codings: [coding] as unknown as readonly Json[] };
}

const snapshot = sampleSnapshot({
  policies: [policyOf("1", "模拟甲省"), policyOf("2", "模拟乙省", { rule: true, day: null })],
});
const build = (directive: string, mode: "draft" | "final" = "draft") =>
  buildReport(parseOutline("sample.md", `---\ntitle: 报告\n---\n${directive}`), snapshot, { mode });
const textsOf = ({ blocks }: ReturnType<typeof build>) =>
  blocks.flatMap((block) => (block.kind === "paragraph" ? [block.runs.map(({ text }) => text).join("")] : []));

describe("policyComparison", () => {
  it("gives sentences, table and the provisions in their words with document, number, day and article", () => {
    const report = build("::policyComparison{n=2 columns=code}");
    const table = report.blocks.find((block) => block.kind === "table");
    expect(table?.table.body.map((row) => row[0]?.text)).toEqual(["模拟乙省", "模拟甲省"]);
    expect(table?.table.note).toContain("资料来源：公开发布的政策文本");
    const texts = textsOf(report);
    expect(texts[0]).toMatch(/^共比较2件政策文件。/);
    expect(texts).toContain("“1实行代表作评价。”——《模拟办法1》（模拟厅，模发〔2024〕1号，2024年3月5日）第一条");
    expect(texts).toContain(
      "“2实行代表作评价。”——《模拟办法2》（模拟厅，模发〔2024〕2号，日期不详）第一条（编码待确认）",
    );
    expect(report.evidence.filter(({ kind }) => kind === "quote")).toHaveLength(2);
  });

  it("leaves out of a final build what only a rule coded, and filters by region and year", () => {
    expect(textsOf(build("::policyComparison{}", "final")).join("")).not.toContain("编码待确认");
    const filtered = build('::policyComparison{n=0 from=2024 to=2024 regions="模拟甲省" caption="各地比较"}');
    expect(filtered.blocks.find((block) => block.kind === "table")?.table).toMatchObject({ caption: "各地比较" });
    expect(textsOf(filtered)).toHaveLength(1);
  });

  it("says so where there is nothing to compare", () => {
    expect(textsOf(build("::policyComparison{from=2030}"))).toEqual(["（尚无已确认的政策文件，未列比较。）"]);
    expect(textsOf(build('::policyComparison{regions="模拟乙省"}', "final"))).toEqual([
      "（政策条款尚无可用的编码，未列比较。）",
    ]);
  });

  it.each([
    ["by=city", "by: expected region, level, year"],
    ["columns=all", "columns: expected top or code"],
    ["levels=省", "levels: expected some of 国家"],
    ["from=22", "from: expected a whole number from 1900"],
    ["n=x", "n: expected a whole number from 0"],
    ["codes=99", "99"],
    ["colour=1", "colour: expected only"],
  ])("refuses %s", (attributes, said) => {
    try {
      build(`::policyComparison{${attributes}}`);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(OutlineRefused);
      expect((error as OutlineRefused).findings[0]?.message).toContain(said);
    }
  });
});
