import {
  brandAs,
  compileQuestionnaire,
  type QuestionnaireDefinition,
  type QuestionnaireName,
} from "@diaoyan/instruments";
import { describe, expect, it } from "vitest";
import { missingReasons } from "../model/dataset.ts";
import { buildDataset, startDataset } from "./build-dataset.ts";
import { finishAtOnce } from "./finish-at-once.ts";
import { readCategories, readNumbers } from "./read-column.ts";

const choices = [
  { value: 1, text: "有" },
  { value: 2, text: "没有" },
  { value: 99, text: "不清楚" },
];
const asked = (name: string, title: string, more = {}) => ({ type: "radiogroup", name, title, choices, ...more });

function questionnaire(...elements: readonly ReturnType<typeof asked>[]): QuestionnaireDefinition {
  return {
    name: brandAs<QuestionnaireName>("test"),
    form: "short",
    title: { zh: "测试问卷" },
    purpose: { zh: "测试" },
    minutes: 5,
    constructs: [],
    missingCodes: [99],
    survey: { locale: "zh-cn", clearInvisibleValues: "onHidden", pages: [{ name: "page1", elements }] },
  };
}

const first = compileQuestionnaire(
  questionnaire(asked("Q1", "旧题目"), asked("Q2", "追问", { visibleIf: "{Q1} = 1" })),
);
const second = compileQuestionnaire(questionnaire(asked("Q1", "新题目"), asked("Q3", "新增")));

describe("buildDataset", () => {
  const data = buildDataset(
    [first, second],
    [
      { id: "a", version: first.hash, answers: { Q1: 1, Q2: 2 } },
      { id: "b", version: first.hash, answers: { Q1: 2 } },
      { id: "c", version: second.hash, answers: { Q1: 99, Q3: 1 } },
      { id: "d", version: second.hash, answers: {} },
    ],
  );
  const reasons = (name: string) => [...(data.columns.get(name)?.missing ?? [])].map((code) => missingReasons[code]);

  it("joins versions by the names of variables", () => {
    expect(data.rowIds).toEqual(["a", "b", "c", "d"]);
    expect([...readNumbers(data, "Q1")]).toEqual([1, 2, Number.NaN, Number.NaN]);
    expect(readCategories(data, "Q3").values).toEqual(["1"]);
  });

  it("says of every missing cell why it is missing", () => {
    expect(reasons("Q1")).toEqual([null, null, "notApplicable", "skipped"]);
    expect(reasons("Q2")).toEqual([null, "notShown", "notShown", "notShown"]);
    expect(reasons("Q3")).toEqual(["notShown", "notShown", null, "skipped"]);
  });

  it("lets the newest version speak where labels differ", () => {
    expect(data.variables.find(({ name }) => name === "Q1")?.label.zh).toBe("新题目");
  });

  it("gives the same page by page as at once, however many come", () => {
    const responses = Array.from({ length: 1_000 }, (_, row) => ({
      id: String(row),
      version: row % 2 === 0 ? first.hash : second.hash,
      answers: row % 3 === 0 ? { Q1: 99 } : { Q1: 1 + (row % 2) },
    }));
    const building = startDataset([first, second]);
    for (let at = 0; at < responses.length; at += 300) building.add(responses.slice(at, at + 300));
    expect(finishAtOnce(building.finish())).toEqual(buildDataset([first, second], responses));
  });

  it("refuses a response to a version it was not given", () => {
    const build = () => buildDataset([first], [{ id: "x", version: "?", answers: {} }]);
    expect(build).toThrow(expect.objectContaining({ code: "dataset.version-unknown" }));
    expect(build).toThrow(/response x/);
  });

  it("makes a data set without rows of no responses", () => {
    expect(buildDataset([first], []).rowCount).toBe(0);
  });
});
