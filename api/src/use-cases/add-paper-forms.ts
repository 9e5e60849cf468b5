import { addTextColumn, type Dataset } from "@diaoyan/analysis";
import type { PaperForm } from "../ports/paper-store.ts";
import { paperFormColumn } from "./paper-form-column.ts";

/** With the number of the paper form each response was typed from, where any was. */
export function addPaperForms(dataset: Dataset, forms: readonly PaperForm[]): Dataset {
  const rows = new Set(dataset.rowIds);
  const numbers = new Map(
    forms.flatMap(({ response, form }) => (response !== null && rows.has(response) ? [[response, form]] : [])),
  );
  return numbers.size === 0 ? dataset : addTextColumn(dataset, paperFormColumn, numbers);
}
