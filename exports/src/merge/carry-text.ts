import type { Directive, InlinePart } from "../outline/outline.ts";
import { sayFootnote } from "./read-document.ts";

/** A number or a name in a text that a directive made, and the directive that made it. */
export interface Token {
  /** As it stands in the document, its mark included. */
  readonly text: string;
  readonly source: string;
}

/** A number an editor changed, or took the evidence from. */
export interface ChangedNumber {
  readonly evidence: string;
  readonly was: string;
  readonly now: string;
}

/** A text as it goes into the outline, or the numbers that forbid it. */
export type Carried =
  | {
      readonly kind: "carried";
      readonly markdown: string;
      readonly dropped: readonly string[];
      readonly typed: readonly string[];
    }
  | { readonly kind: "refused"; readonly numbers: readonly ChangedNumber[] };

/** A directive as an outline writes it. */
function writeDirective({ name, label, attributes }: Directive): string {
  const pairs = Object.entries(attributes).map(([key, value]) =>
    /^[^\s"'`{}<>=]+$/.test(value)
      ? `${key}=${value}`
      : value.includes('"')
        ? `${key}='${value}'`
        : `${key}="${value}"`,
  );
  const inner = label.replaceAll(/([[\]\\])/g, "\\$1");
  return `:${name}${label === "" ? "" : `[${inner}]`}${pairs.length === 0 ? "" : `{${pairs.join(" ")}}`}`;
}

const forRegExp = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll(/\s+/g, "\\s*");

/** What a directive can look like in a document: two may stand side by side, with nothing fixed between them. */
function patternOf({ name, label }: Directive): string {
  if (name === "footnote") return `(${forRegExp(sayFootnote(label.trim()))})`;
  if (name === "cite") return "(\\[[\\d，-]+\\])";
  return name === "study" ? "(.+?)" : "(.+?\\[E\\d+\\]|（小格，不公开）)";
}

/** What each directive of a paragraph made of itself: what stands between its fixed texts. Null where they do not fit. */
export function findTokens(parts: readonly InlinePart[], was: string): readonly Token[] | null {
  const pattern = parts
    .map((part) => (part.kind === "text" ? forRegExp(part.text) : patternOf(part.directive)))
    .join("");
  const match = new RegExp(`^\\s*${pattern}\\s*$`, "su").exec(was);
  if (match === null) return null;
  let group = 0;
  return parts.flatMap((part): readonly Token[] => {
    if (part.kind === "text") {
      const mark = part.bold ? "**" : part.italic ? "*" : "";
      return mark === "" || part.text.trim() === ""
        ? []
        : [{ text: part.text, source: `${mark}${escapeMarkdown(part.text)}${mark}` }];
    }
    group += 1;
    return [{ text: match[group] ?? "", source: writeDirective(part.directive) }];
  });
}

/** Text that Markdown would take for markup, written so that it does not. */
function escapeMarkdown(text: string): string {
  return text
    .replaceAll(/([\\`*_[\]<>|&])/g, "\\$1")
    .replaceAll(/:(?=[A-Za-z:])/g, "\\:")
    .replace(/^([#>+-]|\d+\.)(?=\s)/, "\\$1");
}

const markOf = (text: string): string | undefined => /\[(E\d+)\]$/.exec(text)?.[1];
const numbers = /\d+(?:[.,]\d+)*%?/g;

/**
 * Puts an edited text back into an outline: what directives made becomes the directive again, wherever it was moved to. A
 * number that differs from what its evidence says is refused; so is a new number in place of one that lost its mark.
 * Numbers typed by hand are listed: nothing proves them.
 */
export function carryText(tokens: readonly Token[], was: string, now: string): Carried {
  const { pieces, missing } = split(tokens, now);
  const words = pieces.flatMap((piece) => (typeof piece === "string" ? [piece] : []));
  const rest = words.join("");
  const known = new Set(was.match(numbers) ?? []);
  const typed = [
    ...new Set((rest.replaceAll(/\[E\d+\]|⟦[^⟧]*⟧/g, "").match(numbers) ?? []).filter((one) => !known.has(one))),
  ];
  const proven = missing.filter(({ text }) => markOf(text) !== undefined);
  const refused = proven.flatMap((token): readonly ChangedNumber[] => {
    const evidence = markOf(token.text) ?? "";
    const at = rest.indexOf(`[${evidence}]`);
    const said = token.text.replace(/\[E\d+\]$/, "");
    if (at >= 0) return [{ evidence, was: said, now: /[^，。；、：（）]*$/u.exec(rest.slice(0, at))?.[0] ?? "" }];
    return typed.length > 0 ? [{ evidence, was: said, now: typed.join("、") }] : [];
  });
  if (refused.length > 0) return { kind: "refused", numbers: refused };
  const markdown = pieces
    .map((piece) => (typeof piece === "string" ? escapeMarkdown(piece.replaceAll(/\[E\d+\]/g, "")) : piece.source))
    .join("")
    .replaceAll(/⟦注：([^⟧]*)⟧/g, ":footnote[$1]")
    .trim();
  return { kind: "carried", markdown, dropped: missing.map(({ source }) => source), typed };
}

/** The text cut at the tokens, each taken once, in the order they stand in now. */
function split(tokens: readonly Token[], now: string) {
  let pieces: readonly (string | Token)[] = [now];
  const missing: Token[] = [];
  // longer ones first: a name inside a longer token is no token of its own
  for (const token of [...tokens].sort((one, other) => other.text.length - one.text.length)) {
    const at = pieces.findIndex((piece) => typeof piece === "string" && piece.includes(token.text));
    const piece = pieces[at];
    if (typeof piece !== "string") {
      missing.push(token);
      continue;
    }
    const from = piece.indexOf(token.text);
    const cut = [piece.slice(0, from), token, piece.slice(from + token.text.length)];
    pieces = [...pieces.slice(0, at), ...cut, ...pieces.slice(at + 1)];
  }
  return { pieces, missing };
}

/** An added paragraph as Markdown. */
export function writeAdded(text: string, level: number): string {
  const clean = escapeMarkdown(text.replaceAll(/\[E\d+\]/g, "")).replaceAll(/⟦注：([^⟧]*)⟧/g, ":footnote[$1]");
  if (level > 0) return `${"#".repeat(level)} ${stripNumber(clean)}`;
  return clean.startsWith("——") ? `- ${clean.slice(2)}` : clean;
}

/** A heading without the number the build gives it. */
export function stripNumber(text: string): string {
  return text.replace(
    /^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+(?:\.\d+)*[.　\s]|（\d+）)\s*/u,
    "",
  );
}
