import type { Presentation } from "@diaoyan/api/contract";

type Sentence = Presentation["sentences"][number];
export type SaidNumber = Sentence["numbers"][number];

/** A piece of a sentence: plain text, or a number it carries with the marks no line may part from it. */
export interface SentencePart {
  readonly text: string;
  readonly number: SaidNumber | null;
  /** Before a number: an opening bracket, a symbol with its sign, such as “（r=”. */
  readonly lead: string;
  /** After a number: a percent sign, marks that no line begins with. */
  readonly tail: string;
}

/** A sentence in pieces, so that its numbers can be clicked; numbers are looked for in the order they were given. */
export function splitNumbers({ text, numbers }: Sentence): readonly SentencePart[] {
  const taken: { readonly from: number; readonly to: number; readonly number: SaidNumber }[] = [];
  for (const number of numbers) {
    for (let from = text.indexOf(number.text); from >= 0; from = text.indexOf(number.text, from + 1)) {
      const to = from + number.text.length;
      const inside = /\d/.test(text[from - 1] ?? "") || /\d/.test(text[to] ?? "");
      if (inside || isQuoted(text, from) || taken.some((one) => from < one.to && one.from < to)) continue;
      taken.push({ from, to, number });
      break;
    }
  }
  const parts: SentencePart[] = [];
  let at = 0;
  for (const { from, to, number } of taken.sort((a, b) => a.from - b.from)) {
    const lead = leadingMarks.exec(text.slice(at, from))?.[0] ?? "";
    const tail = trailingMarks.exec(text.slice(to))?.[0] ?? "";
    parts.push(plain(text.slice(at, from - lead.length)), { text: text.slice(from, to), number, lead, tail });
    at = to + tail.length;
  }
  return [...parts, plain(text.slice(at))].filter((part) => part.text !== "");
}

const leadingMarks = /[（(“]?[A-Za-z\u0370-\u03FF²' ]*[=<±][ ]?$|[（(“]$/u;
const trailingMarks = /^[%）)”，。、；：,.;:]+/u;

const plain = (text: string): SentencePart => ({ text, number: null, lead: "", tail: "" });

/** Whether a place lies inside quotation marks: names hold numbers of their own, such as “56—60岁”. */
function isQuoted(text: string, at: number): boolean {
  return text.lastIndexOf("“", at) > text.lastIndexOf("”", at);
}

/** Where a number of a sentence stands: cells of the body by row and column, the note, or nowhere in the table. */
export type NumberPlace =
  | { readonly kind: "cells"; readonly cells: readonly string[] }
  | { readonly kind: "note" }
  | { readonly kind: "result" };

/** The address of a cell of the body. */
export function cellKey(row: number, column: number): string {
  return `${row}:${column}`;
}

/** Finds a number in the table: cells with its value, else cells that show its text, else the note. */
export function placeNumber({ body, note }: Presentation["table"], { value, text }: SaidNumber): NumberPlace {
  const shown = text.replace(/^p[=<]/, "");
  const find = (fits: (cell: (typeof body)[number][number], column: number) => boolean): readonly string[] =>
    body.flatMap((cells, row) => cells.flatMap((cell, column) => (fits(cell, column) ? [cellKey(row, column)] : [])));
  const close = (one: number): boolean => Math.abs(one - value) <= 1e-12 * Math.max(1, Math.abs(value));
  const byValue = find((cell) => cell.value !== undefined && close(cell.value));
  if (byValue.length > 0) return { kind: "cells", cells: byValue };
  // the first column names its row
  const byText = find((cell, column) => column > 0 && splitWords(cell.text).includes(shown));
  if (byText.length > 0) return { kind: "cells", cells: byText };
  return splitWords(note).includes(shown) ? { kind: "note" } : { kind: "result" };
}

/** Numbers as they are printed in a text: signs, stars and units apart. */
function splitWords(text: string): readonly string[] {
  return text.match(/[<-]?\d+(?:\.\d+)?%?/g) ?? [];
}
