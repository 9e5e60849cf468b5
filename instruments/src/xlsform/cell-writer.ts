import type { Expression } from "../expression/expression.ts";
import type { Json } from "../model/questionnaire.ts";
import type { FindingList } from "../profile/finding.ts";
import type { FormNode } from "../profile/form.ts";
import { textCells } from "./choice-lists.ts";
import type { SurveyRow } from "./columns.ts";
import type { Place, SymbolTable } from "./form-symbols.ts";
import { Inexpressible, writeXpath } from "./write-xpath.ts";

/** Writes texts and conditions into cells, and says what XLSForm cannot hold. */
export class CellWriter {
  private readonly symbols: SymbolTable;
  private readonly losses: FindingList;
  private readonly next: () => number;

  /** `next` is the number in the sheet of the row that is being written. */
  constructor(symbols: SymbolTable, losses: FindingList, next: () => number) {
    this.symbols = symbols;
    this.losses = losses;
    this.next = next;
  }

  lose(code: string, message: string, remedy: string): void {
    this.losses.warn(code, `survey!${this.next()}`, message, remedy);
  }

  private pipe(text: string): string {
    return text.replace(/\{([^{}]+)\}/gu, (whole, name: string) => {
      const known = this.symbols.named(name.trim());
      return known === undefined ? whole : `\${${known}}`;
    });
  }

  texts(column: string, text: Json | undefined): SurveyRow {
    return textCells(column, text, (piece) => this.pipe(piece));
  }

  express(expression: Expression, place: Place | undefined, self?: string): string {
    return writeXpath(expression, (reference) =>
      self !== undefined && reference.path.length === (place === undefined ? 1 : 2) && reference.path.at(-1) === self
        ? null
        : this.symbols.find(reference, place),
    );
  }

  /** A condition as a cell; what XLSForm cannot say stays in the column of our own. */
  condition(node: FormNode, property: string, place: Place | undefined): string | undefined {
    const expression = node.expressions[property];
    if (expression === undefined) return undefined;
    try {
      return this.express(expression, place);
    } catch (error) {
      if (!(error instanceof Inexpressible)) throw error;
      this.lose(
        "xlsform.not-expressed",
        `${property} of ${node.name} cannot be written in XLSForm: ${error.message}`,
        "Diaoyan reads it from the column diaoyan; other programs do not know it",
      );
      return undefined;
    }
  }
}
