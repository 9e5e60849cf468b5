import { bulletMark } from "../docx/write-blocks.ts";
import { mergeRefused } from "../errors.ts";
import type { InlinePart, Lines, OutlineBlock } from "../outline/outline.ts";
import { parseOutline } from "../outline/parse-outline.ts";
import { type Carried, carryText, findTokens, stripNumber, writeAdded } from "./carry-text.ts";
import { type AddedParagraph, type ComparedParagraph, compareDocuments } from "./compare-documents.ts";
import type { ChangedCell } from "./compare-tables.ts";
import type { MovedParagraph } from "./list-moved.ts";
import { carryCell, lineOfRow, type OwnTable, rewriteRow } from "./merge-table.ts";
import { type DocumentComment, type ReadDocument, readDocument } from "./read-document.ts";

/** A changed text that goes into the outline. */
export interface MergedChange {
  readonly kind: "changed" | "added" | "deleted" | "moved";
  /** Line of the outline; of an added text, the line it follows. */
  readonly line: number;
  readonly was: string;
  readonly now: string;
  /** Numbers typed by hand, which nothing proves, and directives that went with their text. */
  readonly remarks: readonly string[];
}

/** A change that stays out of the outline. */
export interface RefusedChange {
  readonly line: number | null;
  readonly was: string;
  readonly now: string;
  /** Entries of the evidence list that stand against it, as the document prints them. */
  readonly evidence: readonly string[];
  readonly reason: RefusalReason;
  readonly why: string;
  /** Caption of the table it stands in. */
  readonly table?: string;
}

/** A changed number, text a directive made, what the build adds around it, a table, an outline that is another by now. */
export type RefusalReason = "number" | "generated" | "built" | "table" | "outdated";

/** What was carried into the outline and what was not, with the reason. */
export interface MergeOutcome {
  readonly merged: readonly MergedChange[];
  readonly refused: readonly RefusedChange[];
  readonly comments: readonly DocumentComment[];
  readonly tracked: ReadDocument["tracked"];
  /** The outline with every merged change in it. */
  readonly markdown: string;
}

/** An outline, the document built from it and the same as somebody edited it. */
export interface MergeRequest {
  readonly file: string;
  readonly markdown: string;
  readonly base: Uint8Array;
  readonly edited: Uint8Array;
}

/** A change of the outline's lines: `from` to `to` become `text`; an insertion has `to` before `from`. */
interface LineEdit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/**
 * Brings an edited .docx back into its outline. Texts of the outline that were changed, moved, added or deleted are carried over,
 * with the directives of their numbers in place, as are cells of tables in Markdown; numbers, quotations, computed tables and whatever else was computed are refused with
 * their evidence. Tracked changes count as accepted. Throws `docx.unreadable`, `merge.refused`.
 */
export function mergeDocument({ file, markdown, base, edited }: MergeRequest): MergeOutcome {
  const [before, after] = [readDocument(base), readDocument(edited)];
  const isAnchored = after.paragraphs.some(({ anchors }) => anchors.some((name) => /^[og]\d+/.test(name)));
  if (!isAnchored)
    throw mergeRefused(
      "none of its paragraphs bears the bookmark of its line",
      "edit the built .docx itself instead of copying its text into another document",
    );
  const merger = new Merger({ blocks: parseOutline(file, markdown).blocks, markdown, base: before });
  const { changed, added, cells, moved } = compareDocuments(before, after);
  for (const one of changed) merger.change(one);
  for (const one of moved) merger.move(one);
  for (const one of added) merger.add(one);
  merger.changeCells(cells);
  return {
    merged: merger.merged,
    refused: merger.refused,
    comments: after.comments,
    tracked: after.tracked,
    markdown: applyEdits(markdown, merger.edits),
  };
}

interface MergerInput {
  readonly blocks: readonly OutlineBlock[];
  readonly markdown: string;
  readonly base: ReadDocument;
}

class Merger {
  readonly merged: MergedChange[] = [];
  readonly refused: RefusedChange[] = [];
  readonly edits: LineEdit[] = [];
  readonly #blocks: readonly OutlineBlock[];
  readonly #lines: readonly string[];
  readonly #base: ReadDocument;
  readonly #evidence: ReadonlyMap<string, string>;

  constructor({ blocks, markdown, base }: MergerInput) {
    this.#blocks = blocks;
    this.#lines = markdown.split(/\r?\n/);
    this.#base = base;
    const entries = base.paragraphs.filter(({ anchors }) => anchors.some((name) => /^E\d+$/.test(name)));
    this.#evidence = new Map(entries.map(({ text }) => [/^\[(E\d+)\]/.exec(text)?.[1] ?? "", text]));
  }

