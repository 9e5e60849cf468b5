import { readFile, writeFile } from "node:fs/promises";
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { drawPng } from "../chart/draw-png.node.ts";
import type { Report } from "../model/document.ts";
import { parseOutline } from "../outline/parse-outline.ts";
import { buildReport } from "../report/build-report.ts";
import { sampleOutline } from "../testing/sample-outline.ts";
import { sampleSnapshot } from "../testing/sample-study.ts";
import { readPngSize } from "./read-png-size.ts";
import { renderDocx } from "./render-docx.ts";

const report = buildReport(parseOutline("sample.md", sampleOutline), sampleSnapshot(), { mode: "draft" });
let built: Promise<Uint8Array> | undefined;
/** The sample report is drawn once: its charts take seconds. */
const build = (one?: Report) => {
  if (one !== undefined) return renderDocx(one, { drawPng });
  built ??= renderDocx(report, { drawPng });
  return built;
};
const golden = new URL("./golden/sample-document.xml", import.meta.url);

async function partsOf(one?: Report): Promise<Readonly<Record<string, string>>> {
  const files = unzipSync(await build(one));
  return Object.fromEntries(
    Object.entries(files).flatMap(([name, bytes]) => (/(xml|rels)$/.test(name) ? [[name, strFromU8(bytes)]] : [])),
  );
}

/** One element a line, so that a change shows as a change of lines. */
function normalise(xml: string): string {
  return `${xml.replaceAll("><", ">\n<").replace(/<w:document [^>]*>/, "<w:document>")}\n`;
}

