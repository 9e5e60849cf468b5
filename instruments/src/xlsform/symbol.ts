import type { Expression } from "../expression/expression.ts";
import type { Scalar } from "../program/program.ts";

/** What a name of a form stands for in expressions. */
export interface FormSymbol {
  /** Name in the spreadsheet. */
  readonly name: string;
  /** Reference in the profile's expressions, seen from outside its table row or list. */
  readonly path: readonly string[];
  /** The table row or list whose questions refer to each other as `row.x` or `panel.x`. */
  readonly within?: { readonly name: string; readonly word: "row" | "panel"; readonly depth: number };
  readonly kind: "one" | "many" | "other";
  /** Values by the text that stands for them in the spreadsheet. */
  readonly values: ReadonlyMap<string, Scalar>;
}

/** Path of a symbol for a question that stands in the row or list `place`. */
export function pathFrom(symbol: FormSymbol, place: string | undefined): readonly string[] {
  const { within, path } = symbol;
  return within !== undefined && within.name === place ? [within.word, ...path.slice(within.depth)] : path;
}

/** What an XLSForm expression may refer to. */
export interface XpathScope {
  readonly symbols: ReadonlyMap<string, FormSymbol>;
  /** The question `.` stands for. */
  readonly self?: FormSymbol;
  /** The row or list the expression stands in. */
  readonly place?: string;
  /** Columns of a choice, for choice filters. */
  readonly columns?: ReadonlyMap<string, string>;
}

/** The symbol an operand refers to. */
export function symbolOf(expression: Expression, scope: XpathScope): FormSymbol | undefined {
  if (expression.op !== "ref") return undefined;
  const key = expression.path.join("\n");
  return [...scope.symbols.values()].find((symbol) => pathFrom(symbol, scope.place).join("\n") === key);
}

/** A constant as the choice of `symbol` it names. */
export function asChoice(expression: Expression, symbol: FormSymbol | undefined): Expression {
  if (expression.op !== "const" || symbol === undefined) return expression;
  const value = symbol.values.get(String(expression.value));
  return value === undefined ? expression : { op: "const", value };
}
