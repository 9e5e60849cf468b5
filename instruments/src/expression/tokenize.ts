import { InstrumentError } from "../errors.ts";

/** A word of an expression; `at` is where it begins, in UTF-16 units. */
export type Token =
  | { readonly kind: "number"; readonly value: number; readonly at: number }
  | { readonly kind: "text"; readonly value: string; readonly at: number }
  | { readonly kind: "ref"; readonly value: string; readonly at: number }
  | { readonly kind: "word"; readonly value: string; readonly at: number }
  | { readonly kind: "sign"; readonly value: string; readonly at: number };

const spaces = /[\s]+/uy;
const number = /\d+(?:\.\d+)?/uy;
const text = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/uy;
const reference = /\{([^{}'"]*)\}/uy;
const word = /[\p{L}_][\p{L}\p{N}_]*/uy;
const sign = /<=|>=|==|!=|<>|&&|\|\||[-+*/%^()=<>!,[\]]/uy;

/** An error at position `at` (UTF-16) of an expression's text. */
export function expressionError(source: string, at: number, what: string): InstrumentError {
  return new InstrumentError("expression.syntax", `expression ${JSON.stringify(source)}, character ${at + 1}: ${what}`);
}

function matchAt(pattern: RegExp, source: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(source);
}

function readToken(source: string, at: number): { readonly token: Token; readonly end: number } {
  const found = (match: RegExpExecArray, token: Token) => ({ token, end: at + match[0].length });
  const asNumber = matchAt(number, source, at);
  if (asNumber) return found(asNumber, { kind: "number", value: Number(asNumber[0]), at });
  const asText = matchAt(text, source, at);
  if (asText) return found(asText, { kind: "text", value: asText[0].slice(1, -1).replace(/\\(.)/gsu, "$1"), at });
  const asReference = matchAt(reference, source, at);
  if (asReference) return found(asReference, { kind: "ref", value: asReference[1] ?? "", at });
  const asWord = matchAt(word, source, at);
  if (asWord) return found(asWord, { kind: "word", value: asWord[0], at });
  const asSign = matchAt(sign, source, at);
  if (asSign) return found(asSign, { kind: "sign", value: asSign[0], at });
  throw expressionError(source, at, `unexpected ${JSON.stringify(source.slice(at, at + 1))}`);
}

/**
 * The tokens of an expression in SurveyJS syntax (rule EX1).
 * @throws InstrumentError `expression.syntax` naming the character.
 */
export function tokenize(source: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = matchAt(spaces, source, 0)?.[0].length ?? 0;
  while (at < source.length) {
    const { token, end } = readToken(source, at);
    tokens.push(token);
    at = end + (matchAt(spaces, source, end)?.[0].length ?? 0);
  }
  return tokens;
}
