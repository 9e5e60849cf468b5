import type { Reference } from "../expression/expression.ts";
import type { FormNode } from "../profile/form.ts";
import { commentName } from "../program/program.ts";
import { readChoices } from "../program/read-offer.ts";
import type { FormSymbol } from "./symbol.ts";

/** Where an expression stands: inside a row of a table, or an entry of a list. */
export interface Place {
  readonly question: string;
  /** Path of the row's or list's questions without their own names. */
  readonly path: readonly string[];
}

const manyTypes: ReadonlySet<string> = new Set(["checkbox", "tagbox"]);
const oneTypes: ReadonlySet<string> = new Set(["radiogroup", "dropdown", "rating", "boolean"]);

function symbolOf(path: readonly string[], type: string): FormSymbol {
  const kind = manyTypes.has(type) ? "many" : oneTypes.has(type) ? "one" : "other";
  return { name: path.join("_").replace(/-Comment$/u, "_other"), path, kind, values: new Map() };
}

/** Symbols of a question: one for each name an expression can read there. */
function symbolsOfQuestion(node: FormNode, before: readonly string[] = []): readonly FormSymbol[] {
  const { properties, children } = node;
  if (node.role === "container") return children.flatMap((child) => symbolsOfQuestion(child, before));
  const path = [...before, node.name];
  const below = (at: readonly string[]) => children.flatMap((child) => symbolsOfQuestion(child, at));
  switch (node.type) {
    case "matrix":
      return rowNames(node).map((row) => symbolOf([...path, row], "radiogroup"));
    case "matrixdropdown":
      return rowNames(node).flatMap((row) => below([...path, row]));
    case "multipletext":
    case "paneldynamic":
    case "matrixdynamic":
      return below(path);
    default:
      return [
        symbolOf(path, node.type),
        ...(properties["showOtherItem"] === true ? [symbolOf([...before, commentName(node.name)], "text")] : []),
      ];
  }
}

/** Values of the rows of a matrix or table, as they stand in names. */
export function rowNames({ properties }: FormNode): readonly string[] {
  return readChoices(properties["rows"]).map(({ value }) => String(value));
}

function symbolsOf(nodes: readonly FormNode[]): readonly FormSymbol[] {
  return nodes.flatMap((node) =>
    node.role === "page" || node.role === "container" ? symbolsOf(node.children) : symbolsOfQuestion(node),
  );
}

const keyOf = (path: readonly string[]) => path.join("\n");

/** Finds the name in the spreadsheet for a reference of the profile. */
export class SymbolTable {
  private readonly symbols: ReadonlyMap<string, FormSymbol>;

  constructor(pages: readonly FormNode[], calculated: readonly { readonly name: string }[]) {
    const values = calculated.map(({ name }) => symbolOf([name], "expression"));
    this.symbols = new Map([...symbolsOf(pages), ...values].map((symbol) => [keyOf(symbol.path), symbol]));
  }

  find({ path }: Reference, place: Place | undefined): FormSymbol | undefined {
    if (path.some((part) => typeof part === "number")) return undefined;
    const [first, ...rest] = path as readonly string[];
    const inside = place !== undefined && (first === "row" || first === "panel");
    return this.symbols.get(keyOf(inside ? [...place.path, ...rest] : (path as readonly string[])));
  }

  /** The name a piped text such as `{q}` refers to. */
  named(name: string): string | undefined {
    return this.symbols.get(keyOf(name.split(".")))?.name;
  }
}
