import fc from "fast-check";
import { expect, it } from "vitest";
import { placeLabels } from "./place-labels.ts";

const size = { width: 380, fontSize: 10 };

it("puts labels of neighbours on either side, and keeps them within the edge", () => {
  const near = [
    { label: "结果反馈", x: 100, y: 100 },
    { label: "减轻负担", x: 112, y: 101 },
  ];
  expect(placeLabels(near, size)).toEqual(["left", "right"]);
  expect(placeLabels([{ label: "用人单位自主权", x: 370, y: 20 }], size)).toEqual(["left"]);
  expect(placeLabels([{ label: "分类标准", x: 2, y: 20 }], size)).toEqual(["right"]);
});

it("names a side for every point, the same each time", () => {
  const points = fc.array(
    fc.record({
      label: fc.string({ maxLength: 12 }),
      x: fc.integer({ max: 380, min: 0 }),
      y: fc.integer({ max: 300, min: 0 }),
    }),
    { maxLength: 20 },
  );
  fc.assert(
    fc.property(points, (all) => {
      const places = placeLabels(all, size);
      expect(places).toHaveLength(all.length);
      expect(placeLabels(all, size)).toEqual(places);
    }),
  );
});
