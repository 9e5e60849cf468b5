import type { BinaryOperator, Expression } from "./expression.ts";
import { expressionFunctions } from "./functions.ts";
import { parseReference } from "./parse-reference.ts";
import { expressionError, type Token, tokenize } from "./tokenize.ts";

/** Binary operators by precedence, weakest first; every level groups from the left (rule EX2). */
const levels: readonly ReadonlyMap<string, BinaryOperator>[] = [
  new Map([
    ["or", "or"],
    ["||", "or"],
  ]),
  new Map([
    ["and", "and"],
    ["&&", "and"],
  ]),
  new Map([
    ["=", "eq"],
    ["==", "eq"],
    ["equal", "eq"],
    ["!=", "ne"],
    ["<>", "ne"],
    ["notequal", "ne"],
    ["<", "lt"],
    ["less", "lt"],
    ["<=", "le"],
    ["lessorequal", "le"],
    [">", "gt"],
    ["greater", "gt"],
    [">=", "ge"],
    ["greaterorequal", "ge"],
    ["contains", "contains"],
    ["contain", "contains"],
    ["notcontains", "notcontains"],
    ["notcontain", "notcontains"],
    ["anyof", "anyof"],
    ["allof", "allof"],
    ["noneof", "noneof"],
  ]),
  new Map([
    ["+", "add"],
    ["plus", "add"],
    ["-", "sub"],
    ["minus", "sub"],
  ]),
  new Map([
    ["*", "mul"],
    ["mul", "mul"],
    ["/", "div"],
    ["div", "div"],
    ["%", "mod"],
    ["mod", "mod"],
  ]),
  new Map([
    ["^", "pow"],
    ["power", "pow"],
  ]),
];

const maximumLength = 2000;
const maximumDepth = 60;

class Parser {
  private readonly source: string;
  private readonly tokens: readonly Token[];
  private next = 0;
  private depth = 0;

  constructor(source: string) {
    this.source = source;
    this.tokens = tokenize(source);
  }

  parse(): Expression {
    const expression = this.level(0);
    const rest = this.tokens[this.next];
    if (rest) throw this.unexpected(rest);
    return expression;
  }

  private unexpected(token: Token | undefined): Error {
    if (!token) return expressionError(this.source, this.source.length, "the expression ends too early");
    return expressionError(this.source, token.at, `unexpected ${JSON.stringify(String(token.value))}`);
  }

  /** The operator name of the next token, if it is a sign or a word. */
  private peek(): string | undefined {
    const token = this.tokens[this.next];
    return token?.kind === "sign" || token?.kind === "word" ? token.value.toLowerCase() : undefined;
  }

  private take(sign: string): boolean {
    if (this.peek() !== sign) return false;
    this.next += 1;
    return true;
  }

  private expect(sign: string): void {
    if (!this.take(sign)) {
      const token = this.tokens[this.next];
      throw expressionError(this.source, token?.at ?? this.source.length, `expected ${JSON.stringify(sign)}`);
    }
  }

  private level(index: number): Expression {
    const operators = levels[index];
    if (!operators) return this.postfix();
    let left = this.level(index + 1);
    for (let op = operators.get(this.peek() ?? ""); op; op = operators.get(this.peek() ?? "")) {
      this.next += 1;
      left = { op, left, right: this.level(index + 1) };
    }
    return left;
  }

  private postfix(): Expression {
    const of = this.prefix();
    if (this.take("empty")) return { op: "empty", of };
    if (this.take("notempty")) return { op: "notempty", of };
    return of;
  }

  private prefix(): Expression {
    if (this.take("!") || this.take("negate")) return { op: "not", of: this.postfix() };
    if (this.take("-")) return this.negative();
    return this.primary();
  }

  private negative(): Expression {
    const of = this.primary();
    if (of.op === "const" && typeof of.value === "number") return { op: "const", value: -of.value };
    return { op: "neg", of };
  }

  private primary(): Expression {
    const token = this.tokens[this.next];
    if (!token) throw this.unexpected(token);
    this.next += 1;
    if (token.kind === "number" || token.kind === "text") return { op: "const", value: token.value };
    if (token.kind === "ref") return parseReference(token.value, this.source, token.at);
    if (token.value === "(") return this.nested(() => this.closed(this.level(0), ")"));
    if (token.value === "[") return this.nested(() => ({ op: "list", items: this.list("]") }));
    if (token.kind === "word") return this.word(token);
    throw this.unexpected(token);
  }

  private closed(expression: Expression, sign: string): Expression {
    this.expect(sign);
    return expression;
  }

  private nested(read: () => Expression): Expression {
    this.depth += 1;
    if (this.depth > maximumDepth) throw expressionError(this.source, 0, `more than ${maximumDepth} brackets`);
    const expression = read();
    this.depth -= 1;
    return expression;
  }

  private list(end: string): Expression[] {
    const items: Expression[] = [];
    if (this.take(end)) return items;
    do items.push(this.level(0));
    while (this.take(","));
    this.expect(end);
    return items;
  }

  private word(token: Token): Expression {
    const name = String(token.value);
    if (this.take("(")) return this.nested(() => this.call(name, token));
    const literal = name.toLowerCase();
    if (literal === "true" || literal === "false") return { op: "const", value: literal === "true" };
    throw expressionError(this.source, token.at, `the word ${name} stands bare; write '${name}' or {${name}}`);
  }

  private call(name: string, token: Token): Expression {
    const args = this.list(")");
    const known = expressionFunctions.get(name);
    if (!known) {
      const names = [...expressionFunctions.keys()].join(", ");
      throw expressionError(this.source, token.at, `function ${name} is not accepted; use one of ${names}`);
    }
    if (args.length < known.fewest || args.length > known.most) {
      throw expressionError(
        this.source,
        token.at,
        `function ${name} takes ${known.fewest} arguments or more, got ${args.length}`,
      );
    }
    return { op: "call", name, args };
  }
}

/**
 * Reads a condition or formula in SurveyJS syntax (rules EX1–EX5). Functions that ask the clock or chance do not exist.
 * @throws InstrumentError `expression.syntax` with the character and what was expected there.
 */
export function parseExpression(source: string): Expression {
  if (source.length > maximumLength) {
    throw expressionError(source.slice(0, 40), 0, `longer than ${maximumLength} characters`);
  }
  return new Parser(source).parse();
}
