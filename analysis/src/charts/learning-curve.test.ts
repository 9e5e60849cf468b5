import { expect, it } from "vitest";
import { makeLearningCurve } from "./learning-curve.ts";

const names = { examples: "学习的编码数", share: "比例", first: "首选正确", three: "前三有正确" };
const points = [
  { examples: 38, accuracy: 0.1, inFirstThree: 0.25 },
  { examples: 152, accuracy: 0.2, inFirstThree: 0.4 },
];

it("draws a line for the first and one for the first three, and nothing of one point", () => {
  expect(makeLearningCurve(points.slice(1), names)).toBeNull();
  expect(JSON.parse(JSON.stringify(makeLearningCurve(points, names)))).toMatchObject({
    data: {
      values: [
        { examples: 38, of: "前三有正确", share: 0.25 },
        { examples: 38, of: "首选正确", share: 0.1 },
        { examples: 152, of: "前三有正确", share: 0.4 },
        { examples: 152, of: "首选正确", share: 0.2 },
      ],
    },
    encoding: { x: { title: "学习的编码数" }, y: { title: "比例" } },
  });
});
