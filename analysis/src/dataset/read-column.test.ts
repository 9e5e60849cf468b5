import { describe, expect, it } from "vitest";
import { datasetOf } from "../testing/dataset-of.ts";
import { readCategories, readNumbers, readVariable, readWeights } from "./read-column.ts";

const labels = (...values: readonly string[]) => ({
  valueLabels: values.map((value) => ({ value, label: { zh: value } })),
});

describe("readCategories", () => {
  it("orders numbers by size and texts by code point", () => {
    const data = datasetOf({ a: [10, 9, 100, null], b: ["𠮷", "！", "a", null] });
    expect(readCategories(data, "a").values).toEqual(["9", "10", "100"]);
    expect(readCategories(data, "b").values).toEqual(["a", "！", "𠮷"]);
    expect([...readCategories(data, "a").codes]).toEqual([1, 0, 2, -1]);
    expect([...readCategories(data, "b").codes]).toEqual([2, 1, 0, -1]);
  });

  it("follows value labels and puts what has none after them", () => {
    const data = datasetOf({ a: ["低", "高", "中", "?"] }, { a: labels("高", "中", "低") });
    expect(readCategories(data, "a").values).toEqual(["高", "中", "低", "?"]);
  });

  it("lists only values that occur and keeps an empty text apart from missing", () => {
    const data = datasetOf({ a: ["", null, "x"] }, { a: labels("x", "never") });
    expect(readCategories(data, "a")).toEqual({ values: ["x", ""], codes: Int32Array.of(1, -1, 0) });
  });
});

describe("reading a variable", () => {
  const data = datasetOf({ score1: [1, 2], city: ["津", "京"], huge: [1e60, 1], tiny: [1, 1e-60], w: [1, -1] });

  it.each<[string, () => unknown, string, RegExp]>([
    ["an unknown name", () => readNumbers(data, "score2"), "variable.unknown", /did you mean score1/],
    ["an unknown description", () => readVariable(data, "x"), "variable.unknown", /did you mean/],
    ["text", () => readNumbers(data, "city"), "variable.not-numeric", /“津”/],
    ["a number too large", () => readNumbers(data, "huge"), "variable.out-of-range", /1e\+60/],
    ["a number too small", () => readNumbers(data, "tiny"), "variable.out-of-range", /1e-60/],
    ["a negative weight", () => readWeights(data, "w"), "variable.negative-weight", /expected 0 or more/],
  ])("refuses %s", (_, read, code, message) => {
    expect(read).toThrow(expect.objectContaining({ code }));
    expect(read).toThrow(message);
  });

  it("weighs every case with one where no weight is named", () => {
    expect([...readWeights(data, undefined)]).toEqual([1, 1]);
  });
});
