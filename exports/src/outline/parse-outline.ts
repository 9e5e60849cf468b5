import { hashText } from "@diaoyan/instruments";
import { directiveFromMarkdown } from "mdast-util-directive";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { directive } from "micromark-extension-directive";
import { gfmTable } from "micromark-extension-gfm-table";
import { outlineRefused } from "../errors.ts";
import { BlockReader } from "./block-reader.ts";
import { readFrontMatter } from "./front-matter.ts";
import type { InlinePart, Outline } from "./outline.ts";

/** Parses an outline: a head in YAML, then Markdown with directives. Throws `outline.invalid` naming every place. */
export function parseOutline(file: string, markdown: string): Outline {
  const { body, linesAbove, ...head } = readFrontMatter(file, markdown);
  const tree = fromMarkdown(body, {
    extensions: [directive(), gfmTable()],
    mdastExtensions: [directiveFromMarkdown(), gfmTableFromMarkdown()],
  });
  const reader = new BlockReader({ file, body, linesAbove });
  const blocks = tree.children.flatMap((node) => reader.read(node));
  if (reader.findings.length > 0) throw outlineRefused(reader.findings);
  return { file, hash: hashText(markdown), ...head, blocks };
}

const inlineDirective = /:(?:value|count|indicator|study|cite)[[{]/u;

/**
 * The inline directives in a text a person wrote outside an outline, all of them at the line that stands for it. A text
 * without one is taken as it is: its stars and dashes are no Markdown. Throws `outline.invalid`.
 */
export function parseInline(text: string, file: string, line: number): readonly InlinePart[] {
  if (!inlineDirective.test(text)) return [{ kind: "text", text, bold: false, italic: false }];
  const tree = fromMarkdown(text, { extensions: [directive()], mdastExtensions: [directiveFromMarkdown()] });
  const reader = new BlockReader({ file, body: text, linesAbove: line - 1 });
  const parts = tree.children
    .flatMap((node) => reader.read(node))
    .flatMap((block) => ("parts" in block ? block.parts : []));
  if (reader.findings.length > 0) throw outlineRefused(reader.findings);
  return parts;
}
