import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { intraclassForms } from "./intraclass.ts";
import { cohenKappa, fleissKappa } from "./kappa.ts";
import { krippendorffAlpha } from "./krippendorff.ts";

const code = fc.integer({ min: 0, max: 3 });
const rating = fc.array(fc.tuple(code, code, code), { minLength: 5, maxLength: 25 });
const columnsOf = (rows: readonly (readonly number[])[], count: number) =>
  Array.from({ length: count }, (_, rater) => Int32Array.from(rows, (row) => row[rater] ?? -1));
const two = (rows: readonly (readonly number[])[]) =>
  columnsOf(rows, 2) as unknown as readonly [Int32Array, Int32Array];

describe("cohenKappa", () => {
  // Fleiss, Cohen & Everitt (1969, table 1): proportions .53 .05 .02 / .11 .14 .05 / .01 .06 .03 of 200 units
  const published = [
    [106, 10, 4],
    [22, 28, 10],
    [2, 12, 6],
  ].flatMap((line, a) => line.flatMap((count, b) => Array.from({ length: count }, () => [a, b])));

  it("gives the published kappa and its standard error", () => {
    const kappa = cohenKappa(two(published), 3, "none");
    expect(kappa?.estimate).toBeCloseTo(0.429, 3);
    expect(((kappa?.ciHigh ?? 0) - (kappa?.estimate ?? 0)) / 1.959964).toBeCloseTo(0.054, 3);
  });

  it("is one for equal raters, turns with neither the raters nor the units, and is undefined in one category", () => {
    fc.assert(
      fc.property(rating, fc.constantFrom("none", "linear", "quadratic"), (rows, weights) => {
        const there = cohenKappa(two(rows), 4, weights);
        const back = cohenKappa(two([...rows].reverse().map(([a, b]) => [b ?? 0, a ?? 0])), 4, weights);
        expect(back?.estimate ?? 2).toBeCloseTo(there?.estimate ?? 2, 10);
        expect(back?.ciLow ?? 2).toBeCloseTo(there?.ciLow ?? 2, 9);
        const same = cohenKappa(two(rows.map(([a]) => [a ?? 0, a ?? 0])), 4, weights);
        expect(same === null || Math.abs(same.estimate - 1) < 1e-12).toBe(true);
      }),
    );
    expect(cohenKappa(two([[1, 1]]), 2, "none")).toBeNull();
  });

  it("with quadratic weights is the intraclass correlation for large samples (Fleiss & Cohen 1973)", () => {
    const rows = Array.from({ length: 4000 }, (_, row) => [row % 4, (row + (row % 7 === 0 ? 1 : 0)) % 4]);
    const icc = intraclassForms(columnsOf(rows, 2).map((column) => Float64Array.from(column)))?.[1]?.estimate;
    expect(cohenKappa(two(rows), 4, "quadratic")?.estimate).toBeCloseTo(icc ?? 0, 3);
  });
});

describe("krippendorffAlpha", () => {
  it("of nominal codes is Fleiss' kappa with a correction for small samples", () => {
    fc.assert(
      fc.property(rating, (rows) => {
        const raters = columnsOf(rows, 3);
        const [kappa, alpha] = [fleissKappa(raters, 4), krippendorffAlpha({ raters, values: [0, 1, 2, 3] }, "nominal")];
        if (kappa === null || alpha === null) expect(alpha).toBe(kappa);
        else expect(alpha.estimate).toBeCloseTo(1 - (1 - kappa.estimate) * (1 - 1 / (3 * rows.length)), 10);
      }),
    );
  });

  it("does not change with an interval scale's origin and unit, nor with a ratio scale's unit", () => {
    fc.assert(
      fc.property(rating, (rows) => {
        const raters = columnsOf(rows, 3);
        const alpha = (values: readonly number[], level: "interval" | "ratio") =>
          krippendorffAlpha({ raters, values }, level)?.estimate ?? 2;
        expect(alpha([5, 7, 9, 11], "interval")).toBeCloseTo(alpha([0, 1, 2, 3], "interval"), 10);
        expect(alpha([0, 10, 20, 30], "ratio")).toBeCloseTo(alpha([0, 1, 2, 3], "ratio"), 10);
      }),
    );
  });

  it("leaves out units with one rating", () => {
    const raters = [Int32Array.from([0, 1, 1, -1]), Int32Array.from([0, 1, 0, 1])];
    expect(krippendorffAlpha({ raters, values: [0, 1] }, "nominal")).toMatchObject({ units: 3, ratings: 6 });
  });
});

describe("intraclassForms", () => {
  // Shrout & Fleiss (1979, table 4): four judges, six targets
  const judges = [
    [9, 6, 8, 7, 10, 6],
    [2, 1, 4, 1, 5, 2],
    [5, 3, 6, 2, 6, 4],
    [8, 2, 8, 6, 9, 7],
  ].map((column) => Float64Array.from(column));

  it("gives the published six values and the limits R's psych prints", () => {
    const forms = intraclassForms(judges) ?? [];
    const rounded = (pick: (one: (typeof forms)[number]) => number | null) =>
      forms.map((one) => Number((pick(one) ?? 0).toFixed(2)));
    expect(rounded((one) => one.estimate)).toEqual([0.17, 0.29, 0.71, 0.44, 0.62, 0.91]);
    expect(rounded((one) => one.ciLow)).toEqual([-0.13, 0.02, 0.34, -0.88, 0.07, 0.68]);
    expect(rounded((one) => one.ciHigh)).toEqual([0.72, 0.76, 0.95, 0.91, 0.93, 0.99]);
  });

  it("keeps consistency when a judge adds a constant, and is undefined where nothing varies within units", () => {
    const [first = new Float64Array(), ...rest] = judges;
    const moved = intraclassForms([first.map((value) => value + 5), ...rest]);
    expect(moved?.[2]?.estimate).toBeCloseTo(intraclassForms(judges)?.[2]?.estimate ?? 0, 12);
    expect(intraclassForms([first, first])).toBeNull();
  });
});
