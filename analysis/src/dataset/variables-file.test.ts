import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseVariablesFile, toVariablesFile } from "./variables-file.ts";

const words = fc.string({ unit: fc.constantFrom("满", "意", "a", "1", " ", "𠮷"), minLength: 1, maxLength: 6 });
const variable = fc.record(
  {
    name: words,
    label: words,
    labelEn: words,
    type: fc.constantFrom("numeric", "string", "date", "datetime"),
    measure: fc.constantFrom("nominal", "ordinal", "scale"),
    valueLabels: fc.dictionary(fc.constantFrom("1", "2", "10", "甲", "constructor"), words),
    missing: fc.array(fc.integer()),
    set: words,
    construct: words,
    reverse: fc.boolean(),
    scale: fc.record({ min: fc.integer(), max: fc.integer() }),
  },
  { requiredKeys: ["name", "type"] },
);

describe("parseVariablesFile and toVariablesFile", () => {
  it("give back what the other wrote", () => {
    fc.assert(
      fc.property(fc.array(variable), (file) => {
        const variables = parseVariablesFile(file);
        expect(parseVariablesFile(JSON.parse(JSON.stringify(toVariablesFile(variables))))).toEqual(variables);
      }),
    );
  });

  it("takes the order of categories from order, then from the labels", () => {
    const [one] = parseVariablesFile([
      { name: "a", type: "numeric", order: ["3", 1], valueLabels: { 1: "一", 2: "二", 3: "三" } },
    ]);
    expect(one?.valueLabels?.map(({ value, label }) => value + label.zh)).toEqual(["3三", "1一", "2二"]);
  });

  it("takes the limits of a scale from min and max", () => {
    expect(parseVariablesFile([{ name: "a", type: "numeric", min: 1, max: 5 }])[0]?.scale).toEqual({ min: 1, max: 5 });
  });

  it("names every place that is not in form", () => {
    const read = () =>
      parseVariablesFile([
        { name: "", type: "numeric" },
        { name: "b", type: "number" },
      ]);
    expect(read).toThrow(expect.objectContaining({ code: "variables.invalid" }));
    expect(read).toThrow(/0\.name[\s\S]*1\.type/);
  });
});
