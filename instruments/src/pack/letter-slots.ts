import type { LetterTemplate } from "../model/pack.ts";
import { fillSlots, openSlots } from "./fill-slots.ts";

/** What a cover letter is filled with when it is written, by the name of its slot. */
export interface LetterValues {
  readonly 收函单位: string;
  readonly 收函联系人: string;
  readonly 问卷名称: string;
  readonly 发函日期: string;
  readonly 截止日期: string;
  readonly 回收方式: string;
}

/** A line of its own that stands for the code and the address people answer at. */
export const codeSlot = "二维码";

/** What a cover letter leaves open for each unit. */
export const letterSlots = [
  "收函单位",
  "收函联系人",
  "问卷名称",
  "发函日期",
  "截止日期",
  "回收方式",
  codeSlot,
] as const;

/** A paragraph of a letter as it is set; `code` is the place of the code and the address. */
export type LetterBlock = { readonly kind: "heading" | "paragraph"; readonly text: string } | { readonly kind: "code" };

/** A template with its slots filled; `open` names what is still missing, of the letter and of the study. */
export interface FilledLetter {
  readonly title: string;
  readonly blocks: readonly LetterBlock[];
  readonly open: readonly string[];
}

/** Fills the slots of a template; an empty value leaves its slot open. Paragraphs are parted by blank lines. */
export function fillLetter(template: LetterTemplate, values: LetterValues): FilledLetter {
  const given = new Map(Object.entries(values).filter(([, value]) => value.trim() !== ""));
  const paragraphs = template.markdown.split(/\n\s*\n/).map((text) => text.replaceAll(/\s*\n\s*/g, "").trim());
  const blocks = paragraphs.filter((text) => text !== "").map((text) => toBlock(fillSlots(text, given)));
  const title = fillSlots(template.title, given);
  const open = openSlots([title, ...blocks.map((block) => ("text" in block ? block.text : ""))].join("\n"));
  return { title, blocks, open };
}

function toBlock(text: string): LetterBlock {
  if (text === `{${codeSlot}}`) return { kind: "code" };
  const heading = /^#{1,4} +(.+)$/.exec(text)?.[1];
  return heading === undefined ? { kind: "paragraph", text } : { kind: "heading", text: heading };
}
