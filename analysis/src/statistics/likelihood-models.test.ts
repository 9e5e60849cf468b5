import { seededRandom } from "@diaoyan/instruments";
import { describe, expect, it } from "vitest";

import { fitLogistic, logistic } from "./likelihood-models.ts";

const cases = 200;
const draw = seededRandom(11);
const x = Float64Array.from({ length: cases }, () => 2 * draw() - 1);
const z = Float64Array.from({ length: cases }, () => 2 * draw() - 1);
const y = x.map((value, row) => (draw() < logistic(1.5 * value - (z[row] ?? 0)) ? 1 : 0));
const ones = (length: number) => new Float64Array(length).fill(1);

/** The same cases `times` times over, each next to its copies. */
const repeat = (values: Float64Array, times: number): Float64Array =>
  Float64Array.from({ length: values.length * times }, (_, row) => values[Math.floor(row / times)] ?? 0);

describe("logistic regression of many cases", () => {
  it("is that of few that are repeated, with errors smaller by the root of how often", () => {
    const few = fitLogistic([ones(cases), x, z], y);
    const many = fitLogistic([ones(cases * 125), repeat(x, 125), repeat(z, 125)], repeat(y, 125));
    expect(few).not.toBeNull();
    for (const [place, estimate] of few?.estimates.entries() ?? []) {
      expect(many?.estimates[place]).toBeCloseTo(estimate, 10);
      expect(125 * (many?.covariances[place]?.[place] ?? 0)).toBeCloseTo(few?.covariances[place]?.[place] ?? 0, 10);
    }
    expect((many?.logLik ?? 0) / 125).toBeCloseTo(few?.logLik ?? 0, 8);
  });

  it("does not take them for separated where only the part it starts from is", () => {
    const columns = [ones(cases * 125), repeat(x, 125)];
    const outcome = repeat(y, 125).map((value, row) => (row % 5 === 0 ? Number((columns[1]?.[row] ?? 0) > 0) : value));
    const found = fitLogistic(columns, outcome);
    const reversed = fitLogistic(
      columns.map((column) => column.toReversed()),
      outcome.toReversed(),
    );
    expect(found).not.toBeNull();
    for (const [place, estimate] of found?.estimates.entries() ?? [])
      expect(reversed?.estimates[place]).toBeCloseTo(estimate, 10);
  });

  it("is told to be separated where all cases are", () => {
    const column = repeat(x, 125);
    expect(
      fitLogistic(
        [ones(column.length), column],
        column.map((value) => Number(value > 0)),
      ),
    ).toBeNull();
  });
});
