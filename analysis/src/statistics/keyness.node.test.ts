import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { measureKeyness } from "./keyness.ts";

interface KeynessCase {
  readonly counts: readonly [number, number];
  readonly sizes: readonly [number, number];
  readonly g2: number;
  readonly p: number;
}

const file = new URL("../../test-data/r-4.2.2-more/keyness.json", import.meta.url);
const cases = JSON.parse(readFileSync(file, "utf8")) as readonly KeynessCase[];

describe("the log-likelihood of a word", () => {
  it.each(cases)("is the deviance of a Poisson model with one rate: $counts of $sizes", ({ counts, sizes, g2, p }) => {
    const found = measureKeyness(counts, sizes);
    expect(found.g2).toBeCloseTo(g2, 8);
    expect(Math.abs(found.p - p)).toBeLessThan(1e-7 + 1e-8 * p);
  });
});
