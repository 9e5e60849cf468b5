import { expect, it } from "vitest";
import type { Study } from "../model/study.ts";
import { listUnfilled } from "./list-unfilled.ts";

const study = { commissioner: "天津市科学技术局", undertaker: "（承担单位名称）", lead: "李负责" } as Study;

it("names fields that hold nothing but a bracketed stand-in", () => {
  expect(listUnfilled(study)).toEqual([{ field: "undertaker", text: "（承担单位名称）" }]);
  expect(listUnfilled({ ...study, undertaker: "天津大学（卫津路校区）", contact: " （联系人、电话和邮箱） " })).toEqual(
    [{ field: "contact", text: " （联系人、电话和邮箱） " }],
  );
});
