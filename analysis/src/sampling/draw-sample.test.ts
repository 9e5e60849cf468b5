import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawSample, type FrameMember, type SampleDesign } from "./draw-sample.ts";

const frames = fc
  .array(fc.constantFrom("高校", "院所", "企业", "医院"), { minLength: 1, maxLength: 60 })
  .map((strata) => strata.map((stratum, at): FrameMember => ({ id: `p${at}`, stratum })));
const designs = fc.record({
  seed: fc.integer({ min: 0, max: 1_000_000 }),
  total: fc.integer({ min: 1, max: 80 }),
  allocation: fc.constantFrom<SampleDesign["allocation"]>("proportional", "equal"),
  reserves: fc.integer({ min: 0, max: 3 }),
});

describe("drawSample", () => {
  it("draws as many as it says, nobody twice, none beyond a stratum, with the chance it records", () => {
    fc.assert(
      fc.property(frames, designs, (frame, design) => {
        const { drawn, reserves, strata } = drawSample(frame, design);
        expect(drawn).toHaveLength(Math.min(design.total, frame.length));
        const ids = [...drawn, ...reserves].map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        for (const { stratum, size, drawn: count, probability } of strata) {
          expect(drawn.filter((one) => one.stratum === stratum)).toHaveLength(count);
          expect(frame.filter((one) => one.stratum === stratum)).toHaveLength(size);
          expect(count).toBeLessThanOrEqual(size);
          expect(probability).toBe(count / size);
          const spare = reserves.filter((one) => one.stratum === stratum).length;
          expect(spare).toBe(Math.min(design.reserves, size - count));
        }
        const expected = strata.reduce((sum, { size, probability }) => sum + size * probability, 0);
        expect(expected).toBeCloseTo(drawn.length, 9);
      }),
    );
  });

  it("stays within one of the proportional share, and levels equal strata until they are full", () => {
    fc.assert(
      fc.property(frames, designs, (frame, design) => {
        const total = Math.min(design.total, frame.length);
        const { strata } = drawSample(frame, design);
        if (design.allocation === "proportional") {
          for (const { size, drawn } of strata) expect(Math.abs(drawn - (total * size) / frame.length)).toBeLessThan(1);
          return;
        }
        const open = strata.filter(({ size, drawn }) => drawn < size).map(({ drawn }) => drawn);
        const most = Math.max(...strata.map(({ drawn }) => drawn));
        for (const drawn of open) expect(most - drawn).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("draws the same again from the same frame in any order", () => {
    fc.assert(
      fc.property(frames, designs, (frame, design) => {
        expect(drawSample([...frame].reverse(), design)).toEqual(drawSample(frame, design));
      }),
    );
  });

  it("draws every member equally often", () => {
    const frame = Array.from({ length: 10 }, (_, at) => ({ id: `p${at}`, stratum: "" }));
    const times = new Map<string, number>();
    for (let seed = 0; seed < 3_000; seed += 1) {
      const { drawn } = drawSample(frame, { seed, total: 3, allocation: "proportional", reserves: 0 });
      for (const { id } of drawn) times.set(id, (times.get(id) ?? 0) + 1);
    }
    // 900 expected of each; the standard deviation is 25
    for (const { id } of frame) expect(Math.abs((times.get(id) ?? 0) - 900)).toBeLessThan(125);
  });

  it("says what is wrong with a frame or a size", () => {
    const design: SampleDesign = { seed: 1, total: 1, allocation: "equal", reserves: 0 };
    const codeOf = (frame: readonly FrameMember[], total = 1) => {
      try {
        drawSample(frame, { ...design, total });
        return "";
      } catch (error) {
        return (error as { code: string }).code;
      }
    };
    expect(codeOf([])).toBe("sampling.empty");
    expect(
      codeOf([
        { id: "a", stratum: "" },
        { id: "a", stratum: "b" },
      ]),
    ).toBe("sampling.twice");
    expect(codeOf([{ id: "a", stratum: "" }], 0.5)).toBe("sampling.total");
  });
});
