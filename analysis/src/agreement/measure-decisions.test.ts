import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cohenKappa } from "../statistics/kappa.ts";
import { krippendorffAlpha } from "../statistics/krippendorff.ts";
import { drawBlocks, measureWithIntervals } from "./bootstrap-decisions.ts";
import { type Decided, measureDecisions } from "./measure-decisions.ts";

/** Rows of ratings, one a coder: 1 yes, 0 no, −1 not seen; as decisions of single units. */
function decide(raters: readonly (readonly number[])[]): readonly Decided[] {
  return (raters[0] ?? []).map((_, unit) => {
    const bits = (wanted: (rating: number) => boolean) =>
      raters.reduce((mask, row, coder) => (wanted(row[unit] ?? -1) ? mask | (1 << coder) : mask), 0);
    return { present: bits((one) => one >= 0), yes: bits((one) => one === 1), units: 1 };
  });
}

describe("measureDecisions", () => {
  it("gives the alpha of Krippendorff (2011), example A, two observers of yes or no", () => {
    const meg = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0];
    const owen = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0];
    expect(measureDecisions(decide([meg, owen]), 2).alpha).toBeCloseTo(0.095, 3);
  });

  it("gives kappa 0.4 for the table 20, 5, 10, 15 and counts units in lots", () => {
    const table = [
      { present: 3, yes: 3, units: 20 },
      { present: 3, yes: 1, units: 5 },
      { present: 3, yes: 2, units: 10 },
      { present: 3, yes: 0, units: 15 },
    ];
    expect(measureDecisions(table, 2)).toMatchObject({ percent: 0.7, kappa: expect.closeTo(0.4, 12) });
  });

  it("gives no figure without two coders of a unit, and no chance-corrected one without variation", () => {
    expect(
      measureDecisions(
        decide([
          [1, 0],
          [-1, -1],
        ]),
        2,
      ),
    ).toEqual({ percent: null, kappa: null, alpha: null });
    expect(
      measureDecisions(
        decide([
          [1, 1],
          [1, 1],
        ]),
        2,
      ),
    ).toEqual({ percent: 1, kappa: null, alpha: null });
    expect(measureDecisions([], 2)).toEqual({ percent: null, kappa: null, alpha: null });
  });

  it("agrees with the coefficients of the analysis of raters, missing ratings and three coders included", () => {
    const row = fc.array(fc.constantFrom(-1, 0, 0, 1), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 3 }), (rows) => {
        const found = measureDecisions(decide(rows), rows.length);
        const alpha = krippendorffAlpha({ raters: rows.map((one) => Int32Array.from(one)), values: [0, 1] }, "nominal");
        if (alpha === null) expect(found.alpha).toBeNull();
        else expect(found.alpha).toBeCloseTo(alpha.estimate, 10);
        const [a = [], b = []] = rows;
        const both = a.flatMap((one, unit) => (one >= 0 && (b[unit] ?? -1) >= 0 ? [unit] : []));
        const pick = (list: readonly number[]) => Int32Array.from(both, (unit) => list[unit] ?? 0);
        const kappa = both.length === 0 ? null : cohenKappa([pick(a), pick(b)], 2, "none");
        const ours = measureDecisions(decide([a, b]), 2).kappa;
        if (kappa === null) expect(ours).toBeNull();
        else expect(ours).toBeCloseTo(kappa.estimate, 10);
      }),
    );
  });
});

describe("measureWithIntervals", () => {
  const blocks = Array.from({ length: 60 }, (_, block) => block);
  const of = (yes: number, pick: (block: number) => boolean) => {
    const own = blocks.filter(pick);
    return { present: 3, yes, blocks: own, units: own.map(() => 1) };
  };
  const decided = [of(3, (b) => b < 20), of(1, (b) => b >= 20 && b < 25), of(0, (b) => b >= 25)];

  it("repeats with its seed and holds the estimate", () => {
    const plan = { blocks: 60, replicates: 400, seed: 7 };
    const first = measureWithIntervals(decided, 2, drawBlocks(plan));
    expect(measureWithIntervals(decided, 2, drawBlocks(plan))).toEqual(first);
    expect(measureWithIntervals(decided, 2, drawBlocks({ ...plan, seed: 8 }))).not.toEqual(first);
    const { estimate, ciLow, ciHigh } = first.alpha;
    expect(ciLow).toBeLessThan(estimate ?? 0);
    expect(ciHigh).toBeGreaterThan(estimate ?? 1);
  });

  it("has limits near those of the large-sample error of kappa", () => {
    const { kappa } = measureWithIntervals(decided, 2, drawBlocks({ blocks: 60, replicates: 2000, seed: 1 }));
    const codes = (bit: number) => Int32Array.from(blocks, (b) => ((b < 20 ? 3 : b < 25 ? 1 : 0) >> bit) & 1);
    const known = cohenKappa([codes(0), codes(1)], 2, "none");
    expect(kappa.estimate).toBeCloseTo(known?.estimate ?? 0, 10);
    expect(Math.abs((kappa.ciLow ?? 0) - (known?.ciLow ?? 1))).toBeLessThan(0.05);
  });

  it("gives no interval where many draws have no value", () => {
    const rare = [of(3, (b) => b === 0), of(0, (b) => b > 0)];
    expect(measureWithIntervals(rare, 2, drawBlocks({ blocks: 60, replicates: 300, seed: 1 })).alpha).toEqual({
      estimate: 1,
      ciLow: null,
      ciHigh: null,
    });
  });
});
