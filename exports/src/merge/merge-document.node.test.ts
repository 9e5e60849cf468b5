import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { drawPng } from "../chart/draw-png.node.ts";
import { renderDocx } from "../docx/render-docx.ts";
import { parseOutline } from "../outline/parse-outline.ts";
import { buildReport } from "../report/build-report.ts";
import { withProgram } from "../testing/run-outside.node.ts";
import { sampleSnapshot } from "../testing/sample-study.ts";
import { mergeDocument } from "./merge-document.ts";

const markdown = `---
title: 某市报告
---

# 摘要

:::placeholder
摘要（800字）：现状、问题、建议。
:::

# 现状

## 样本

收到有效答卷:value{kind=frequencies variable=UNIT path=n unit=份}，**样本**以科研院所为主:footnote[按单位类型归类。]，调研:count[interviews]:footnote[人次口径。]。

- 问卷调查
- 个别访谈

::analysis{kind=frequencies variable=UNIT show="sentences,table"}

本段没有数字。
`;

const outline = parseOutline("a.md", markdown);
const base: Uint8Array = await renderDocx(buildReport(outline, sampleSnapshot(), { mode: "draft" }), { drawPng });

/** The document with its XML edited as a word processor would leave it. */
function edit(
  change: (xml: string) => string,
  more: Readonly<Record<string, string>> = {},
  from: Uint8Array = base,
): Uint8Array {
  const files = unzipSync(from);
  const xml = strFromU8(files["word/document.xml"] ?? new Uint8Array());
  const changed = change(xml);
  expect(changed).not.toBe(xml);
  const added = Object.fromEntries(Object.entries(more).map(([name, text]) => [name, strToU8(text)]));
  return zipSync({ ...files, "word/document.xml": strToU8(changed), ...added });
}

const merge = (edited: Uint8Array) => mergeDocument({ file: "a.md", markdown, base, edited });
const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;

/** Edits of text, of a placeholder and a heading, and one new paragraph. */
const rewrite = (xml: string): string =>
  xml
    .replace("本段没有数字。", "本段改写过，仍然没有数字: 一_二。")
    .replace("【待撰写】摘要（800字）：现状、问题、建议。", "本研究写明了现状。")
    .replaceAll("（一）样本<", "（一）样本情况<")
    .replace("个别访谈", "个别访谈和座谈");

