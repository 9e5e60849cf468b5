import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { datasetFromCsv } from "../dataset/dataset-from-csv.ts";
import { runRequest } from "../registry/run-request.ts";

const csv = readFileSync(join(import.meta.dirname, "../../test-data/r-4.2.2/bfi-rake3.csv"), "utf8");
const margins = {
  gender: { 1: 1252.93, 2: 1304.07 },
  education: { 1: 511.4, 2: 511.4, 3: 767.1, 4: 511.4, 5: 255.7 },
  ageband: { 1: 383.55, 2: 894.95, 3: 639.25, 4: 639.25 },
};

describe("rake on data of the psych package", () => {
  const derive = [{ name: "weight", op: "rake", margins }];
  const dataset = datasetFromCsv(csv);
  const describeIt = (request: object) =>
    runRequest({ dataset }, { kind: "describe", derive, ...request }, { seed: 1 }).result as unknown as Record<
      string,
      number
    >;

  // R 4.2.2, survey 4.1-1: rake(..., control = list(epsilon = 1e-13)), svymean(~C2)
  it("gives the weights of R's survey::rake", () => {
    const { n, mean, min, max } = describeIt({ variables: ["weight"] });
    expect((n ?? 0) * (mean ?? 0)).toBeCloseTo(2557, 6);
    expect(min).toBeCloseTo(0.3386572181134991, 8);
    expect(max).toBeCloseTo(4.669665083142812, 8);
  });

  it("gives the weighted mean of R's svymean", () => {
    expect(describeIt({ variables: ["C2"], weight: "weight" })["mean"]).toBeCloseTo(4.355631514076249, 8);
  });
});
