import { describe, expect, it } from "vitest";
import { readCategories, readNumbers } from "../dataset/read-column.ts";
import { missingReasons } from "../model/dataset.ts";
import { datasetOf } from "../testing/dataset-of.ts";
import { type Derivation, deriveSchema } from "./derivation.ts";
import { addDerived } from "./derive.ts";

const data = datasetOf(
  {
    a: [1, 5, 99, null],
    b: [2, 4, 3, null],
    c: [5, 1, null, 99],
    age: [17, 18, 60, null],
    sex: ["男", "女", "女", null],
    odd: ["constructor", "__proto__", "x", null],
  },
  {
    a: { missing: [99], scale: { min: 1, max: 5 } },
    c: { missing: [99], scale: { min: 1, max: 5 } },
    age: { missing: [60] },
  },
);
const derive = (derivation: Derivation) => addDerived(data, deriveSchema.parse(derivation));
const numbers = (derivation: Derivation) => [...readNumbers(derive(derivation), derivation.name)];
const reasons = (derivation: Derivation) =>
  [...(derive(derivation).columns.get(derivation.name)?.missing ?? [])].map((code) => missingReasons[code]);

describe("mean and sum", () => {
  it("need every item unless minValid asks for fewer", () => {
    expect(numbers({ name: "m", op: "mean", items: ["a", "b"] })).toEqual([1.5, 4.5, Number.NaN, Number.NaN]);
    expect(numbers({ name: "m", op: "mean", items: ["a", "b"], minValid: 1 })).toEqual([1.5, 4.5, 3, Number.NaN]);
    expect(numbers({ name: "s", op: "sum", items: ["a", "b"] })).toEqual([3, 9, Number.NaN, Number.NaN]);
  });

  it("turn reversed items by the declared limits", () => {
    const score = numbers({ name: "m", op: "mean", items: ["a", "c"], reverse: ["c"] });
    expect(score).toEqual([1, 5, Number.NaN, Number.NaN]);
  });

  it("turn reversed items by their labelled numbers where no scale is declared", () => {
    const labelled = datasetOf(
      { a: [1, 4, 99] },
      { a: { missing: [99], valueLabels: ["1", "5", "99"].map((value) => ({ value, label: { zh: value } })) } },
    );
    const turned = addDerived(labelled, { name: "m", op: "mean", items: ["a"], reverse: ["a"] });
    expect([...readNumbers(turned, "m")]).toEqual([5, 2, Number.NaN]);
  });

  it("are missing for the reason of the first missing item", () => {
    expect(reasons({ name: "m", op: "mean", items: ["b", "a"] })).toEqual([null, null, "notApplicable", "skipped"]);
    expect(reasons({ name: "m", op: "sum", items: ["c", "b"] })).toEqual([null, null, "skipped", "notApplicable"]);
  });
});

describe("recode", () => {
  const recode: Derivation = { name: "r", op: "recode", from: "a", map: { 1: "低", 5: "高" } };

  it("maps values, and orders categories as the map does", () => {
    expect(readCategories(derive({ ...recode, map: { 5: "高", 1: "低" } }), "r").values).toEqual(["低", "高"]);
    expect(
      readCategories(derive({ name: "r", op: "recode", from: "sex", map: { 女: "F", 男: "M" } }), "r").values,
    ).toEqual(["F", "M"]);
  });

  it("is numeric where every new value is a number", () => {
    expect(numbers({ name: "r", op: "recode", from: "sex", map: { 男: 0, 女: 1 } })).toEqual([0, 1, 1, Number.NaN]);
  });

  it("keeps reasons and calls what it leaves out not applicable", () => {
    expect(reasons(recode)).toEqual([null, null, "notApplicable", "skipped"]);
    expect(reasons({ ...recode, from: "b", map: { 2: 1, 4: null } })).toEqual([
      null,
      "notApplicable",
      "notApplicable",
      "skipped",
    ]);
  });

  it("does not take members of objects for new values", () => {
    expect(reasons({ name: "r", op: "recode", from: "odd", map: { x: "y" } })).toEqual([
      "notApplicable",
      "notApplicable",
      null,
      "skipped",
    ]);
  });
});

