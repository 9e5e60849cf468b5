import { expect, it } from "vitest";
import { describeRequest } from "./describe-request.ts";

it("tells made variables and weights in words, without the totals of single cells", () => {
  const asked = {
    variables: ["x"],
    weight: "校准权重",
    derive: [
      { name: "两组", op: "cut", from: "days", breaks: [5] },
      {
        ...{ name: "校准权重", op: "rake", source: "课题名册", limit: 3 },
        margins: { "BG09*两组": { "1*≤5": 21, "2*≤5": 19, "1*>5": 30 } },
      },
    ],
  };
  const said = describeRequest("describe", asked, {});
  expect(said).toContain("合成变量：“两组”由“days”分组（≤5，>5）；“校准权重”按BG09×两组（3个总体数，合计70）校准");
  expect(said).toContain("（来源：课题名册；单个权重不超过均值的3倍）");
  expect(said).not.toContain("{");
});
