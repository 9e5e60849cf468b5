import { bibliographyBroken } from "../errors.ts";

/** One entry of a BibTeX file; field names in lower case, values without their outer braces or quotation marks. */
export interface BibEntry {
  readonly type: string;
  readonly key: string;
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * Reads a BibTeX file: `@type{key, field = {value}, …}` with braced, quoted or bare values. Text between entries is a
 * comment. Throws `bibliography.broken` with the line where an entry does not end or a field has no value.
 */
export function parseBibtex(text: string): readonly BibEntry[] {
  const entries: BibEntry[] = [];
  const head = /@(\w+)\s*\{\s*([^\s,{}]+)\s*,/g;
  for (let match = head.exec(text); match !== null; match = head.exec(text)) {
    const [whole, type = "", key = ""] = match;
    const { fields, end } = readFields(text, match.index + whole.length);
    entries.push({ type: type.toLowerCase(), key, fields });
    head.lastIndex = end;
  }
  return entries;
}

function readFields(text: string, from: number): { readonly fields: Record<string, string>; readonly end: number } {
  const fields: Record<string, string> = {};
  const field = /\s*(?:\}|([A-Za-z][\w-]*)\s*=\s*)/y;
  let at = from;
  for (;;) {
    field.lastIndex = at;
    const match = field.exec(text);
    if (match === null) throw bibliographyBroken(lineOf(text, at), "a field such as year = {2024}, or } at the end");
    if (match[1] === undefined) return { fields, end: field.lastIndex };
    const { value, end } = readValue(text, field.lastIndex);
    fields[match[1].toLowerCase()] = value;
    at = end + (/^\s*,/.exec(text.slice(end))?.[0].length ?? 0);
  }
}

function readValue(text: string, at: number): { readonly value: string; readonly end: number } {
  const bare = /[\w.-]+/y;
  bare.lastIndex = at;
  const word = bare.exec(text)?.[0];
  if (word !== undefined) return { value: word, end: at + word.length };
  const close = text[at] === "{" ? "}" : text[at] === '"' ? '"' : "";
  let depth = 0;
  for (let end = at + 1; close !== "" && end < text.length; end += 1) {
    if (text[end] === close && depth === 0) return { value: tidy(text.slice(at + 1, end)), end: end + 1 };
    if (text[end] === "{") depth += 1;
    if (text[end] === "}") depth -= 1;
  }
  throw bibliographyBroken(lineOf(text, at), "a value in braces or quotation marks that ends");
}

function tidy(value: string): string {
  return value.replaceAll(/\s+/g, " ").trim();
}

function lineOf(text: string, at: number): number {
  return text.slice(0, at).split("\n").length;
}
