import type { Nodes, Parent, PhrasingContent, RootContent, Table } from "mdast";
import type { ContainerDirective, LeafDirective, TextDirective } from "mdast-util-directive";
import { directiveFromMarkdown } from "mdast-util-directive";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { directive } from "micromark-extension-directive";
import { gfmTable } from "micromark-extension-gfm-table";
import { type OutlineFinding, outlineRefused } from "../errors.ts";
import { readFrontMatter } from "./front-matter.ts";
import type { Directive, InlinePart, Outline, OutlineBlock } from "./outline.ts";

/** Parses an outline: a head in YAML, then Markdown with directives. Throws `outline.invalid` naming every place. */
export function parseOutline(file: string, markdown: string): Outline {
  const { title, subtitle, profile, body, linesAbove } = readFrontMatter(file, markdown);
  const tree = fromMarkdown(body, {
    extensions: [directive(), gfmTable()],
    mdastExtensions: [directiveFromMarkdown(), gfmTableFromMarkdown()],
  });
  const reader = new BlockReader(file, linesAbove);
  const blocks = tree.children.flatMap((node) => reader.read(node));
  if (reader.findings.length > 0) throw outlineRefused(reader.findings);
  return { file, title, subtitle, profile, blocks };
}

class BlockReader {
  readonly findings: OutlineFinding[] = [];
  readonly #file: string;
  readonly #linesAbove: number;

  constructor(file: string, linesAbove: number) {
    this.#file = file;
    this.#linesAbove = linesAbove;
  }

  read(node: RootContent): readonly OutlineBlock[] {
    const line = this.#lineOf(node);
    switch (node.type) {
      case "heading":
        if (node.depth > 4) return this.#refuse(node, "expected headings of at most four levels");
        return [{ kind: "heading", level: node.depth as 1 | 2 | 3 | 4, text: textOf(node), line }];
      case "paragraph":
        return [{ kind: "paragraph", parts: this.#inline(node.children), line }];
      case "list":
        return [
          { kind: "list", items: node.children.map((item) => this.#inline(item.children.flatMap(phrasingOf))), line },
        ];
      case "table":
        return [{ kind: "table", rows: rowsOf(node), line }];
      case "leafDirective":
        return [{ kind: "directive", directive: this.#directive(node) }];
      case "containerDirective":
        if (node.name === "placeholder") return [{ kind: "placeholder", guidance: textOf(node).trim(), line }];
        return this.#refuse(node, "the only block between ::: lines is placeholder");
      case "thematicBreak":
        return [];
      default:
        return this.#refuse(
          node,
          `${node.type} is not used in outlines; write paragraphs, lists, tables and directives`,
        );
    }
  }

  #inline(nodes: readonly PhrasingContent[], bold = false, italic = false): readonly InlinePart[] {
    return nodes.flatMap((node): readonly InlinePart[] => {
      if (node.type === "strong") return this.#inline(node.children, true, italic);
      if (node.type === "emphasis") return this.#inline(node.children, bold, true);
      if (node.type === "textDirective") return [{ kind: "directive", directive: this.#directive(node) }];
      if (node.type === "break") return [{ kind: "text", text: " ", bold, italic }];
      return [{ kind: "text", text: textOf(node).replaceAll(/\s*\n\s*/g, ""), bold, italic }];
    });
  }

  #directive(node: LeafDirective | TextDirective): Directive {
    const attributes = Object.fromEntries(
      Object.entries(node.attributes ?? {}).map(([key, value]) => [key, value ?? ""]),
    );
    return { name: node.name, label: textOf(node), attributes, line: this.#lineOf(node) };
  }

  #lineOf(node: Nodes | ContainerDirective): number {
    return (node.position?.start.line ?? 1) + this.#linesAbove;
  }

  #refuse(node: Nodes, message: string): readonly OutlineBlock[] {
    this.findings.push({ file: this.#file, line: this.#lineOf(node), directive: "", message });
    return [];
  }
}

/** All text inside a node. */
function textOf(node: Nodes): string {
  if ("value" in node) return node.value;
  return "children" in node ? (node as Parent).children.map((child) => textOf(child as Nodes)).join("") : "";
}

function phrasingOf(node: RootContent): readonly PhrasingContent[] {
  return node.type === "paragraph" ? node.children : [];
}

function rowsOf(node: Table): readonly (readonly string[])[] {
  return node.children.map((row) => row.children.map((cell) => textOf(cell)));
}
