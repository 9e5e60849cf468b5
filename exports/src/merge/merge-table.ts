import type { InlinePart, OutlineBlock } from "../outline/outline.ts";
import { type Carried, carryText, findTokens } from "./carry-text.ts";
import type { ChangedCell } from "./compare-tables.ts";

/** A table as it stands in Markdown in an outline. */
export type OwnTable = Extract<OutlineBlock, { kind: "table" }>;

/** What becomes of a changed cell of a table the outline itself holds; null where it cannot be told. */
export function carryCell({ rows }: OwnTable, { at, was, now }: ChangedCell): Carried | null {
  const parts = at === undefined ? undefined : rows[at.row]?.[at.column];
  if (parts === undefined) return null;
  const words = now.replaceAll("\n", " ");
  if (parts.length === 0) return carryText([], was, words);
  const tokens = findTokens(parts as readonly InlinePart[], was);
  return tokens === null ? null : carryText(tokens, was, words);
}

/** The line of the outline that holds a row: behind the first comes the rule between head and body. */
export const lineOfRow = ({ line }: OwnTable, row: number): number => line + (row === 0 ? 0 : row + 1);

/** A line of a Markdown table with some of its cells written anew. */
export function rewriteRow(source: string, cells: ReadonlyMap<number, string>): string {
  const inner = source
    .trim()
    .replace(/^\|/, "")
    .replace(/(?<!\\)\|$/, "");
  const texts = inner.split(/(?<!\\)\|/).map((text) => text.trim());
  return `| ${texts.map((text, column) => cells.get(column) ?? text).join(" | ")} |`;
}
