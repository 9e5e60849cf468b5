import { cellGap } from "@diaoyan/exports";
import { type DefaultTreeAdapterTypes, parse } from "parse5";

type Node = DefaultTreeAdapterTypes.ChildNode;

/** What is no part of the text: programs, forms, menus. */
const silent: ReadonlySet<string> = new Set(
  "script style noscript template iframe object embed svg canvas form button select nav footer aside audio video title".split(
    " ",
  ),
);
/** Elements that stand on lines of their own. */
const blocks: ReadonlySet<string> = new Set(
  "address article blockquote body caption center dd div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6 header hr li main ol p pre section table tr ul".split(
    " ",
  ),
);

/**
 * Words of a page, one line a paragraph and one a row of a table. The page is taken apart, never run: programs, forms and
 * menus (nav, footer, aside) are left out, and nothing it names is fetched.
 */
export function readHtmlText(html: string): string {
  const lines: string[] = [""];
  const write = (words: string) => {
    lines[lines.length - 1] += words;
  };
  const walk = (nodes: readonly Node[]): void => {
    for (const node of nodes) {
      if ("value" in node) write(node.value.replaceAll(/[ \t\r\n\f]+/gu, " "));
      if (!("tagName" in node) || silent.has(node.tagName) || isHidden(node)) continue;
      const { childNodes, tagName } = node;
      if (tagName === "br") lines.push("");
      else if (tagName === "tr") lines.push(readRow(childNodes), "");
      else if (blocks.has(tagName)) {
        lines.push("");
        walk(childNodes);
        lines.push("");
      } else walk(childNodes);
    }
  };
  walk(parse(html).childNodes);
  return lines
    .map(trimLine)
    .filter((line) => line !== "")
    .join("\n");
}

function isHidden({ attrs }: DefaultTreeAdapterTypes.Element): boolean {
  return attrs.some(({ name, value }) => name === "hidden" || (name === "style" && /display\s*:\s*none/iu.test(value)));
}

/** Cells of a row with what stands in them on one line. */
function readRow(nodes: readonly Node[]): string {
  const cells = nodes.flatMap((node) => ("tagName" in node && /^t[dh]$/u.test(node.tagName) ? [node] : []));
  return cells.map(({ childNodes }) => readWords(childNodes).replaceAll(/\s+/gu, " ").trim()).join(cellGap);
}

function readWords(nodes: readonly Node[]): string {
  return nodes
    .map((node) => {
      if ("value" in node) return node.value;
      if (!("tagName" in node) || silent.has(node.tagName)) return "";
      const apart = blocks.has(node.tagName) || node.tagName === "br" ? " " : "";
      return apart + readWords(node.childNodes) + apart;
    })
    .join("");
}

/** No-break and wide blanks at the ends of a line are indents. */
function trimLine(line: string): string {
  return line.replaceAll("\u00a0", " ").replaceAll("\u200b", "").trim();
}
