import { jsonNotCanonical } from "../errors.ts";
import type { Json } from "../model/questionnaire.ts";

/** RFC 8785 §3.2.3: member names in ascending order of their UTF-16 code units, which is how JavaScript compares. */
function compareUtf16(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function writeText(text: string): string {
  if (/\p{Cs}/u.test(text)) throw jsonNotCanonical("a text with half of a surrogate pair");
  return JSON.stringify(text);
}

function writeObject(value: { readonly [key: string]: Json }, depth: number): string {
  const members = Object.keys(value)
    .sort(compareUtf16)
    .map((key) => `${writeText(key)}:${writeValue(value[key] as Json, depth)}`);
  return `{${members.join(",")}}`;
}

const maximumDepth = 200;

function writeNested(value: readonly Json[] | { readonly [key: string]: Json }, depth: number): string {
  if (depth > maximumDepth) throw jsonNotCanonical(`more than ${maximumDepth} levels of nesting`);
  if (!Array.isArray(value)) return writeObject(value as { readonly [key: string]: Json }, depth);
  return `[${value.map((item) => writeValue(item as Json, depth)).join(",")}]`;
}

function writeValue(value: Json, depth: number): string {
  switch (typeof value) {
    case "string":
      return writeText(value);
    case "number":
      if (!Number.isFinite(value)) throw jsonNotCanonical(`the number ${value}`);
      return JSON.stringify(value);
    case "boolean":
      return String(value);
    case "object":
      return value === null ? "null" : writeNested(value, depth + 1);
    default:
      throw jsonNotCanonical(`a value of type ${typeof value}`);
  }
}

/**
 * The pieces of `canonicalJson` of an object, in order: one a member, and of a member that is a list one an item. For what is
 * too large to be written at once.
 */
export function* canonicalPieces(value: { readonly [key: string]: Json }): Generator<string> {
  let before = "{";
  for (const key of Object.keys(value).sort(compareUtf16)) {
    const member = value[key] as Json;
    yield `${before}${writeText(key)}:`;
    if (Array.isArray(member)) yield* listPieces(member);
    else yield writeValue(member, 1);
    before = ",";
  }
  yield before === "{" ? "{}" : "}";
}

function* listPieces(items: readonly Json[]): Generator<string> {
  let before = "[";
  for (const item of items) {
    yield `${before}${writeValue(item, 2)}`;
    before = ",";
  }
  yield before === "[" ? "[]" : "]";
}

/**
 * The one text form of a JSON value: no white space, sorted member names, ECMAScript numbers (RFC 8785).
 * Equal values have equal texts, so texts can be hashed and compared.
 * @throws InstrumentError `json.not-canonical` for NaN, infinities, lone surrogates, more than 200 levels and what is
 * not JSON.
 */
export function canonicalJson(value: Json): string {
  return writeValue(value, 0);
}
