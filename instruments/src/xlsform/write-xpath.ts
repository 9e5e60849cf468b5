import type { Expression, Reference } from "../expression/expression.ts";
import { binarySigns } from "../expression/write-expression.ts";
import type { Json } from "../model/questionnaire.ts";
import type { FormSymbol } from "./symbol.ts";

/** What cannot be said in XLSForm; the message tells what. */
export class Inexpressible extends Error {}

/** The symbol a reference stands for where the expression stands; null for the question itself. */
export type FindSymbol = (reference: Reference) => FormSymbol | null | undefined;

type Binary = Extract<Expression, { readonly left: Expression }>;

function writeText(text: string): string {
  if (!text.includes("'")) return `'${text}'`;
  if (!text.includes('"')) return `"${text}"`;
  throw new Inexpressible("a text with both kinds of quotes");
}

function writeConstant(value: Json): string {
  if (typeof value === "string") return writeText(value);
  if (typeof value === "number") return String(value);
  if (typeof value === "boolean") return value ? "1" : "0";
  throw new Inexpressible("a constant that is neither number nor text");
}

const signs: Readonly<Record<string, string>> = { div: "div", mod: "mod" };

class XpathWriter {
  private readonly find: FindSymbol;

  constructor(find: FindSymbol) {
    this.find = find;
  }

  private reference(reference: Reference): string {
    const symbol = this.find(reference);
    if (symbol === undefined) throw new Inexpressible(`a reference to {${reference.path.join(".")}}`);
    return symbol === null ? "." : `\${${symbol.name}}`;
  }

  private isMany(expression: Expression): boolean {
    return expression.op === "ref" && this.find(expression)?.kind === "many";
  }

  /** A number to reckon with: an empty answer counts 0, which XPath must be told. */
  private number(expression: Expression, rank: number): string {
    return expression.op === "ref" ? `coalesce(${this.reference(expression)}, 0)` : this.write(expression, rank);
  }

  private blank({ of }: { readonly of: Expression }, sign: string): string {
    if (of.op !== "ref") throw new Inexpressible("asking whether a formula is empty");
    return `${this.reference(of)} ${sign} ''`;
  }

  private items(expression: Expression): readonly Expression[] {
    return expression.op === "list" ? expression.items : [expression];
  }

  /** Whether an answer is or holds one wanted value. */
  private holds(of: Expression, wanted: Expression): string {
    if (of.op !== "ref" || wanted.op !== "const") throw new Inexpressible("a choice that is no constant");
    const reference = this.reference(of);
    return this.isMany(of)
      ? `selected(${reference}, ${writeText(String(wanted.value))})`
      : `${reference} = ${writeConstant(wanted.value)}`;
  }

  private anyOf({ left, right }: Binary): string {
    return `(${this.items(right)
      .map((item) => this.holds(left, item))
      .join(" or ")})`;
  }

  private contains({ left, right }: Binary): string {
    if (!this.isMany(left)) throw new Inexpressible("looking for a part of a text");
    return `(${this.items(right)
      .map((item) => this.holds(left, item))
      .join(" and ")})`;
  }

  private binary(expression: Binary, least: number): string {
    const { op, left, right } = expression;
    if (op === "contains" || op === "allof") return this.contains(expression);
    if (op === "notcontains") return `not(${this.contains(expression)})`;
    if (op === "anyof") return this.anyOf(expression);
    if (op === "noneof") return `not(${this.anyOf(expression)})`;
    if (op === "pow") return `pow(${this.number(left, 0)}, ${this.number(right, 0)})`;
    const [sign, rank] = binarySigns[op];
    if (rank === 2 && (this.isMany(left) || this.isMany(right)))
      throw new Inexpressible("comparing a whole list of choices");
    const side = (of: Expression, from: number) => (rank > 2 ? this.number(of, from) : this.write(of, from));
    const written = `${side(left, rank)} ${signs[op] ?? sign} ${side(right, rank + 1)}`;
    return rank < least ? `(${written})` : written;
  }

  private call(name: string, args: readonly Expression[]): string {
    const written = () => args.map((arg) => this.write(arg, 0)).join(", ");
    const [list, member] = args;
    switch (name) {
      case "iif":
        return `if(${written()})`;
      case "round":
        return `round(${args.length === 1 ? `${written()}, 0` : written()})`;
      case "min":
      case "max":
        return `${name}(${written()})`;
      case "sumInArray":
      case "minInArray":
      case "maxInArray":
        if (list?.op !== "ref" || member?.op !== "const") break;
        return `${name.slice(0, 3)}(${this.reference({ op: "ref", path: [...list.path, String(member.value)] })})`;
      case "sum":
        return `(${args.map((arg) => this.number(arg, 4)).join(" + ")})`;
      default:
    }
    throw new Inexpressible(`the function ${name}`);
  }

  write(expression: Expression, least = 0): string {
    switch (expression.op) {
      case "const":
        return typeof expression.value === "boolean" ? `${expression.value}()` : writeConstant(expression.value);
      case "ref":
        return this.reference(expression);
      case "list":
        throw new Inexpressible("a list of values");
      case "call":
        return this.call(expression.name, expression.args);
      case "not":
        return `not(${this.write(expression.of)})`;
      case "neg":
        return `-(${this.number(expression.of, 0)})`;
      case "empty":
      case "notempty": {
        const written = this.blank(expression, expression.op === "empty" ? "=" : "!=");
        return least > 2 ? `(${written})` : written;
      }
      default:
        return this.binary(withCodes(expression), least);
    }
  }
}

/** Compared with an answer, true and false are the codes 1 and 0. */
function withCodes(expression: Binary): Binary {
  const code = (of: Expression): Expression =>
    of.op === "const" && typeof of.value === "boolean" ? { op: "const", value: of.value ? 1 : 0 } : of;
  return expression.op === "and" || expression.op === "or"
    ? expression
    : { ...expression, left: code(expression.left), right: code(expression.right) };
}

/**
 * Writes a condition or formula as XLSForm does.
 * @throws Inexpressible with what XLSForm has no words for.
 */
export function writeXpath(expression: Expression, find: FindSymbol): string {
  return new XpathWriter(find).write(expression);
}
