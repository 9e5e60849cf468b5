import { describe, expect, it } from "vitest";
import type { Report } from "../model/document.ts";
import { parseOutline } from "../outline/parse-outline.ts";
import { buildReport } from "../report/build-report.ts";
import { sampleOutline } from "../testing/sample-outline.ts";
import { sampleSnapshot } from "../testing/sample-study.ts";
import { renderHtml } from "./render-html.ts";

const report = buildReport(parseOutline("sample.md", sampleOutline), sampleSnapshot(), { mode: "draft" });
const html = await renderHtml(report);

describe("renderHtml", () => {
  it("stands alone: no script, no handler, nothing loaded from elsewhere", () => {
    expect(/<script|<link|<img|<iframe|javascript:|\son\w+=|@import|url\(/i.exec(html)?.[0]).toBeUndefined();
    expect(/(?:src|href)="(?!#)[^"]*"/.exec(html)?.[0]).toBeUndefined();
  });

  it("has a target for every link, and each evidence entry once", () => {
    const targets = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    const links = [...html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(links.length).toBeGreaterThan(report.evidence.length);
    expect(links.filter((id) => !targets.includes(id))).toEqual([]);
    for (const { id } of report.evidence) expect(targets.filter((one) => one === id)).toHaveLength(1);
    expect(new Set(targets).size).toBe(targets.length);
  });

  it("draws every figure and names it for those who cannot see", () => {
    const figures = report.blocks.filter(({ kind }) => kind === "figure").length;
    expect(html.match(/<svg/g)).toHaveLength(figures);
    expect(html.match(/role="img" aria-label="[^"]+"/g)).toHaveLength(figures);
  });

  it("holds photographs of cases in itself, turned as they were taken, and names those that are missing", async () => {
    const snapshot = sampleSnapshot();
    const cases = snapshot.cases.map((one) => ({
      ...(one as Readonly<Record<string, unknown>>),
      pictures: [
        { attachment: "a", caption: "实验室<一>", portrait: false },
        { attachment: "b", caption: "论证会", portrait: false },
      ],
    }));
    const built = buildReport(
      parseOutline("c.md", "---\ntitle: 案例集\n---\n# 案例\n\n::cases{}\n"),
      { ...snapshot, cases } as never,
      {
        mode: "draft",
      },
    );
    const photo = { media: "image/jpeg", bytes: Uint8Array.of(1, 2, 3, 4), width: 40, height: 30, turn: 90 } as const;
    const page = await renderHtml(built, new Map([["a", photo]]));
    expect(page).toContain('<svg viewBox="0 0 30 40" role="img" aria-label="照片1　实验室&lt;一&gt;">');
    expect(page).toContain('href="data:image/jpeg;base64,AQIDBA=="');
    expect(page).toMatch(/<p id="p2" class="note">照片2　论证会<\/p>/);
    const upright = await renderHtml(built, new Map([["b", { ...photo, turn: 0 as const }]]));
    expect(upright).toContain('<img alt="照片2　论证会" width="40" height="30" src="data:image/jpeg');
  });

  it("says that data are simulated, and only then", async () => {
    expect(html).toContain('<p class="mark">模拟数据');
    expect(await renderHtml({ ...report, simulated: false })).not.toContain('class="mark"');
  });

  it("escapes every text of the report", async () => {
    const evil = `<img src=x onerror="alert(1)">&'`;
    const runs = [{ text: evil, bold: true, italic: true, evidence: "E1" }];
    const cell = { text: evil };
    const hostile: Report = {
      ...report,
      title: evil,
      subtitle: evil,
      software: evil,
      study: { title: evil, undertaker: evil, commissioner: evil, lead: evil, team: evil, funding: evil, period: evil },
      blocks: [
        { kind: "heading", level: 1, number: "一、", text: evil, id: "h1" },
        { kind: "paragraph", style: "body", runs },
        {
          kind: "table",
          id: "t1",
          number: "1",
          evidence: "E1",
          table: { caption: evil, unit: evil, header: [[cell]], body: [[cell]], note: evil },
        },
        {
          kind: "figure",
          id: "f1",
          number: "1",
          caption: evil,
          evidence: "E1",
          chart: { data: { values: [{ t: evil }] }, mark: "text", encoding: { text: { field: "t" } } },
        },
      ],
      evidence: [{ id: "E1", kind: "quote", query: evil, n: null, value: evil, place: evil }],
    };
    const page = await renderHtml(hostile);
    expect(page).not.toContain("<img");
    expect(page.match(/&lt;img/g)?.length).toBeGreaterThanOrEqual(15);
  });
});
