import { strToU8, zipSync } from "fflate";
import { expect, it } from "vitest";
import { formatListNumber } from "./format-list-number.ts";
import { type DocxReading, readDocxText } from "./read-docx-text.ts";

const space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const paragraph = (words: string, settings = ""): string =>
  `<w:p><w:pPr>${settings}</w:pPr><w:r><w:t>${words}</w:t></w:r></w:p>`;
const listed = (list: number, level = 0): string =>
  `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`;
const level = (at: number, format: string, text: string, more = ""): string =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`;

function docx(body: string, numbering: string, styles = ""): Uint8Array {
  return zipSync({
    "word/document.xml": strToU8(`<w:document ${space}><w:body>${body}</w:body></w:document>`),
    "word/numbering.xml": strToU8(`<w:numbering ${space}>${numbering}</w:numbering>`),
    "word/styles.xml": strToU8(`<w:styles ${space}>${styles}</w:styles>`),
  });
}

const outline = `<w:abstractNum w:abstractNumId="7">${level(0, "chineseCountingThousand", "第%1章")}${level(1, "chineseCounting", "第%2条", '<w:lvlRestart w:val="0"/>')}${level(2, "chineseCounting", "（%3）")}${level(3, "decimal", "%1.%4.", "<w:isLgl/>")}</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>`;

it("writes the numbers a document gives its paragraphs, each level beginning anew below a higher one", () => {
  const body = [
    paragraph("总则", listed(3)),
    paragraph("为了改革", listed(3, 1)),
    paragraph("论文", listed(3, 2)),
    paragraph("专利", listed(3, 2)),
    paragraph("附则", listed(3)),
    paragraph("本办法", listed(3, 1)),
    paragraph("其一", listed(3, 2)),
    paragraph("细目", listed(3, 3)),
    paragraph("", listed(3, 1)),
    paragraph("不编号", listed(0)),
  ];
  const bytes = docx(body.join(""), outline);
  expect(readDocxText(bytes, { numbers: true }).split("\n")).toEqual([
    "第一章　总则",
    "第一条　为了改革",
    "（一）论文",
    "（二）专利",
    "第二章　附则",
    "第二条　本办法",
    "（一）其一",
    "2.1.　细目",
    "",
    "不编号",
  ]);
  expect(readDocxText(bytes)).toContain("总则\n为了改革\n论文");
});

it("takes numbers from styles and the styles they are based on, begins an overridden list anew, counts bullets as none", () => {
  const kind = `<w:abstractNum w:abstractNumId="1">${level(0, "decimal", "%1、", '<w:pStyle w:val="Item"/>')}</w:abstractNum><w:abstractNum w:abstractNumId="2">${level(0, "bullet", "•")}</w:abstractNum>`;
  const nums = `<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num><w:num w:numId="9"><w:abstractNumId w:val="2"/></w:num>`;
  const styles = `<w:style w:styleId="Item"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:styleId="Own"><w:basedOn w:val="Item"/></w:style>`;
  const body = [
    paragraph("甲", '<w:pStyle w:val="Item"/>'),
    paragraph("乙", '<w:pStyle w:val="Own"/>'),
    paragraph("丙", listed(2)),
    paragraph("丁", listed(2)),
    paragraph("点", listed(9)),
  ];
  const words = readDocxText(docx(body.join(""), kind + nums, styles), { numbers: true });
  expect(words.split("\n")).toEqual(["1、甲", "2、乙", "5、丙", "6、丁", "点"]);
});

it.each([
  ["chineseCounting", 10, "十"],
  ["chineseCountingThousand", 12, "十二"],
  ["chineseCounting", 20, "二十"],
  ["chineseCounting", 103, "一百零三"],
  ["chineseCounting", 110, "一百一十"],
  ["chineseCounting", 1010, "一千零一十"],
  ["chineseLegalSimplified", 21, "贰拾壹"],
  ["ideographDigital", 2024, "二〇二四"],
  ["ideographTraditional", 3, "丙"],
  ["decimalEnclosedCircle", 4, "④"],
  ["decimalFullWidth", 12, "１２"],
  ["lowerRoman", 14, "xiv"],
  ["upperLetter", 28, "BB"],
  ["decimalZero", 7, "07"],
  ["unheardOf", 7, "7"],
  ["chineseCounting", 0, "0"],
])("formats %s of %i as %s", (format, number, written) => {
  expect(formatListNumber(number, format)).toBe(written);
});

const run = (inside: string): string => `<w:r>${inside}</w:r>`;
const words = (text: string): string => run(`<w:t xml:space="preserve">${text}</w:t>`);
const linesOf = (body: string, reading: DocxReading = {}) => readDocxText(docx(body, ""), reading).split("\n");

it.each([
  [
    "a tab stop of the paragraph is no tab",
    `<w:pPr><w:tabs><w:tab w:val="left" w:pos="420"/></w:tabs></w:pPr>${words("问：")}`,
    "问：",
  ],
  [
    "tabs, breaks and hyphens of runs",
    run("<w:t>一</w:t><w:tab/><w:t>二</w:t><w:noBreakHyphen/><w:t>三</w:t>"),
    "一\t二-三",
  ],
  ["hidden text", `${words("看见")}${run("<w:rPr><w:vanish/></w:rPr><w:t>藏</w:t><w:tab/>")}${words("。")}`, "看见。"],
  ["hiding switched off", run('<w:rPr><w:vanish w:val="0"/></w:rPr><w:t>看见</w:t>'), "看见"],
  ["a hidden paragraph mark hides no words", `<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>${words("看见")}`, "看见"],
  ["deleted text", `${words("同意")}<w:del>${run("<w:delText>不</w:delText><w:tab/>")}</w:del>`, "同意"],
  [
    "what was moved stands once",
    `<w:moveFrom>${words("前")}</w:moveFrom>${words("中")}<w:moveTo>${words("后")}</w:moveTo>`,
    "中后",
  ],
  [
    "readings above characters",
    run("<w:ruby><w:rt><w:r><w:t>tiān</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>天</w:t></w:r></w:rubyBase></w:ruby>"),
    "天",
  ],
  ["the code of a field", `${run("<w:instrText>PAGE</w:instrText>")}${words("3")}`, "3"],
  ["4-byte characters and entities", words("𠮷&amp;&lt;&#x1F600;"), "𠮷&<😀"],
])("reads %s", (_, inside, expected) => {
  expect(linesOf(`<w:p>${inside}</w:p>`)).toEqual([expected]);
});

it("breaks lines where the document does, and joins the cells of a row only where asked", () => {
  const cell = (...inside: readonly string[]) =>
    `<w:tc>${inside.map((text) => `<w:p>${words(text)}</w:p>`).join("")}</w:tc>`;
  const inner = `<w:tc><w:p/><w:tbl><w:tr>${cell("内")}</w:tr></w:tbl><w:p/></w:tc>`;
  const table = `<w:tbl><w:tr>${cell("甲", "乙")}${cell("丙")}</w:tr><w:tr>${cell("丁")}${inner}</w:tr></w:tbl>`;
  const body = `<w:p>${run("<w:t>上</w:t><w:br/><w:t>下</w:t>")}</w:p>${table}`;
  expect(linesOf(body)).toEqual(["上", "下", "甲", "乙", "丙", "丁", "", "内", ""]);
  expect(linesOf(body, { rows: true })).toEqual(["上", "下", "甲 乙 | 丙", "丁 | 内"]);
});

it.each([
  ["no zip archive", new Uint8Array([1, 2, 3]), "it does not start as a zip archive"],
  ["another archive", zipSync({ "a.txt": strToU8("a") }), "it holds no whole word/document.xml"],
  ["a cut archive", docx(`<w:p>${words("人".repeat(4000))}</w:p>`, "").subarray(0, 150), "the archive is damaged"],
  ["broken XML", docx("<w:p><w:r></w:p>", ""), "its XML is broken"],
  [
    "a document type",
    zipSync({ "word/document.xml": strToU8('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>') }),
    "its XML declares a document type",
  ],
  [
    "a bomb",
    zipSync({ "word/document.xml": new Uint8Array(65 * 1024 * 1024) }, { level: 1 }),
    "its text unfolds to more than",
  ],
])("refuses %s", (_, bytes, why) => {
  expect(() => readDocxText(bytes)).toThrow(expect.objectContaining({ code: "docx.refused" }));
  expect(() => readDocxText(bytes)).toThrow(why);
});
