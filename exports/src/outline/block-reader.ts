import type { ListItem, Nodes, Parent, PhrasingContent, RootContent, Table } from "mdast";
import type { ContainerDirective, LeafDirective, TextDirective } from "mdast-util-directive";
import type { OutlineFinding } from "../errors.ts";
import type { Directive, InlinePart, Lines, ListEntry, OutlineBlock } from "./outline.ts";

/** Where a Markdown text stands: its file, the text itself and how many lines of the file come before it. */
interface Source {
  readonly file: string;
  readonly body: string;
  readonly linesAbove: number;
}

/** Names of directives are ASCII words; `1:2` and `题目：a:乙` hold none and stay as they are written. */
const directiveName = /^[A-Za-z]/;

/** Turns Markdown nodes into the blocks of an outline; what an outline cannot hold is refused with its line. */
export class BlockReader {
  readonly findings: OutlineFinding[] = [];
  readonly #source: Source;

  constructor(source: Source) {
    this.#source = source;
  }

  read(node: RootContent): readonly OutlineBlock[] {
    const lines = this.#linesOf(node);
    switch (node.type) {
      case "heading":
        return this.#heading(node);
      case "paragraph":
        return [{ kind: "paragraph", parts: this.#inline(node.children), ...lines }];
      case "list":
        return [{ kind: "list", items: node.children.map((item) => this.#item(item)), ...lines }];
      case "table":
        return [{ kind: "table", rows: this.#rows(node), ...lines }];
      case "leafDirective":
        return [{ kind: "directive", directive: this.#directive(node) }];
      case "containerDirective":
        return this.#placeholder(node);
      case "thematicBreak":
        return [];
      default:
        return this.#refuse(
          node,
          `${node.type} is not used in outlines; write headings, paragraphs, lists, tables and directives`,
        );
    }
  }

  #heading(node: Extract<RootContent, { type: "heading" }>): readonly OutlineBlock[] {
    if (node.depth > 4) return this.#refuse(node, "expected headings of at most four levels");
    const parts = this.#inline(node.children);
    if (parts.some(({ kind }) => kind === "directive"))
      return this.#refuse(node, "a heading holds no directive; move the number into the text below it");
    const text = parts.map((part) => (part.kind === "text" ? part.text : "")).join("");
    if (text.trim() === "") return this.#refuse(node, "expected a text behind the # signs");
    return [{ kind: "heading", level: node.depth as 1 | 2 | 3 | 4, text, ...this.#linesOf(node) }];
  }

  #item(item: ListItem): ListEntry {
    const parts = item.children.flatMap((child) => {
      if (child.type === "paragraph") return this.#inline(child.children);
      this.#refuse(child, `a list item holds one paragraph, got ${child.type}; write lists of one level`);
      return [];
    });
    return { parts, ...this.#linesOf(item) };
  }

  #rows(node: Table): readonly (readonly (readonly InlinePart[])[])[] {
    return node.children.map((row) => row.children.map((cell) => this.#inline(cell.children)));
  }

  /** A container that is not closed would swallow the rest of the file: headings inside it show that. */
  #placeholder(node: ContainerDirective): readonly OutlineBlock[] {
    if (node.name !== "placeholder")
      return this.#refuse(node, `expected :::placeholder, the only block between ::: lines, got :::${node.name}`);
    const stray = node.children.find(({ type }) => type !== "paragraph" && type !== "list");
    if (stray !== undefined)
      return this.#refuse(
        node,
        `a placeholder holds plain guidance, got ${stray.type} in line ${this.#lineOf(stray)}; close it with a line :::`,
      );
    const guidance = node.children.map((child) => textOf(child).replaceAll(/\s*\n\s*/g, "")).join("");
    if (guidance.trim() === "") return this.#refuse(node, "expected guidance for the writer between the ::: lines");
    return [{ kind: "placeholder", guidance: guidance.trim(), ...this.#linesOf(node) }];
  }

  #inline(nodes: readonly PhrasingContent[], bold = false, italic = false): readonly InlinePart[] {
    return nodes.flatMap((node): readonly InlinePart[] => {
      const text = (value: string): readonly InlinePart[] => [{ kind: "text", text: value, bold, italic }];
      switch (node.type) {
        case "strong":
          return this.#inline(node.children, true, italic);
        case "emphasis":
          return this.#inline(node.children, bold, true);
        case "textDirective":
          return directiveName.test(node.name)
            ? [{ kind: "directive", directive: this.#directive(node) }]
            : text(this.#written(node));
        case "break":
          return text(" ");
        case "text":
        case "inlineCode":
          return text(joinLines(node.value));
        default:
          this.#refuse(
            node,
            `${node.type} is not used in outlines; write plain text, **bold**, *italic* or a directive`,
          );
          return [];
      }
    });
  }

  #directive(node: LeafDirective | TextDirective): Directive {
    const attributes = Object.fromEntries(
      Object.entries(node.attributes ?? {}).map(([key, value]) => [key, value ?? ""]),
    );
    return { name: node.name, label: textOf(node), attributes, line: this.#lineOf(node) };
  }

  #written({ position }: Nodes): string {
    return this.#source.body.slice(position?.start.offset ?? 0, position?.end.offset ?? 0);
  }

  #linesOf(node: Nodes | ContainerDirective): Lines {
    const line = this.#lineOf(node);
    return { line, endLine: node.position === undefined ? line : node.position.end.line + this.#source.linesAbove };
  }

  #lineOf(node: Nodes | ContainerDirective): number {
    return (node.position?.start.line ?? 1) + this.#source.linesAbove;
  }

  #refuse(node: Nodes, message: string): readonly OutlineBlock[] {
    this.findings.push({
      code: "outline.block",
      file: this.#source.file,
      line: this.#lineOf(node),
      directive: "",
      message,
    });
    return [];
  }
}

/** A line end inside a Chinese paragraph is no character; between Latin words it is a space. */
function joinLines(text: string): string {
  return text
    .replaceAll(/([A-Za-z0-9,.;])[ \t]*\r?\n[ \t]*(?=[A-Za-z0-9])/g, "$1 ")
    .replaceAll(/[ \t]*\r?\n[ \t]*/g, "");
}

/** All text inside a node. */
function textOf(node: Nodes): string {
  if ("value" in node) return node.value;
  return "children" in node ? (node as Parent).children.map((child) => textOf(child as Nodes)).join("") : "";
}
