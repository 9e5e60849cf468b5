import { expect, it } from "vitest";
import { runRequest } from "../registry/run-request.ts";
import { datasetOf } from "../testing/dataset-of.ts";
import { show } from "../testing/show.ts";

const columns = {
  a: [1, 2, 3, 4, 5, 4, 3, 2, 1, 5],
  b: [2, 2, 3, 5, 5, 4, 2, 2, 1, 4],
  c: [5, 1, 3, 2, 4, 4, 1, 2, 3, 5],
};
const request = { kind: "harman", items: ["a", "b", "c"] };

it("gives the share of the first component, as R's prcomp does", () => {
  // R 4.2.2: prcomp(cbind(a, b, c), scale. = TRUE)$sdev^2
  expect(runRequest({ dataset: datasetOf(columns) }, request, { seed: 1 }).result).toMatchObject({
    n: 10,
    eigenvalues: [
      expect.closeTo(2.048966781078275, 10),
      expect.closeTo(0.84972149575109934, 10),
      expect.closeTo(0.1013117231706254, 10),
    ],
    firstPercent: expect.closeTo((100 * 2.048966781078275) / 3, 9),
  });
});

it("words it as the weak check it is", () => {
  expect(show(datasetOf(columns), request, "zh")).toMatchInlineSnapshot(`
    "3个题项的Harman单因素检验
    成分 | 特征值 | 方差解释率／% | 累计／%
    1 | 2.049 | 68.3 | 68.3
    n=10；主成分法，未旋转；列出特征值大于1的成分
    未旋转时特征值大于1的成分有1个，第一个成分解释了68.3%的方差，不低于40%的常用界限，需考虑共同方法偏差。样本较小（n<30），结果仅供参考。
    Harman单因素检验灵敏度较低，未超过界限不能排除共同方法偏差，宜结合问卷设计说明。"
  `);
  expect(show(datasetOf(columns), request, "en")).toContain("does not rule common method variance out");
});
