import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OutlineRefused } from "../errors.ts";
import type { InlinePart, OutlineBlock } from "./outline.ts";
import { parseOutline } from "./parse-outline.ts";

const head = "---\ntitle: 报告\n---\n";
const parse = (body: string) => parseOutline("a.md", head + body).blocks;

function findingsOf(markdown: string) {
  try {
    parseOutline("a.md", markdown);
  } catch (error) {
    if (error instanceof OutlineRefused) return error.findings;
    throw error;
  }
  return [];
}

function partsOf(block: OutlineBlock | undefined): readonly InlinePart[] {
  return block?.kind === "paragraph" ? block.parts : [];
}

describe("parseOutline", () => {
  it("reads the head, with its defaults", () => {
    const outline = parseOutline("a.md", '\uFEFF---\r\ntitle: "研究：报告"\r\nsubtitle: 课题组\r\n---\r\n# 一\r\n');
    expect(outline).toMatchObject({ file: "a.md", title: "研究：报告", subtitle: "课题组", profile: "gongwen" });
    expect(outline.blocks).toEqual([{ kind: "heading", level: 1, text: "一", line: 5, endLine: 5 }]);
  });

  it("keeps directives with label, attributes and the line of the file", () => {
    expect(
      parse('\n第一段\n\n::analysis{kind=frequencies variable=BG01 where=\'{"variable":"A","in":[1,2]}\'}\n')[1],
    ).toEqual({
      kind: "directive",
      directive: {
        name: "analysis",
        label: "",
        attributes: { kind: "frequencies", variable: "BG01", where: '{"variable":"A","in":[1,2]}' },
        line: 7,
      },
    });
    const [text, directive] = partsOf(parse("共:count[interviews]。")[0]);
    expect(text).toEqual({ kind: "text", text: "共", bold: false, italic: false });
    expect(directive).toMatchObject({ directive: { name: "count", label: "interviews", line: 4 } });
  });

  it("reads tables with directives in their cells, lists, bold and placeholders", () => {
    const blocks = parse(
      "| 甲 | 乙 |\n| --- | --- |\n| a | :study[lead] |\n\n- 一\n- **二**\n\n:::placeholder\n写\n明\n:::\n",
    );
    expect(blocks.map(({ kind }) => kind)).toEqual(["table", "list", "placeholder"]);
    expect(blocks[0]).toMatchObject({
      rows: [
        [{}, {}],
        [[{ text: "a" }], [{ kind: "directive" }]],
      ],
    });
    expect(blocks[1]).toMatchObject({ items: [{ parts: [{ text: "一" }] }, { parts: [{ text: "二", bold: true }] }] });
    expect(blocks[2]).toEqual({ kind: "placeholder", guidance: "写明", line: 11, endLine: 14 });
  });

  it("joins lines of Chinese without a blank and of Latin words with one", () => {
    expect(partsOf(parse("第一行\n第二行 two\nwords")[0])).toMatchObject([{ text: "第一行第二行 two words" }]);
  });

  it.each(["比例为1:2，时间9:30", "主题:评价", "https://example.org", "注：a:乙", "12:30—13:00", "图:（一）"])(
    "takes the colon in “%s” for a colon",
    (text) => {
      expect(
        partsOf(parse(text)[0])
          .map((part) => (part.kind === "text" ? part.text : `!${part.directive.name}`))
          .join(""),
      ).toBe(text);
    },
  );

  it.each([
    ["no head", "# 一", 1, /expected title/],
    ["a head that is not YAML", "---\ntitle: [\n---\n", 1, /not YAML/],
    ["a head without a title", "---\nsubtitle: 甲\n---\n", 1, /title/],
    ["an unknown key", "---\ntitle: 甲\nauthor: 乙\n---\n", 1, /author/],
    ["an unknown profile", "---\ntitle: 甲\nprofile: word\n---\n", 1, /profile/],
    ["aliases in the head", "---\ntitle: &a 甲\nsubtitle: *a\n---\n", 1, /alias/i],
    ["HTML", `${head}\n<script>alert(1)</script>\n`, 5, /html is not used/],
    ["inline HTML", `${head}甲<b>乙</b>\n`, 4, /html is not used/],
    ["a picture", `${head}![图](a.png)\n`, 4, /image is not used/],
    ["a link", `${head}见[网页](https://example.org)\n`, 4, /link is not used/],
    ["code", `${head}\`\`\`\na\n\`\`\`\n`, 4, /code is not used/],
    ["a quotation block", `${head}> 甲\n`, 4, /blockquote is not used/],
    ["a nested list", `${head}- 一\n  - 二\n`, 5, /lists of one level/],
    ["a fifth level", `${head}##### 五\n`, 4, /four levels/],
    ["a number in a heading", `${head}# 共:count[a]\n`, 4, /holds no directive/],
    ["an empty heading", `${head}#\n`, 4, /expected a text/],
    ["another container", `${head}:::note\n甲\n:::\n`, 4, /expected :::placeholder.*:::note/],
    ["an empty placeholder", `${head}:::placeholder\n:::\n`, 4, /expected guidance/],
    [
      "a placeholder that is not closed",
      `${head}:::placeholder\n写\n\n# 下一章\n\n::methods{}\n`,
      4,
      /close it with a line :::/,
    ],
  ])("refuses %s with its line", (_name, markdown, line, message) => {
    const findings = findingsOf(markdown);
    expect(findings[0]).toMatchObject({ file: "a.md", line });
    expect(findings[0]?.message).toMatch(message);
  });

  it("names all that is wrong at once", () => {
    expect(findingsOf(`${head}> 甲\n\n##### 五\n\n![图](a.png)\n`).map(({ line }) => line)).toEqual([4, 6, 8]);
  });

  it("answers any text with blocks or with findings, never with anything else", () => {
    const piece = fc.constantFrom(
      ":",
      "::",
      ":::",
      "placeholder",
      "{",
      "}",
      "[",
      "]",
      "=",
      '"',
      "|",
      "#",
      "\n",
      "甲",
      "a",
      "-",
      " ",
      "<",
      "\u0000",
    );
    fc.assert(
      fc.property(fc.string({ unit: piece, maxLength: 60 }), (body) => {
        expect(Array.isArray(findingsOf(head + body))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
