import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kolmogorovTail } from "../distributions/kolmogorov.ts";
import { testKolmogorovSmirnov } from "./kolmogorov-smirnov.ts";

const count = (from: number, to: number, plus = 0): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, place) => from + place + plus);
const repeat = (times: readonly number[]): readonly number[] =>
  times.flatMap((many, place) => new Array<number>(many).fill(place + 1));

describe("testKolmogorovSmirnov", () => {
  // R 4.2.2: ks.test(a, b)
  it.each<[string, readonly number[], readonly number[], "exact" | "asymptotic", number, number]>([
    ["few values", [1, 2, 3, 5, 8], [4, 6, 7, 9, 10, 11], "exact", 0.63333333333333341, 0.17748917748918169],
    ["ties", [1, 2, 2, 3, 3, 4], [2, 3, 4, 4, 5, 5, 5], "exact", 0.54761904761904756, 0.14918414918414702],
    ["ninety of each", count(1, 90), count(1, 90, 20.5), "exact", 0.23333333333333334, 0.014633690380200459],
    [
      "answers on a scale",
      repeat([40, 10, 20, 20, 30]),
      repeat([5, 30, 20, 10, 15]),
      "exact",
      0.27083333333333331,
      0.00041437279302070085,
    ],
    ["a distance that any tie reaches", [1, 2, 3], [1, 2, 3, 3], "exact", 1 / 6, 1],
    ["a hundred of each", count(1, 100), count(1, 100, 7.5), "asymptotic", 0.08, 0.9062063895703143],
    [
      "more of one",
      count(1, 200),
      count(1, 300).map((one) => one * 0.7 + 0.25),
      "asymptotic",
      0.051666666666666625,
      0.9058783640038831,
    ],
  ])("agrees with R on %s", (_, a, b, method, d, p) => {
    const found = testKolmogorovSmirnov(a, b);
    expect(found).toMatchObject({ method, d: expect.closeTo(d, 14) });
    expect(found?.p).toBeCloseTo(p, 12);
  });

  it("keeps the digits of the far tail, where R gives 5e-14 and 0", () => {
    let choices = 1;
    for (let k = 1; k <= 99; k += 1) choices = (choices * (100 + k)) / k;
    const apart = testKolmogorovSmirnov(count(1, 100), count(1, 99, 200));
    expect((apart?.p ?? 0) * (choices / 2)).toBeCloseTo(1, 12);
    const many = testKolmogorovSmirnov(count(1, 2000), count(1, 2000, 2000));
    expect(many).toMatchObject({ d: 1, p: 0, log10P: expect.closeTo((Math.LN2 - 2000) / Math.LN10, 10) });
  });

  it("counts all orders of the values, ties at their ends", () => {
    const values = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(values, values, (a, b) => {
        const found = testKolmogorovSmirnov(a, b);
        const pool = [...a, ...b];
        if (found === null) return expect(new Set(pool).size).toBe(1);
        const distance = (first: readonly number[], second: readonly number[]) => {
          const share = (list: readonly number[], at: number) => list.filter((one) => one <= at).length;
          return Math.max(
            ...pool.map((at) => Math.abs(share(first, at) * second.length - share(second, at) * first.length)),
          );
        };
        let [as, all] = [0, 0];
        for (let choice = 0; choice < 2 ** pool.length; choice += 1) {
          const first = pool.filter((_, bit) => (choice >> bit) & 1);
          if (first.length !== a.length) continue;
          all += 1;
          if (
            distance(
              first,
              pool.filter((_, bit) => !((choice >> bit) & 1)),
            ) >= distance(a, b)
          )
            as += 1;
        }
        expect(found.p).toBeCloseTo(as / all, 12);
        expect(testKolmogorovSmirnov(b, a)).toMatchObject({
          d: found.d,
          p: expect.closeTo(found.p, 12),
          dPlus: found.dMinus,
          dMinus: found.dPlus,
        });
      }),
      { numRuns: 60 },
    );
  });

  it("joins both series of the limiting distribution", () => {
    expect(kolmogorovTail(1 - 1e-12).p).toBeCloseTo(kolmogorovTail(1).p, 11);
    expect(kolmogorovTail(0)).toEqual({ p: 1, log10P: 0 });
    expect(kolmogorovTail(0.1).p).toBe(1);
  });
});
