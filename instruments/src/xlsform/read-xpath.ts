import type { BinaryOperator, Expression } from "../expression/expression.ts";
import { expressionError } from "../expression/tokenize.ts";
import { convertCall } from "./convert-call.ts";
import { asChoice, type FormSymbol, pathFrom, symbolOf, type XpathScope } from "./symbol.ts";
import { tokenizeXpath, type XpathToken } from "./tokenize-xpath.ts";

const levels: readonly Readonly<Record<string, BinaryOperator>>[] = [
  { or: "or" },
  { and: "and" },
  { "=": "eq", "!=": "ne", "<": "lt", "<=": "le", ">": "gt", ">=": "ge" },
  { "+": "add", "-": "sub" },
  { "*": "mul", div: "div", mod: "mod" },
];
const comparisons: ReadonlySet<string> = new Set(["eq", "ne", "lt", "le", "gt", "ge"]);
const arithmetic: ReadonlySet<string> = new Set(["add", "sub", "mul", "div", "mod"]);
const deepest = 60;

class XpathParser {
  private readonly source: string;
  private readonly scope: XpathScope;
  private readonly tokens: readonly XpathToken[];
  private next = 0;
  private depth = 0;

  constructor(source: string, scope: XpathScope) {
    this.source = source;
    this.scope = scope;
    this.tokens = tokenizeXpath(source);
  }

  parse(): Expression {
    const expression = this.level(0);
    const rest = this.tokens[this.next];
    if (rest !== undefined) throw this.wrong(`unexpected ${JSON.stringify(rest.value)}`, rest);
    return expression;
  }

  private wrong(what: string, token = this.tokens[this.next]): Error {
    return expressionError(this.source, token?.at ?? this.source.length, what);
  }

  private take(sign: string): boolean {
    const token = this.tokens[this.next];
    if (token?.value !== sign || (token.kind !== "sign" && token.kind !== "word")) return false;
    this.next += 1;
    return true;
  }

  private expect(sign: string): void {
    if (!this.take(sign)) throw this.wrong(`expected ${JSON.stringify(sign)}`);
  }

  private operatorAt(rank: number): BinaryOperator | undefined {
    const token = this.tokens[this.next];
    if (token?.kind !== "sign" && token?.kind !== "word") return undefined;
    const operators = levels[rank] ?? {};
    return Object.hasOwn(operators, token.value) ? operators[token.value] : undefined;
  }

  private level(rank: number): Expression {
    if (rank === levels.length) return this.unary();
    let left = this.level(rank + 1);
    for (let op = this.operatorAt(rank); op !== undefined; op = this.operatorAt(rank)) {
      this.next += 1;
      left = this.join(op, left, this.level(rank + 1));
    }
    return left;
  }

  private join(op: BinaryOperator, left: Expression, right: Expression): Expression {
    if (arithmetic.has(op)) return { op, left: withoutZero(left), right: withoutZero(right) };
    if (!comparisons.has(op)) return { op, left, right };
    const blank = emptiness(op, left, right) ?? emptiness(op, right, left);
    if (blank !== undefined) return blank;
    return {
      op,
      left: asChoice(left, symbolOf(right, this.scope)),
      right: asChoice(right, symbolOf(left, this.scope)),
    };
  }

  private unary(): Expression {
    if (!this.take("-")) return this.primary();
    const of = this.primary();
    return of.op === "const" && typeof of.value === "number" ? { op: "const", value: -of.value } : { op: "neg", of };
  }

  private primary(): Expression {
    const token = this.tokens[this.next];
    if (token === undefined) throw this.wrong("the expression ends too early");
    this.next += 1;
    switch (token.kind) {
      case "number":
        return { op: "const", value: Number(token.value) };
      case "text":
        return { op: "const", value: token.value };
      case "ref":
        return this.reference(this.scope.symbols.get(token.value), token);
      case "word":
        return this.take("(") ? this.nested(() => this.call(token)) : this.bare(token);
      default:
        if (token.value === ".") return this.reference(this.scope.self, token);
        if (token.value === "(") return this.nested(() => this.closed(this.level(0)));
        throw this.wrong(`${JSON.stringify(token.value)} is not accepted; refer to questions by \${name}`, token);
    }
  }

  private closed(expression: Expression): Expression {
    this.expect(")");
    return expression;
  }

  private nested(read: () => Expression): Expression {
    this.depth += 1;
    if (this.depth > deepest) throw this.wrong(`more than ${deepest} brackets`);
    const expression = read();
    this.depth -= 1;
    return expression;
  }

  private reference(symbol: FormSymbol | undefined, token: XpathToken): Expression {
    if (symbol === undefined) throw this.wrong(`no question is called ${token.value}`, token);
    return { op: "ref", path: pathFrom(symbol, this.scope.place) };
  }

  private bare(token: XpathToken): Expression {
    const value = this.scope.columns?.get(token.value);
    if (value !== undefined) return { op: "const", value };
    throw this.wrong(`the word ${token.value} stands bare; write '${token.value}' or \${${token.value}}`, token);
  }

  private call(token: XpathToken): Expression {
    const args: Expression[] = [];
    if (!this.take(")")) {
      do args.push(this.level(0));
      while (this.take(","));
      this.expect(")");
    }
    const converted = convertCall(token.value, args, this.scope);
    if (typeof converted === "string") throw this.wrong(converted, token);
    return converted;
  }
}

/** `coalesce(x, 0)` where numbers are reckoned with: an empty answer counts 0 there anyway. */
function withoutZero(expression: Expression): Expression {
  if (expression.op !== "call" || expression.name !== "iif") return expression;
  const [test, first, second] = expression.args;
  const zero = second?.op === "const" && second.value === 0;
  return zero && first !== undefined && test?.op === "notempty" && test.of === first ? first : expression;
}

/** A comparison with the empty text asks whether there is an answer. */
function emptiness(op: BinaryOperator, value: Expression, other: Expression): Expression | undefined {
  if (other.op !== "const" || other.value !== "") return undefined;
  if (op === "eq") return { op: "empty", of: value };
  return op === "ne" ? { op: "notempty", of: value } : undefined;
}

/**
 * Reads an XLSForm expression, such as `${a} = 1 and selected(${b}, 'x')`, into the profile's language.
 * @throws InstrumentError `expression.syntax` with the character and what cannot be converted.
 */
export function readXpath(source: string, scope: XpathScope): Expression {
  if (source.length > 4000) throw expressionError(source.slice(0, 40), 0, "longer than 4000 characters");
  return new XpathParser(source, scope).parse();
}
