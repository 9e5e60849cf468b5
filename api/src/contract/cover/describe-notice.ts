import { node, type ViewElement } from "./view-node.ts";

/** Splits Markdown into blocks at empty lines; heading lines stand alone. */
function blocksOf(markdown: string): readonly string[] {
  return markdown
    .replace(/\r\n?/g, "\n")
    .replace(/^(#{1,6} .*)$/gm, "\n$1\n")
    .split(/\n{2,}/)
    .map((block) => block.trim())
    .filter((block) => block !== "");
}

const listMark = /^(?:[-*]|\d+[.、]) */;

function describeBlock(block: string): ViewElement {
  const heading = /^#{1,6} +(.*)$/.exec(block)?.[1];
  if (heading !== undefined) return node("h3", {}, heading);
  const lines = block.split("\n");
  if (lines.every((line) => listMark.test(line))) {
    return node("ul", {}, ...lines.map((line) => node("li", {}, line.replace(listMark, ""))));
  }
  return node("p", {}, block.replace(/\n/g, "").replace(/\*\*(.+?)\*\*/g, "$1"));
}

/** The notice as headings, lists and paragraphs; nothing in it is taken as HTML. */
export function describeNotice(markdown: string): ViewElement {
  return node("div", { class: "notice-text" }, ...blocksOf(markdown).map(describeBlock));
}
