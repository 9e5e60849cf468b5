import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { datasetOf } from "../testing/dataset-of.ts";
import { assessAnonymity, suppressRare } from "./anonymity.ts";
import { coarsenDataset } from "./coarsen.ts";

const small = datasetOf({
  unit: ["高校", "高校", "高校", "医院", "医院"],
  age: [30, 31, 30, 62, 41],
  answer: [1, 2, 3, 4, 5],
});

describe("assessAnonymity", () => {
  it("counts who is alone with a combination of background variables", () => {
    expect(assessAnonymity(small, ["unit", "age"], 3)).toMatchObject({
      rows: 5,
      combinations: 4,
      smallest: 1,
      combinationsBelow: 4,
      rowsBelow: 5,
      unique: 3,
      keys: [
        { variable: "unit", values: 2, smallValues: 1 },
        { variable: "age", values: 4, smallValues: 4 },
      ],
    });
  });

  it("refuses a variable the data do not have, and has nothing to say of no rows", () => {
    expect(() => assessAnonymity(small, ["sex"], 3)).toThrow(/sex/);
    expect(assessAnonymity(datasetOf({ a: [] }), ["a"], 3)).toMatchObject({ smallest: 0, combinations: 0 });
  });

  it("finds fewer small combinations in coarser variables, never more", () => {
    const rows = fc.array(fc.record({ a: fc.integer({ min: 0, max: 5 }), b: fc.integer({ min: 20, max: 65 }) }), {
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(
      fc.property(rows, (people) => {
        const data = datasetOf({ a: people.map(({ a }) => a), b: people.map(({ b }) => b) });
        const coarse = coarsenDataset(data, [{ name: "band", op: "cut", from: "b", breaks: [35, 45] }]);
        expect(coarse.columns.has("b")).toBe(false);
        expect(assessAnonymity(coarse, ["a", "band"], 4).rowsBelow).toBeLessThanOrEqual(
          assessAnonymity(data, ["a", "b"], 4).rowsBelow,
        );
      }),
    );
  });
});

describe("suppressRare", () => {
  it("leaves no combination of fewer than k people, but of those it took everything from, and every other answer", () => {
    const values = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 })), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(values, fc.integer({ min: 2, max: 5 }), (people, k) => {
        const data = datasetOf({
          a: people.map(([a]) => a),
          b: people.map(([, b]) => b),
          c: people.map((_, row) => row),
        });
        const after = suppressRare(data, ["a", "b"], k);
        const { combinationsBelow } = assessAnonymity(after, ["a", "b"], k);
        expect(combinationsBelow).toBeLessThanOrEqual(1);
        expect(after.columns.get("c")).toEqual(data.columns.get("c"));
      }),
    );
  });
});

it.each([
  [[{ name: "s", op: "sum", items: ["age"] }], /expected op recode or cut/],
  [[{ name: "s", op: "cut", from: "nosuch", breaks: [1] }], /nosuch/],
  ["age", /expected array|coarsen/],
])("refuses to coarsen by %j", (rules, message) => {
  expect(() => coarsenDataset(small, rules)).toThrow(message);
});
