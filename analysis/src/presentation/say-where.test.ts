import type { Variable } from "@diaoyan/instruments";
import { expect, it } from "vitest";
import { type Where, whereSchema } from "../expression/where.ts";
import { defaultRules } from "../model/presentation.ts";
import { sayWhere } from "./say-where.ts";

const variables = [
  {
    name: "sex",
    label: { zh: "性别", en: "Sex" },
    valueLabels: [
      { value: "1", label: { zh: "男", en: "male" } },
      { value: "2", label: { zh: "女", en: "female" } },
    ],
  },
  { name: "age", label: { zh: "年龄", en: "Age" } },
  { name: "unit", label: { zh: "单位", en: "Unit" } },
] as unknown as readonly Variable[];

const woman = { variable: "sex", in: [2] };
const old = { variable: "age", gte: 35, lt: 60 };
const school = { variable: "unit", in: ["高校", "院所", "企业"] };

it.each<[Where, string, string]>([
  [woman, "性别为女", "Sex is female"],
  [old, "年龄不低于35且低于60", "Age is at least 35 and is below 60"],
  [
    { variable: "age", gt: 1, lte: 2, ne: 3 },
    "年龄不为3且高于1且不高于2",
    "Age is not 3 and is above 1 and is at most 2",
  ],
  [school, "单位为高校、院所或企业", "Unit is 高校, 院所 or 企业"],
  [{ not: school }, "单位不为高校、院所或企业", "Unit is not 高校, 院所 or 企业"],
  [{ not: old }, "不符合（年龄不低于35且低于60）", "not (Age is at least 35 and is below 60)"],
  [{ and: [woman, old] }, "性别为女，且年龄不低于35且低于60", "Sex is female and Age is at least 35 and is below 60"],
  [
    { or: [{ and: [woman, { variable: "age", eq: 40 }] }, { variable: "unit", in: ["高校"] }] },
    "（性别为女，且年龄为40）；或单位为高校",
    "(Sex is female and Age is 40), or Unit is 高校",
  ],
  [
    { and: [woman, { or: [old, { variable: "unit", in: [] }] }] },
    "性别为女，且（年龄不低于35且低于60；或单位为（无））",
    "Sex is female and (Age is at least 35 and is below 60, or Unit is (none))",
  ],
])("says %j", (where, zh, en) => {
  expect(whereSchema.parse(where)).toEqual(where);
  expect(sayWhere(where, { variables, locale: "zh", rules: defaultRules })).toBe(zh);
  expect(sayWhere(where, { variables, locale: "en", rules: defaultRules })).toBe(en);
});
