import { textIn } from "@diaoyan/instruments";
import type { DataRemark } from "../data/data-table.ts";
import { byteLength, fitText } from "../data/text-length.ts";
import type { SavColumn } from "./sav-column.ts";

/** Bytes a label of a variable and of a value may have: what SPSS shows whole. */
const longestLabel = 255;
const longestValueLabel = 120;

/** Labels as they stand in the file, and whole where they had to be cut. */
export interface ShortLabels {
  readonly variables: ReadonlyMap<string, string>;
  readonly values: ReadonlyMap<string, readonly { readonly value: string; readonly label: string }[]>;
  /** Attributes of a variable by its name: what was cut, as it was. */
  readonly attributes: ReadonlyMap<string, readonly (readonly [attribute: string, text: string])[]>;
}

/** Fits labels into the file; what is cut ends in “…”, stands whole among the attributes and is remarked. */
export function shortenLabels(columns: readonly SavColumn[], remark: (remark: DataRemark) => void): ShortLabels {
  const variables = new Map<string, string>();
  const values = new Map<string, readonly { readonly value: string; readonly label: string }[]>();
  const attributes = new Map<string, readonly (readonly [string, string])[]>();
  for (const { name, variable } of columns) {
    const kept: (readonly [string, string])[] = [];
    if (name !== variable.name) {
      kept.push(["OriginalName", variable.name]);
      remark({ variable: variable.name, what: "renamed", detail: name });
    }
    const label = textIn("zh", variable.label);
    variables.set(name, fitText(label, longestLabel, byteLength));
    if (byteLength(label) > longestLabel) {
      kept.push(["FullLabel", label]);
      remark({ variable: variable.name, what: "label-shortened", detail: variables.get(name) ?? "" });
    }
    const list = (variable.valueLabels ?? []).map(({ value, label: text }) => {
      const full = textIn("zh", text);
      const short = fitText(full, longestValueLabel, byteLength);
      if (short !== full) {
        kept.push([`FullValueLabel${kept.length}`, `${value}=${full}`]);
        remark({ variable: variable.name, what: "value-label-shortened", detail: `${value}=${short}` });
      }
      return { value, label: short };
    });
    values.set(name, list);
    if (kept.length > 0) attributes.set(name, kept);
  }
  return { variables, values, attributes };
}

/** The label of a column as it stands in the file. */
export function labelOf({ variables }: ShortLabels, { name }: SavColumn): string {
  return variables.get(name) ?? "";
}
