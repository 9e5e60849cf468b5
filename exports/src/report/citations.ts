import { ExportError } from "../errors.ts";
import type { Run } from "../model/document.ts";
import type { Directive, InlinePart, OutlineBlock } from "../outline/outline.ts";
import { type BibEntry, parseBibtex } from "../references/parse-bibtex.ts";
import { DirectiveError, unknownName } from "./directive-error.ts";

/** The bibliography of a report, and the numbers of what it cites in the order of first citation (顺序编码制). */
export class Citations {
  readonly entries: readonly BibEntry[];
  /** Keys in order of first citation. */
  readonly cited: readonly string[];
  readonly #broken: string | undefined;
  readonly #isListed: boolean;

  constructor(blocks: readonly OutlineBlock[], bibliography: string) {
    const { entries, broken } = read(bibliography);
    this.entries = entries;
    this.#broken = broken;
    this.cited = [...new Set(blocks.flatMap(partsOf).flatMap(keysOf))];
    this.#isListed = blocks.some((block) => block.kind === "directive" && block.directive.name === "references");
  }

  /** `:cite[key]`, `:cite[one,other]`: the numbers of works. Throws `DirectiveError` for a work the bibliography lacks. */
  cite({ label }: Directive): Run {
    this.checkReadable();
    const keys = splitKeys(label);
    const known = new Set(this.entries.map(({ key }) => key));
    const stray = keys.find((key) => !known.has(key));
    if (keys.length === 0 || stray !== undefined)
      throw new DirectiveError(
        `expected keys of references.bib (${[...known].join(", ") || "which has none"}), got “${stray ?? ""}”`,
        unknownName,
      );
    if (!this.#isListed)
      throw new DirectiveError("what is cited must be listed; add a line ::references{}", "directive.unlisted");
    return { text: "", cites: keys.map((key) => this.cited.indexOf(key) + 1) };
  }

  /** Throws `DirectiveError` where `references.bib` cannot be read. */
  checkReadable(): void {
    if (this.#broken !== undefined) throw new DirectiveError(this.#broken);
  }
}

function read(text: string): { readonly entries: readonly BibEntry[]; readonly broken?: string } {
  try {
    return { entries: parseBibtex(text) };
  } catch (error) {
    if (error instanceof ExportError) return { entries: [], broken: error.message };
    throw error;
  }
}

function partsOf(block: OutlineBlock): readonly InlinePart[] {
  if (block.kind === "paragraph") return block.parts;
  if (block.kind === "list") return block.items.flatMap(({ parts }) => parts);
  return block.kind === "table" ? block.rows.flat(2) : [];
}

const keysOf = (part: InlinePart): readonly string[] =>
  part.kind === "directive" && part.directive.name === "cite" ? splitKeys(part.directive.label) : [];

const splitKeys = (label: string): readonly string[] =>
  label
    .split(/[,，;；]/)
    .map((key) => key.trim())
    .filter((key) => key !== "");

/** `[1]`, `[2，5]`, `[2-4]`: neighbours as a span, as GB/T 7714 has them. */
export function sayCitation(numbers: readonly number[]): string {
  const sorted = [...new Set(numbers)].sort((one, other) => one - other);
  const spans: [number, number][] = [];
  for (const number of sorted) {
    const last = spans.at(-1);
    if (last !== undefined && last[1] === number - 1) last[1] = number;
    else spans.push([number, number]);
  }
  return `[${spans.map(([from, to]) => (from === to ? `${from}` : to === from + 1 ? `${from}，${to}` : `${from}-${to}`)).join("，")}]`;
}
