import { describe, expect, it } from "vitest";
import { datasetOf } from "../testing/dataset-of.ts";
import { groupValues } from "./group-values.ts";

describe("groupValues", () => {
  it("keeps complete cases, orders groups by value and leaves out empty ones", () => {
    const data = datasetOf({ x: [1, 2, null, 4, 5], g: [10, 9, 8, null, 10] });
    expect(groupValues(data, "x", "g")).toEqual([
      { group: "9", values: [2] },
      { group: "10", values: [1, 5] },
    ]);
  });
});
