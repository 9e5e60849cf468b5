import { el } from "./dom.ts";

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

function drawBlock(block: string): HTMLElement {
  const heading = /^#{1,6} +(.*)$/.exec(block);
  if (heading !== null) return el("h3", {}, heading[1]);
  const lines = block.split("\n");
  if (lines.every((line) => listMark.test(line))) {
    return el("ul", {}, ...lines.map((line) => el("li", {}, line.replace(listMark, ""))));
  }
  return el("p", {}, block.replace(/\n/g, "").replace(/\*\*(.+?)\*\*/g, "$1"));
}

/** The notice as headings, lists and paragraphs; nothing in it is taken as HTML. */
export function drawNotice(markdown: string): HTMLElement {
  return el("div", { class: "notice-text" }, ...blocksOf(markdown).map(drawBlock));
}
