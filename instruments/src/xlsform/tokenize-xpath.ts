import { expressionError } from "../expression/tokenize.ts";

/** A word of an XPath expression; `at` is where it begins, in UTF-16 units. */
export interface XpathToken {
  readonly kind: "number" | "text" | "ref" | "word" | "sign";
  readonly value: string;
  readonly at: number;
}

const patterns: readonly (readonly [XpathToken["kind"], RegExp])[] = [
  ["number", /\d+(?:\.\d+)?|\.\d+/uy],
  ["text", /'[^']*'|"[^"]*"|‘[^’]*’|“[^”]*”/uy],
  ["ref", /\$\{\s*[^{}\s]+\s*\}/uy],
  ["word", /[\p{L}_][\p{L}\p{N}_.-]*(?::[\p{L}_][\p{L}\p{N}_.-]*)?/uy],
  ["sign", /<=|>=|!=|\.\.|[=<>+\-*(),./|[\]]/uy],
];
const spaces = /\s*/uy;

function tokenAt(source: string, at: number): readonly [XpathToken, number] {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    const found = pattern.exec(source)?.[0];
    if (found === undefined) continue;
    const value = kind === "text" ? found.slice(1, -1) : kind === "ref" ? found.slice(2, -1).trim() : found;
    return [{ kind, value, at }, at + found.length];
  }
  throw expressionError(source, at, `unexpected ${JSON.stringify(source.slice(at, at + 1))}`);
}

/** Tokens of an XLSForm expression; quotes that Word or WPS turned are read as quotes. */
export function tokenizeXpath(source: string): readonly XpathToken[] {
  const tokens: XpathToken[] = [];
  const skip = (at: number): number => {
    spaces.lastIndex = at;
    return at + (spaces.exec(source)?.[0].length ?? 0);
  };
  for (let at = skip(0); at < source.length; ) {
    const [token, end] = tokenAt(source, at);
    tokens.push(token);
    at = skip(end);
  }
  return tokens;
}