describe("cut", () => {
  it("closes intervals on the right and keeps their order", () => {
    const cut = derive({ name: "k", op: "cut", from: "b", breaks: [2, 3] });
    expect(readCategories(cut, "k").values).toEqual(["≤2", "(2, 3]", ">3"]);
    expect([...readCategories(cut, "k").codes]).toEqual([0, 2, 1, -1]);
  });

  it("takes its own labels and keeps reasons", () => {
    const cut: Derivation = { name: "k", op: "cut", from: "age", breaks: [17], labels: ["未成年", "成年"] };
    expect(readCategories(derive(cut), "k").values).toEqual(["未成年", "成年"]);
    expect(reasons(cut)).toEqual([null, null, "notApplicable", "skipped"]);
  });
});

describe("rake", () => {
  const rake: Derivation = { name: "w", op: "rake", margins: { sex: { 男: 30, 女: 70 } } };

  it("weighs complete cases and keeps the reason of others", () => {
    expect(numbers(rake)).toEqual([30, 35, 35, Number.NaN]);
    expect(reasons({ ...rake, margins: { sex: { 男: 1, 女: 1 }, a: { 1: 1, 5: 1 } } })).toEqual([
      null,
      null,
      "notApplicable",
      "skipped",
    ]);
  });

  it.each<[string, Extract<Derivation, { op: "rake" }>["margins"], RegExp]>([
    ["a value without a total", { sex: { 男: 1 } }, /no total for the value “女”/],
    ["a total without a case", { sex: { 男: 1, 女: 1, 其他: 2 } }, /asks for 2 of “其他”/],
    ["margins of unequal sums", { sex: { 男: 1, 女: 1 }, b: { 2: 1, 3: 1, 4: 1 } }, /add up to 2.*“b” to 3/],
    ["totals of zero", { sex: { 男: 0, 女: 0 } }, /add up to 0/],
    ["margins no weights meet", { sex: { 男: 1, 女: 9 }, b: { 2: 9, 3: 0.5, 4: 0.5 } }, /no weights meet/],
  ])("refuses %s", (_, margins, message) => {
    expect(() => derive({ ...rake, margins })).toThrow(message);
  });
});

describe("addDerived", () => {
  it.each<[string, Derivation, string, RegExp]>([
    ["a name that exists", { name: "a", op: "mean", items: ["b"] }, "derive.invalid", /choose another name/],
    ["an unknown item", { name: "m", op: "mean", items: ["d"] }, "variable.unknown", /no variable “d”/],
    ["a text item", { name: "m", op: "sum", items: ["sex"] }, "variable.not-numeric", /“男”/],
    ["a stray reversed item", { name: "m", op: "mean", items: ["a"], reverse: ["b"] }, "derive.invalid", /not among/],
    ["unknown limits", { name: "m", op: "mean", items: ["b"], reverse: ["b"] }, "scale.unknown", /give scale/],
    [
      "more valid items than items",
      { name: "m", op: "mean", items: ["a"], minValid: 2 },
      "derive.invalid",
      /at most 1/,
    ],
    ["breaks that fall", { name: "k", op: "cut", from: "a", breaks: [2, 1] }, "derive.invalid", /must rise/],
    ["too few labels", { name: "k", op: "cut", from: "a", breaks: [2], labels: ["x"] }, "derive.invalid", /expected 2/],
  ])("refuses %s", (_, derivation, code, message) => {
    expect(() => derive(derivation)).toThrow(expect.objectContaining({ code }));
    expect(() => derive(derivation)).toThrow(message);
  });

  it("leaves the data set it was given as it was and lets later variables use earlier ones", () => {
    const first = derive({ name: "m", op: "mean", items: ["a", "b"] });
    expect(data.columns.has("m")).toBe(false);
    const second = addDerived(first, { name: "k", op: "cut", from: "m", breaks: [3] });
    expect(readCategories(second, "k").values).toEqual(["≤3", ">3"]);
  });
});