describe("mergeDocument", () => {
  it("finds nothing to merge in the document as it was built", () => {
    const { merged, refused, markdown: after } = merge(base);
    expect([merged, refused, after]).toEqual([[], [], markdown]);
  });

  it("carries changed texts, a written placeholder, a heading and a list entry into the outline", () => {
    const { merged, refused, markdown: after } = merge(edit(rewrite));
    expect(refused).toEqual([]);
    expect(merged.map(({ kind }) => kind)).toEqual(["changed", "changed", "changed", "changed"]);
    expect(after).toContain("# 摘要\n\n本研究写明了现状。\n\n# 现状");
    expect(after).toContain("## 样本情况\n");
    expect(after).toContain("- 问卷调查\n- 个别访谈和座谈\n");
    expect(after).toContain("本段改写过，仍然没有数字: 一\\_二。");
    // what was merged builds again, and says what the editor wrote
    const again = buildReport(parseOutline("a.md", after), sampleSnapshot(), { mode: "draft" });
    expect(JSON.stringify(again.blocks)).toContain("仍然没有数字: 一_二。");
    expect(again.placeholders).toBe(0);
  });

  it("keeps directives, bold and footnotes where the words around them change and their order too", () => {
    const {
      merged,
      refused,
      markdown: after,
    } = merge(
      edit((xml) =>
        xml.replace("收到有效答卷", "课题组一共收到有效的答卷").replace("以科研院所为主", "主要来自科研院所"),
      ),
    );
    expect(refused).toEqual([]);
    expect(merged[0]?.now).toBe(
      "课题组一共收到有效的答卷:value{kind=frequencies variable=UNIT path=n unit=份}，**样本**主要来自科研院所:footnote[按单位类型归类。]，调研:count[interviews]:footnote[人次口径。]。",
    );
    expect(after).toContain(merged[0]?.now);
  });

  it("carries cells of a table in Markdown and paragraphs that were moved, and tells what cannot go with them", async () => {
    const source = `---
title: 某市报告
---

# 现状

甲段。

乙段，调研:count[interviews]。

| 地方 | 做法 |
| --- | --- |
| 上海 | 分类评价，:count[interviews] |
| 山东 | 一年一评 |

丙段。

::analysis{kind=frequencies variable=UNIT show="sentences"}
`;
    const build = buildReport(parseOutline("a.md", source), sampleSnapshot(), { mode: "draft" });
    const built = await renderDocx(build, { drawPng });
    const paragraphOf = (xml: string, text: string): string =>
      new RegExp(`<w:p>(?:(?!</w:p>).)*${text}(?:(?!</w:p>).)*</w:p>`).exec(xml)?.[0] ?? "";
    const move = (xml: string, text: string, before: string): string => {
      const [moved, place] = [paragraphOf(xml, text), paragraphOf(xml, before)];
      return xml.replace(moved, "").replace(place, moved + place);
    };
    const mergeOf = (change: (xml: string) => string) =>
      mergeDocument({ file: "a.md", markdown: source, base: built, edited: edit(change, {}, built) });
    const cells = mergeOf((xml) => xml.replace("一年一评", "三年|一评").replace("分类评价", "按类评价"));
    expect(cells.refused).toEqual([]);
    expect(cells.markdown).toBe(
      source.replace("一年一评", "三年\\|一评").replace("分类评价，:count[interviews]", "按类评价，:count[interviews]"),
    );
    const moved = mergeOf((xml) => move(xml, "丙段。", "甲段。").replace("丙段。", "丙段改过。"));
    expect(moved.merged.map(({ kind }) => kind)).toEqual(["changed", "moved"]);
    expect(moved.markdown).toContain("# 现状\n\n丙段改过。\n\n甲段。\n");
    expect(moved.markdown.match(/丙段/g)).toHaveLength(1);
    const computed = mergeOf((xml) => move(xml, "最多", "甲段。"));
    expect(computed).toMatchObject({ merged: [], refused: [{ line: 18, reason: "generated" }], markdown: source });
    // typed on the cover, a paragraph goes behind the head of the outline
    const first = mergeOf((xml) => xml.replace("<w:body>", `<w:body><w:p>${run("写在最前")}</w:p>`));
    expect(first.markdown).toContain("title: 某市报告\n---\n\n写在最前\n\n# 现状");
  });

  it("knows headings where WPS has given the styles other ids", () => {
    const styles = strFromU8(unzipSync(base)["word/styles.xml"] ?? new Uint8Array());
    const rename = (xml: string): string => xml.replaceAll(/(w:styleId=|w:val=)"Heading([1-4])"/g, '$1"$2"');
    const typed = '<w:p><w:pPr><w:pStyle w:val="2"/></w:pPr><w:r><w:t>新增小节</w:t></w:r></w:p>';
    const { markdown: after } = merge(
      edit((xml) => rename(xml).replace(/(本段没有数字。<\/w:t><\/w:r><\/w:p>)/, `$1${typed}`), {
        "word/styles.xml": rename(styles),
      }),
    );
    expect(after).toContain("本段没有数字。\n\n## 新增小节\n");
  });

  it("refuses a changed number with its evidence, and a computed sentence and table", () => {
    const {
      merged,
      refused,
      markdown: after,
    } = merge(
      edit((xml) =>
        xml
          .replace(">80份<", ">95份<")
          .replace("上，“", "中，“")
          .replace(/>(\d+)<\/w:t>(?=(?:(?!<w:tr[ >]).)*<\/w:tbl>)/, ">999</w:t>"),
      ),
    );
    expect(merged).toEqual([]);
    expect(after).toBe(markdown);
    expect(refused[0]).toMatchObject({
      line: 15,
      why: "E1: expected “80份”, got “收到有效答卷95份”",
    });
    expect(refused[0]?.evidence[0]).toMatch(/^\[E1\]　80份/);
    expect(refused.find(({ now }) => now.includes("中，“"))).toMatchObject({ reason: "generated" });
    const cell = refused.find(({ now }) => now === "999");
    expect(cell).toMatchObject({ reason: "table", table: expect.stringMatching(/^表1/) });
    expect(cell?.was).toMatch(/^第\d+行第\d+列（.+） /);
    expect(cell?.evidence[0]).toMatch(/^\[E\d+\]/);
  });

  it("takes tracked changes as accepted, counts them, and hands over comments", () => {
    const edited = edit(
      (xml) =>
        xml.replace(
          /<w:r>(?:(?!<\/w:r>).)*本段没有数字。<\/w:t><\/w:r>/,
          `${run("本段")}<w:del w:id="90" w:author="甲"><w:r><w:delText>没有数字</w:delText></w:r></w:del><w:ins w:id="91" w:author="甲">${run("由领导改过")}</w:ins>${run("。")}<w:r><w:commentReference w:id="0"/></w:r>`,
        ),
      {
        "word/comments.xml":
          '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:comment w:id="0" w:author="李处"><w:p><w:r><w:t>请补充依据</w:t></w:r></w:p></w:comment></w:comments>',
      },
    );
    const { merged, comments, tracked } = merge(edited);
    expect(merged.map(({ now }) => now)).toEqual(["本段由领导改过。"]);
    expect(comments).toEqual([{ author: "李处", text: "请补充依据", on: "本段由领导改过。" }]);
    expect(tracked).toEqual({ insertions: 1, deletions: 1 });
  });

  it("adds new paragraphs behind the one they follow, says which numbers nothing proves, and drops what was deleted", () => {
    const paragraph = (text: string) => `<w:p>${run(text)}</w:p>`;
    const edited = edit((xml) =>
      xml.replace(
        /<w:p>(?:(?!<\/w:p>).)*本段没有数字。(?:(?!<\/w:p>).)*<\/w:p>/,
        `${paragraph("新增一段，提高12%。")}${paragraph("再加一段。")}`,
      ),
    );
    const { merged, markdown: after } = merge(edited);
    expect(merged.map(({ kind }) => kind).sort()).toEqual(["added", "changed"]);
    expect(after).toMatch(/新增一段，提高12%。\n\n再加一段。\n$/);
    expect(merged.flatMap(({ remarks }) => remarks)).toContain("numbers without evidence: 12%");
  });

  it.each([
    [new Uint8Array([1, 2, 3]), "docx.unreadable"],
    [zipSync({ "word/document.xml": strToU8("<w:document><w:body><w:p/></w:body></w:document>") }), "merge.refused"],
    [zipSync({ "word/document.xml": strToU8("<w:document><w:body>") }), "docx.unreadable"],
  ])("refuses what is no edited document (%#)", (edited, code) => {
    expect(() => merge(edited)).toThrow(expect.objectContaining({ code }));
  });

  it("reads what LibreOffice saved: nothing changed by saving alone, and an edit in it carried over", (context) => {
    const program = "soffice";
    const save = (bytes: Uint8Array): Uint8Array =>
      withProgram(context, { program, files: { "a.docx": bytes } }, (soffice, folder) => {
        soffice(
          `-env:UserInstallation=file://${folder}/profile`,
          "--headless",
          "--convert-to",
          "docx:MS Word 2007 XML",
          "--outdir",
          "out",
          "a.docx",
        );
        const file = join(folder, "out/a.docx");
        if (!existsSync(file))
          context.skip("LibreOffice Writer does not stand here: apt-get install libreoffice-writer");
        return new Uint8Array(readFileSync(file));
      });
    const saved = save(base);
    expect(merge(saved)).toMatchObject({ merged: [], refused: [], markdown });
    const edited = edit((xml) => xml.replace("本段没有数字", "本段在另一个程序里改过"), {}, saved);
    expect(merge(edited)).toMatchObject({
      merged: [{ kind: "changed", now: "本段在另一个程序里改过。" }],
      refused: [],
    });
  }, 60_000);
});