  /** The entries of the evidence list whose marks stand in a text. */
  evidenceOf(text: string): readonly string[] {
    return [...text.matchAll(/\[(E\d+)\]/g)].map(([mark, id = ""]) => this.#evidence.get(id) ?? mark);
  }

  /** Cells of tables that stand in the outline go into their lines; what was computed stays as it is. */
  changeCells(cells: readonly ChangedCell[]): void {
    const rows = new Map<number, Map<number, string>>();
    for (const cell of cells) {
      const table = this.#ownTable(cell);
      const carried = table === undefined ? null : carryCell(table, cell);
      if (table === undefined || cell.at === undefined || carried?.kind !== "carried") {
        this.#refuseCell(cell);
        continue;
      }
      const line = lineOfRow(table, cell.at.row);
      rows.set(line, (rows.get(line) ?? new Map<number, string>()).set(cell.at.column, carried.markdown));
      const was = `${this.#captionOf(cell)} ${cell.place} ${cell.was}`.trim();
      const remarks = sayRemarks(carried.typed, carried.dropped);
      this.merged.push({ kind: "changed", line, was, now: carried.markdown, remarks });
    }
    for (const [line, texts] of rows)
      this.edits.push({ from: line, to: line, text: rewriteRow(this.#lines[line - 1] ?? "", texts) });
  }

  #ownTable({ table }: ChangedCell): OwnTable | undefined {
    const line = Number(/^o(\d+)/.exec(table.find((name) => /^o\d+/.test(name)) ?? "")?.[1] ?? Number.NaN);
    return this.#blocks.find((block): block is OwnTable => block.kind === "table" && block.line === line);
  }

  #captionOf({ table }: ChangedCell): string {
    return this.#base.paragraphs.find(({ anchors }) => anchors === table)?.text ?? "";
  }

  #refuseCell(cell: ChangedCell): void {
    const { place, was, now } = cell;
    const caption = this.#captionOf(cell);
    const own = this.evidenceOf(was);
    this.refused.push({
      line: null,
      was: `${place} ${was}`.trim(),
      now,
      evidence: own.length > 0 ? own : this.evidenceOf(caption),
      reason: "table",
      why: "a table takes its numbers from its evidence, and its rows from its source or from the outline; change them there",
      table: caption.replace(/\[E\d+\]|\t.*$/g, "").trim(),
    });
  }

  /** A paragraph of the outline goes to its new place; what a directive made goes only with its directive. */
  move({ anchor, behind }: MovedParagraph): void {
    const line = Number(/^[og](\d+)/.exec(anchor)?.[1]);
    const was = this.#base.paragraphs.find(({ anchors }) => anchors.includes(anchor))?.text ?? "";
    const found = anchor.startsWith("o") ? this.#find(line) : undefined;
    if (found === undefined) {
      const why = "this text stands where its directive or its table stands; move that in the outline";
      const known = this.refused.some((one) => one.line === line && one.why === why);
      if (!known) this.refused.push({ line, was, now: "（已移动）", evidence: [], reason: "generated", why });
      return;
    }
    const rewritten = this.edits.findIndex(({ from, to }) => from === found.line && to === found.endLine);
    const source = this.#lines.slice(found.line - 1, found.endLine).join("\n");
    const text = rewritten < 0 ? source : (this.edits.splice(rewritten, 1)[0]?.text ?? source);
    const end = this.#endOf(behind);
    this.edits.push({ from: found.line, to: found.endLine, text: "" }, { from: end + 1, to: end, text: `\n${text}\n` });
    this.merged.push({ kind: "moved", line: found.line, was, now: `（移到第${end}行之后）`, remarks: [] });
  }

  /** The last line of the block an anchor stands for; that of the head of the outline for none. */
  #endOf(anchor: string): number {
    if (anchor === "") return this.#lines[0] === "---" ? this.#lines.indexOf("---", 1) + 1 : 0;
    const line = Number(/^[og](\d+)/.exec(anchor)?.[1] ?? "0");
    const block = this.#blocks.find((one) => linesOf(one).line <= line && line <= linesOf(one).endLine);
    return block === undefined ? line : linesOf(block).endLine;
  }

