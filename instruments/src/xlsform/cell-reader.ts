import { InstrumentError } from "../errors.ts";
import { writeExpression } from "../expression/write-expression.ts";
import type { Json } from "../model/questionnaire.ts";
import type { FindingList } from "../profile/finding.ts";
import type { ChoiceList } from "./read-choice-lists.ts";
import { readXpath } from "./read-xpath.ts";
import type { SurveyNode } from "./survey-tree.ts";
import type { FormSymbol, XpathScope } from "./symbol.ts";

/** Properties of a question under construction. */
export type Properties = Record<string, Json>;

/** What all questions of a form are read with. */
export interface ReadContext {
  readonly lists: ReadonlyMap<string, ChoiceList>;
  readonly symbols: ReadonlyMap<string, FormSymbol>;
  readonly findings: FindingList;
}

/** Reads expressions and texts out of the cells of one XLSForm. */
export class CellReader {
  readonly context: ReadContext;

  constructor(context: ReadContext) {
    this.context = context;
  }

  /** An expression of a cell in the profile's language; undefined where it is empty or cannot be converted. */
  expression(node: SurveyNode, column: string, scope: Omit<XpathScope, "symbols"> = {}): string | undefined {
    const source = node.row.cell(column);
    return source === "" ? undefined : this.convert(source, node, column, scope);
  }

  convert(source: string, node: SurveyNode, column: string, scope: Omit<XpathScope, "symbols">): string | undefined {
    try {
      return writeExpression(readXpath(source, { symbols: this.context.symbols, ...scope }));
    } catch (error) {
      if (!(error instanceof InstrumentError)) throw error;
      this.context.findings.error(
        "xlsform.expression",
        node.row.place(column),
        `${column} of ${node.name}, row ${node.row.number}: ${error.message}`,
        "rewrite it with what docs/xlsform.md lists, or put the condition in by hand in the draft",
      );
      return undefined;
    }
  }

  /** `${q}` in a text as the profile pipes it. */
  piped(text: Json | undefined): Json | undefined {
    const pipe = (piece: string) =>
      piece.replace(/\$\{\s*([^{}\s]+)\s*\}/gu, (_, name: string) => {
        const path = this.context.symbols.get(name)?.path ?? [name];
        return `{${path.join(".")}}`;
      });
    if (typeof text === "string") return pipe(text);
    if (text === undefined || text === null || typeof text !== "object") return text;
    return Object.fromEntries(Object.entries(text).map(([locale, piece]) => [locale, pipe(String(piece))]));
  }
}

/** Without what is undefined. */
export function defined(properties: Readonly<Record<string, Json | undefined>>): Properties {
  return Object.fromEntries(Object.entries(properties).filter((pair): pair is [string, Json] => pair[1] !== undefined));
}
