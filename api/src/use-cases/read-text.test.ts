import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { Problem } from "../problems.ts";
import { readDocxWords } from "./read-docx-words.ts";
import { readPlainText } from "./read-plain-text.ts";

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

function docx(body: string): Uint8Array {
  const xml = `${head}<w:document ${space}><w:body>${body}</w:body></w:document>`;
  return zipSync({ "[Content_Types].xml": strToU8("<Types/>"), "word/document.xml": strToU8(xml) });
}

const paragraph = (text: string): string => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;

function refusalOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(Problem);
    const { body } = error as Problem;
    expect([body.code, body.remedy]).toEqual(["transcript.invalid", expect.any(String)]);
    return body.detail;
  }
  throw new Error("expected a refusal");
}

describe("readDocxWords", () => {
  it("reads paragraphs, breaks, tabs and entities", () => {
    const body = `${paragraph("访谈员：您好 &amp; 欢迎")}<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>𠮷😀</w:t></w:r></w:p>`;
    expect(readDocxWords(docx(body))).toBe("访谈员：您好 & 欢迎\n甲\t乙\n𠮷😀");
  });

  it("leaves out deleted text, field codes and fallbacks", () => {
    const body = `<w:p><w:del><w:r><w:delText>删</w:delText><w:t>去</w:t></w:r></w:del><w:ins><w:r><w:t>留</w:t></w:r></w:ins>
<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>`;
    expect(readDocxWords(docx(body))).toBe("留");
  });

  it("refuses what is no .docx, and says why", () => {
    expect(refusalOf(() => readDocxWords(strToU8("plain text")))).toContain("does not start as a zip");
    expect(refusalOf(() => readDocxWords(zipSync({ "a.txt": strToU8("x") })))).toContain("word/document.xml");
    expect(refusalOf(() => readDocxWords(docx(paragraph("文")).subarray(0, 120)))).toContain("no readable .docx");
    expect(refusalOf(() => readDocxWords(docx("<w:p>")))).toContain("XML is broken");
  });

  it("resolves no entity of its own", () => {
    const xml = `${head}<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document ${space}><w:body>${paragraph("&a;")}</w:body></w:document>`;
    const bytes = zipSync({ "word/document.xml": strToU8(xml) });
    expect(refusalOf(() => readDocxWords(bytes))).toContain("document type");
  });

  it("stops a zip bomb", () => {
    const bomb = zipSync({ "word/document.xml": new Uint8Array(80 * 1024 * 1024) });
    expect(bomb.length).toBeLessThan(200_000);
    expect(refusalOf(() => readDocxWords(bomb))).toContain("unfolds to more than");
  });
});

describe("readPlainText", () => {
  it.each([
    ["UTF-8", [0xe8, 0xae, 0xbf]],
    ["UTF-8 with a mark", [0xef, 0xbb, 0xbf, 0xe8, 0xae, 0xbf]],
    ["UTF-16LE with a mark", [0xff, 0xfe, 0xbf, 0x8b]],
    ["GB18030", [0xb7, 0xc3]],
  ])("reads %s", (_, bytes) => {
    expect(readPlainText(new Uint8Array(bytes))).toBe("访");
  });

  it("refuses bytes that are no text", () => {
    expect(refusalOf(() => readPlainText(new Uint8Array([0x80, 0xff, 0xff, 0x81])))).toContain("no text");
  });
});
