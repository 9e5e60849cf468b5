import type { Expression } from "../expression/expression.ts";
import type { Json } from "../model/questionnaire.ts";

/** Properties by their current names. */
export type Properties = Readonly<Record<string, Json>>;

/** A page, panel, question, column or item of a questionnaire that has passed the profile. */
export interface FormNode {
  readonly role: "page" | "container" | "input" | "computed" | "static";
  /** Element type; the cell type of a column; `text` for an item. */
  readonly type: string;
  readonly name: string;
  readonly path: string;
  readonly properties: Properties;
  /** Conditions and formulas of this node, parsed, by property. */
  readonly expressions: Readonly<Record<string, Expression>>;
  readonly children: readonly FormNode[];
}

/** A value computed from answers; `kept` ones go into the data. */
export interface CalculatedValue {
  readonly name: string;
  readonly path: string;
  readonly expression: Expression;
  readonly kept: boolean;
}

/** A questionnaire's survey, read and checked against the profile. */
export interface Form {
  readonly pages: readonly FormNode[];
  readonly calculated: readonly CalculatedValue[];
}
