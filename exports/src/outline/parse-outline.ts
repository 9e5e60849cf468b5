import { hashText } from "@diaoyan/instruments";
import { directiveFromMarkdown } from "mdast-util-directive";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { directive } from "micromark-extension-directive";
import { gfmTable } from "micromark-extension-gfm-table";
import { outlineRefused } from "../errors.ts";
import { BlockReader } from "./block-reader.ts";
import { readFrontMatter } from "./front-matter.ts";
import type { Outline } from "./outline.ts";

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
