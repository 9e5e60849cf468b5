import { describe, expect, it } from "vitest";
import { fillLetter } from "./letter-slots.ts";
import { PackFindings } from "./pack-finding.ts";
import { readLetter } from "./read-letter.ts";

const body = `{收函单位}：

请贵单位于{截止日期}前填写。
{回收方式}

{二维码}

## 一、保密与自愿

参加自愿，内容保密，只用于“{课题名称}”。

联系人：{收函联系人}，{联系方式}。
`;
const whole = `---\nversion: "1.0"\ntitle: 关于{课题名称}的函\n---\n\n${body}`;
const slots = new Map([["课题名称", "样例研究"]]);

function read(text: string) {
  const findings = new PackFindings();
  return { letter: readLetter({ file: "letter.md", text, slots }, findings), messages: findings.list };
}

describe("readLetter", () => {
  it("fills what the study says and leaves the letter's own slots open", () => {
    const { letter, messages } = read(whole);
    expect(messages).toEqual([]);
    expect(letter?.title).toBe("关于样例研究的函");
    expect(letter?.markdown).toContain("只用于“样例研究”");
  });

  it("refuses unknown slots, a letter without a place for the code, and one that keeps duties back", () => {
    const { messages } = read(
      whole
        .replace("{二维码}", "")
        .replace("参加自愿，内容保密", "请大力支持")
        .replace("保密与自愿", "其他")
        .replace("{截止日期}", "{日子}"),
    );
    expect(messages.map(({ message }) => message)).toEqual([
      "{日子} is no slot of a letter",
      "has no place for the code",
      "does not say that taking part is voluntary",
      "does not say that answers are kept confidential",
    ]);
    expect(read("没有开头").messages[0]?.message).toBe("expected version and title between two lines ---");
  });
});

describe("fillLetter", () => {
  it("sets paragraphs, headings and the place of the code, and names what is open", () => {
    const { letter } = read(whole);
    if (letter === undefined) throw new Error("a letter expected");
    const { blocks, open } = fillLetter(letter, {
      收函单位: "样例大学",
      收函联系人: "",
      问卷名称: "单位卷",
      发函日期: "2026年9月1日",
      截止日期: "2026年9月30日",
      回收方式: "扫码填写。",
    });
    expect(blocks.map((block) => ("text" in block ? block.text : block.kind))).toEqual([
      "样例大学：",
      "请贵单位于2026年9月30日前填写。扫码填写。",
      "code",
      "一、保密与自愿",
      "参加自愿，内容保密，只用于“样例研究”。",
      "联系人：{收函联系人}，{联系方式}。",
    ]);
    expect(open).toEqual(["{收函联系人}", "{联系方式}"]);
  });
});
