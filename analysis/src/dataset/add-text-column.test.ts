import { expect, it } from "vitest";
import { addTextColumn } from "./add-text-column.ts";
import { datasetFromCsv } from "./dataset-from-csv.ts";

it("adds a text for each row that has one, under a name that is free", () => {
  const variable = {
    name: "paper_form",
    label: { zh: "题" },
    type: "numeric",
    measure: "scale",
    question: "q",
  } as const;
  const dataset = { ...datasetFromCsv("paper_form\n1\n2\n", [variable]), rowIds: ["a", "b"] };
  const label = { zh: "纸质问卷编号" };
  const added = addTextColumn(dataset, { name: "paper_form", label }, new Map([["b", "A-017"]]));
  expect(added.variables.map(({ name }) => name)).toEqual(["paper_form", "paper_form_"]);
  expect(added.columns.get("paper_form_")).toMatchObject({ categories: ["A-017"], codes: Int32Array.of(-1, 0) });
  expect(dataset.variables).toHaveLength(1);
});
