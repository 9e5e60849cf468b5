import { expect, it } from "vitest";
import { qualityZh } from "../../i18n/quality.zh.ts";
import { describeTime } from "./describe-time.ts";

const say = (seconds: number | null, timing: Parameters<typeof describeTime>[0]["timing"]) =>
  describeTime({ seconds, timing }, qualityZh.timing);

it("says what the server saw, why it saw nothing, and the page's own word apart", () => {
  expect(say(400, { extent: "whole", reason: null, pageClock: 415 })).toEqual([
    "6 分 40 秒（服务器观测）",
    "页面自报 6 分 55 秒，不作为依据",
  ]);
  expect(say(null, { extent: "partly", reason: "offline", pageClock: null })).toEqual(["仅部分观测：其间离线"]);
  expect(say(null, { extent: "none", reason: "imported", pageClock: null })).toEqual(["未观测：外部导入"]);
  expect(say(null, null)).toEqual(["未观测：页面未上报"]);
});

it("says every flag in a sentence", () => {
  const { seen } = qualityZh;
  expect(seen.hurried("41/192")).toBe("用时 41 秒，少于 192 秒");
  expect(seen.hurried("41/192/page")).toBe("页面自报用时 41 秒，少于 192 秒");
  expect(seen.rushed("5/8")).toBe("8 页中有 5 页停留时间不足以读完题目");
  expect(seen.rushed("")).toBe("多数页面停留时间不足以读完题目");
  expect(seen.impossible("职称为正高，科研或技术工作年限却为3年及以下")).toContain("自相矛盾：职称为正高");
});