  change({ anchor, was, now }: ComparedParagraph): void {
    const line = Number(/^[og](\d+)/.exec(anchor)?.[1] ?? Number.NaN);
    const found = anchor.startsWith("o") ? this.#find(line) : undefined;
    if (found === undefined) {
      const why = anchor.startsWith("g")
        ? "this text is made by the directive in this line; change the records it is made from, or the directive"
        : "captions, notes, references and the evidence list are made by the build";
      const said = now ?? "（已删去）";
      this.refused.push({
        line: Number.isNaN(line) ? null : line,
        was,
        now: said,
        evidence: this.evidenceOf(was),
        reason: anchor.startsWith("g") ? "generated" : "built",
        why,
      });
      return;
    }
    if (now === null || now.trim() === "") this.#delete(found, was);
    else this.#rewrite(found, was, now);
  }

  add({ behind, level, text }: AddedParagraph): void {
    const end = this.#endOf(behind);
    const now = writeAdded(text, level);
    const typed = text.match(/\d+(?:[.,]\d+)*%?/g) ?? [];
    this.edits.push({ from: end + 1, to: end, text: `\n${now}\n` });
    this.merged.push({ kind: "added", line: end, was: "", now, remarks: sayRemarks(typed, []) });
  }

  #find(line: number): Found | undefined {
    for (const block of this.#blocks) {
      if (block.kind === "list") {
        const item = block.items.find((one) => one.line === line);
        if (item !== undefined) return { ...item, kind: "item" };
      } else if (block.kind !== "directive" && block.kind !== "table" && block.line === line) return block;
    }
    return undefined;
  }

  #delete({ line, endLine }: Lines, was: string): void {
    this.edits.push({ from: line, to: endLine, text: "" });
    this.merged.push({ kind: "deleted", line, was, now: "", remarks: this.evidenceOf(was) });
  }

  #rewrite(found: Found, was: string, now: string): void {
    const { line, endLine } = found;
    const carried = carry(found, was, now);
    if (carried === null || carried.kind === "refused") {
      const numbers = carried?.numbers ?? [];
      const evidence =
        carried === null ? this.evidenceOf(was) : numbers.flatMap((one) => this.evidenceOf(`[${one.evidence}]`));
      const why =
        carried === null
          ? "the built document does not fit the outline; build it again from the present outline"
          : numbers.map((one) => `${one.evidence}: expected “${one.was}”, got “${one.now}”`).join("; ");
      this.refused.push({ line, was, now, evidence, reason: carried === null ? "outdated" : "number", why });
      return;
    }
    const prefix = found.kind === "heading" ? `${"#".repeat(found.level)} ` : found.kind === "item" ? "- " : "";
    const text = `${prefix}${carried.markdown}`;
    this.edits.push({ from: line, to: endLine, text });
    this.merged.push({ kind: "changed", line, was, now: text, remarks: sayRemarks(carried.typed, carried.dropped) });
  }
}

type Found =
  | Exclude<OutlineBlock, { kind: "list" | "table" | "directive" }>
  | (Lines & { kind: "item"; parts: readonly InlinePart[] });

function linesOf(block: OutlineBlock): Lines {
  return block.kind === "directive" ? { line: block.directive.line, endLine: block.directive.line } : block;
}

function carry(found: Found, was: string, now: string): Carried | null {
  switch (found.kind) {
    case "heading":
      return carryText([], "", stripNumber(now));
    case "placeholder":
      return carryText([], was, now.replace(/^【待撰写】/, ""));
    case "item":
    case "paragraph": {
      const unmarked = (text: string): string => (found.kind === "item" ? text.replace(bulletMark, "") : text);
      const tokens = findTokens(found.parts, unmarked(was));
      return tokens === null ? null : carryText(tokens, unmarked(was), unmarked(now));
    }
  }
}

function sayRemarks(typed: readonly string[], dropped: readonly string[]): readonly string[] {
  return [
    ...(typed.length === 0 ? [] : [`numbers without evidence: ${typed.join(", ")}`]),
    ...(dropped.length === 0 ? [] : [`went with the text: ${dropped.join(", ")}`]),
  ];
}

/** From the last line up, so that the lines above keep their numbers; insertions behind one line keep their order. */
function applyEdits(markdown: string, edits: readonly LineEdit[]): string {
  const lines = markdown.split(/\r?\n/);
  const ordered = edits
    .map((edit, index) => ({ edit, index }))
    .sort((a, b) => b.edit.from - a.edit.from || b.index - a.index);
  for (const { edit } of ordered) lines.splice(edit.from - 1, edit.to - edit.from + 1, ...edit.text.split("\n"));
  return lines
    .join("\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .replace(/\n{2,}$/, "\n");
}
