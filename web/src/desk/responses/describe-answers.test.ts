import type { Variable } from "@diaoyan/instruments";
import { expect, it } from "vitest";
import { describeAnswers } from "./describe-answers.ts";

const labels = (...pairs: [string, string][]) => pairs.map(([value, zh]) => ({ value, label: { zh } }));
const variables = [
  { name: "A", question: "A", label: { zh: "年龄段" }, valueLabels: labels(["1", "青年"]) },
  { name: "B_1", question: "B", label: { zh: "基础研究" }, questionLabel: { zh: "岗位" } },
  { name: "B_2", question: "B", label: { zh: "应用研究" }, questionLabel: { zh: "岗位" } },
  {
    name: "M_1",
    question: "M",
    label: { zh: "待遇" },
    questionLabel: { zh: "评价" },
    valueLabels: labels(["5", "同意"]),
  },
] as unknown as readonly Variable[];

it("says answers in the words and the order of the questionnaire", () => {
  const answers = { X: "原样", M: { "1": 5 }, B: [2, 1], A: 1 };
  expect(describeAnswers(answers, variables, ({ zh }) => zh)).toEqual([
    { key: "A", label: "年龄段", value: "青年" },
    { key: "B", label: "岗位", value: "应用研究；基础研究" },
    { key: "M.1", label: "评价 待遇", value: "同意" },
    { key: "X", label: "X", value: "原样" },
  ]);
});