describe("renderDocx", () => {
  it("writes the document of the sample study as in the golden file (UPDATE_GOLDEN=1 writes it anew)", async () => {
    const xml = normalise((await partsOf())["word/document.xml"] ?? "");
    if (process.env["UPDATE_GOLDEN"] === "1") await writeFile(golden, xml);
    expect(xml === (await readFile(golden, "utf8")), "word/document.xml differs from the golden file").toBe(true);
  });

  it("gives the same bytes for the same report", async () => {
    const [first, second] = [await build(), await build(structuredClone(report))];
    expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true);
  });

  it("sets page, margins, grid and headings after GB/T 9704—2012", async () => {
    const parts = await partsOf();
    const xml = parts["word/document.xml"] ?? "";
    expect(xml.includes('<w:pgSz w:w="11906" w:h="16838"'), '<w:pgSz w:w="11906" w:h="16838"').toBe(true);
    for (const margin of ['w:top="2098"', 'w:right="1474"', 'w:bottom="1984"', 'w:left="1587"']) {
      expect(xml.includes(margin), margin).toBe(true);
    }
    expect(
      xml.includes('<w:docGrid w:type="lines" w:linePitch="579"'),
      '<w:docGrid w:type="lines" w:linePitch="579"',
    ).toBe(true);
    expect(/w:eastAsia="黑体"[^>]*\/>(?:(?!<w:t[ >]).)*<w:t[^>]*>一、研究设计/.test(xml)).toBe(true);
    expect(/w:eastAsia="楷体_GB2312"[^>]*\/>(?:(?!<w:t[ >]).)*<w:t[^>]*>（一）资料来源/.test(xml)).toBe(true);
    expect(/w:line="560" w:lineRule="exact"/.test(xml)).toBe(true);
    const footers = Object.entries(parts).filter(([name]) => /^word\/footer/.test(name));
    expect(footers.map(([, footer]) => /w:jc w:val="(\w+)"/.exec(footer)?.[1]).join(" ")).toBe(
      "right left right left right left right left",
    );
    expect(footers.filter(([, footer]) => footer.includes("PAGE"))).toHaveLength(2);
  });

  it("draws three-line tables whose header repeats and whose rows are not divided", async () => {
    const xml = (await partsOf())["word/document.xml"] ?? "";
    const [table = ""] = /<w:tbl>(?:(?!<\/w:tbl>).)*<w:tblHeader\/>.*?<\/w:tbl>/.exec(xml) ?? [];
    expect(table.includes("<w:tblHeader/>"), "<w:tblHeader/>").toBe(true);
    expect(table.match(/<w:cantSplit\/>/g)).toHaveLength(table.match(/<w:tr[ >]/g)?.length ?? 0);
    expect(
      table.includes('<w:top w:val="single" w:color="000000" w:sz="12"/>'),
      '<w:top w:val="single" w:color="000000" w:sz="12"/>',
    ).toBe(true);
    expect(
      table.includes('<w:bottom w:val="single" w:color="000000" w:sz="6"/>'),
      '<w:bottom w:val="single" w:color="000000" w:sz="6"/>',
    ).toBe(true);
    expect(
      table.includes('<w:bottom w:val="single" w:color="000000" w:sz="12"/>'),
      '<w:bottom w:val="single" w:color="000000" w:sz="12"/>',
    ).toBe(true);
    expect(/<w:(?:left|right|insideV) w:val="single"/.test(table)).toBe(false);
  });

  it("has a bookmark for every internal link, a sequence field for every caption and a page field for every line of the contents", async () => {
    const xml = (await partsOf())["word/document.xml"] ?? "";
    const marks = new Set([...xml.matchAll(/<w:bookmarkStart w:name="([^"]+)"/g)].map(([, name]) => name));
    const anchors = [...xml.matchAll(/<w:hyperlink[^>]*w:anchor="([^"]+)"/g)].map(([, name]) => name);
    expect(anchors.length).toBeGreaterThan(20);
    expect(anchors.filter((anchor) => !marks.has(anchor ?? ""))).toEqual([]);
    const captions = report.blocks.filter(({ kind }) => kind === "table" || kind === "figure").length;
    expect(xml.match(/SEQ [表图]/g)).toHaveLength(captions);
    const headings = report.blocks.flatMap((block) =>
      // the abstract, the first of them, stands before the contents and is no heading that Word would list
      block.kind === "heading" && block.level <= report.contents && block.id !== "h1" ? [block.id] : [],
    );
    expect([...xml.matchAll(/PAGEREF (\w+)/g)].map(([, id]) => id)).toEqual([
      ...headings,
      "evidence",
      ...report.blocks.flatMap((block) => (block.kind === "table" ? [block.id] : [])),
      ...report.blocks.flatMap((block) => (block.kind === "figure" ? [block.id] : [])),
    ]);
    expect((await partsOf())["word/settings.xml"]).toContain("<w:updateFields/>");
  });

  it("puts the lines of the contents in fields that Word makes anew and others count themselves, with page numbers in them", async () => {
    const parts = await partsOf();
    const xml = parts["word/document.xml"] ?? "";
    const choices = [...xml.matchAll(/<mc:Choice Requires="w15">(.*?)<\/mc:Choice><mc:Fallback\/>/g)].map(
      ([, one]) => one,
    );
    expect(choices.filter((one) => one?.includes("instrText"))).toEqual([
      "<w:instrText>TOC \\o &quot;1-2&quot; \\h \\z</w:instrText>",
      "<w:instrText>TOC \\h \\z \\c &quot;表&quot;</w:instrText>",
      "<w:instrText>TOC \\h \\z \\c &quot;图&quot;</w:instrText>",
    ]);
    for (const type of ["begin", "separate", "end"])
      expect(choices.filter((one) => one === `<w:fldChar w:fldCharType="${type}"/>`)).toHaveLength(3);
    const pages = [
      ...xml.matchAll(/PAGEREF \w+<\/w:instrText><w:fldChar w:fldCharType="separate"\/><w:t[^>]*>(\d+)</g),
    ].map(([, page]) => Number(page));
    expect(pages).toHaveLength(xml.match(/PAGEREF/g)?.length ?? 0);
    expect(pages.slice(0, 8)).toEqual([...pages.slice(0, 8)].sort((one, other) => one - other));
    const styles = [...(parts["word/styles.xml"] ?? "").matchAll(/w:styleId="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(styles).size).toBe(styles.length);
    expect(styles).toEqual(expect.arrayContaining(["TOC1", "TOC4", "TableofFigures", "FrontTitle"]));
    expect(xml).toMatch(/<w:pStyle w:val="FrontTitle"\/>(?:(?!<\/w:p>).)*摘要/);
  });

  it("hangs footnotes on the page, leads citations to their works and marks every paragraph with its line", async () => {
    const origin = { anchor: "o7", line: 7, endLine: 7, own: true };
    const parts = await partsOf({
      ...report,
      form: "brief",
      evidence: [],
      blocks: [
        {
          kind: "paragraph",
          style: "body",
          runs: [{ text: "甲" }, { text: "", footnote: "口径 < 人次" }, { text: "", cites: [1] }],
          origin,
        },
        { kind: "paragraph", style: "reference", runs: [{ text: "[1] 某某.评价学[M]." }], id: "ref1" },
      ],
    });
    const xml = parts["word/document.xml"] ?? "";
    expect(parts["word/footnotes.xml"]).toContain("口径 &lt; 人次");
    expect(xml.match(/<w:footnoteReference /g)).toHaveLength(1);
    expect(xml).toContain('w:name="o7"');
    expect(xml).toMatch(/w:anchor="ref1"[\s\S]*\[1\][\s\S]*w:name="ref1"/);
    // a brief is one section: neither cover nor contents
    expect(xml.match(/<w:sectPr/g)).toHaveLength(1);
    expect(xml).not.toContain("目　录");
  });

  it("draws charts at 300 dots an inch or more, on lines that grow with them, with a text for those who cannot see", async () => {
    const files = unzipSync(await build());
    const xml = strFromU8(files["word/document.xml"] ?? new Uint8Array());
    const sizes = Object.entries(files)
      .filter(([name]) => name.endsWith(".png"))
      .map(([, bytes]) => readPngSize(bytes));
    const printed = [...xml.matchAll(/<wp:extent cx="(\d+)"/g)].map(([, width]) => Number(width) / 914_400);
    expect(printed).toHaveLength(sizes.length);
    for (const [index, inches] of printed.entries()) {
      expect((sizes[index]?.width ?? 0) / inches).toBeGreaterThanOrEqual(300);
      expect(inches * 25.4).toBeLessThanOrEqual(156);
    }
    for (const [, paragraph] of xml.matchAll(/<w:p>((?:(?!<\/w:p>).)*<w:drawing>(?:(?!<\/w:p>).)*)/g)) {
      expect(paragraph).toContain('w:line="240" w:lineRule="auto"');
      expect(paragraph).toMatch(/descr="图\d+ /);
    }
  });

  it("holds photographs with a text for those who cannot see, turned as they were taken; a missing one stands by its caption", async () => {
    const photo = { media: "image/jpeg", bytes: Uint8Array.of(0xff, 0xd8, 1, 2), width: 4000, height: 3000 } as const;
    const block = (id: string, attachment: string) =>
      ({ kind: "picture", id, caption: `照片 ${id}`, attachment }) as const;
    const blocks = [block("p1", "a"), block("p2", "b"), block("p3", "gone")];
    const pictures = new Map([
      ["a", { ...photo, turn: 0 as const }],
      ["b", { ...photo, turn: 90 as const }],
    ]);
    const files = unzipSync(await renderDocx({ ...report, blocks }, { drawPng, pictures }));
    const xml = strFromU8(files["word/document.xml"] ?? new Uint8Array());
    expect(Object.keys(files).some((name) => name.endsWith(".jpg"))).toBe(true);
    expect([...xml.matchAll(/<wp:docPr [^>]*descr="([^"]*)"/g)].map(([, text]) => text)).toEqual([
      "照片 p1",
      "照片 p2",
    ]);
    expect(xml).toContain('rot="5400000"');
    const [wide = 0, high = 0] = [...xml.matchAll(/<wp:extent cx="(\d+)" cy="(\d+)"/g)][0]?.slice(1).map(Number) ?? [];
    expect(wide / high).toBeCloseTo(4 / 3, 1);
    expect(wide / 12_700).toBeLessThanOrEqual(381);
    expect(xml).toContain("照片 p3");
  });

  it("spreads lines to both margins but where long numbers would tear them apart", async () => {
    const paragraph = (text: string) => ({ kind: "paragraph", style: "body", runs: [{ text }] }) as const;
    const words = "评价导向转变与分类评价适配存在正相关";
    const blocks = [paragraph(words), paragraph(`${words}（r=0.225，p<0.001）。`)];
    const xml = (await partsOf({ ...report, blocks }))["word/document.xml"] ?? "";
    const sides = [...xml.matchAll(/<w:jc w:val="(\w+)"\/><\/w:pPr>(?:(?!<\/w:p>).)*评价导向转变/g)].map(
      ([, side]) => side,
    );
    expect(sides).toEqual(["both", "left"]);
  });

  it("marks simulated data in the header of every page and in the properties, and only these", async () => {
    const parts = await partsOf();
    const headers = Object.entries(parts).filter(([name]) => /^word\/header/.test(name));
    expect(headers.every(([, header]) => header.includes("模拟数据"))).toBe(true);
    expect(parts["docProps/core.xml"]).toContain("<cp:keywords>模拟数据</cp:keywords>");
    const real = await partsOf({ ...report, simulated: false });
    expect(
      Object.entries(real).filter(([name, xml]) => /^word\/header|core/.test(name) && xml.includes("模拟数据")),
    ).toEqual([]);
  });

  it("writes texts with markup and control characters as well-formed XML", async () => {
    const text = "a < b & c > \"d\" 'e' ]]> \u0001 \uD83D\uDE00";
    const parts = await partsOf({
      ...report,
      title: text,
      blocks: [{ kind: "paragraph", style: "body", runs: [{ text }] }],
    });
    expect(parts["word/document.xml"]?.includes("a &lt; b &amp; c")).toBe(true);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: characters XML 1.0 forbids
    expect(parts["word/document.xml"]).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: characters XML 1.0 forbids
    expect(parts["docProps/core.xml"]).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/);
  });
});
