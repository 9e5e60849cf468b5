import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lintQuestionnaire } from "../lint/lint-questionnaire.ts";
import type { Answers } from "../model/response.ts";
import { generateAnswers } from "../simulate/generate-answers.ts";
import { seededRandom } from "../simulate/random-source.ts";
import { arbitraryQuestionnaire } from "../testing/arbitrary-questionnaire.ts";
import { questionnaireOf } from "../testing/questionnaire.ts";
import { compileQuestionnaire } from "./compile-questionnaire.ts";
import { readAnswerRow } from "./read-answer-row.ts";
import { type Cell, tabulateAnswers } from "./tabulate-answers.ts";
import { pruneAnswers, validateAnswers } from "./validate-answers.ts";

/** A row as a data file holds it: values as text, nothing for what is missing. */
function toRow(cells: ReadonlyMap<string, Cell>): ReadonlyMap<string, string> {
  return new Map([...cells].map(([name, cell]) => [name, "value" in cell ? String(cell.value) : ""]));
}

const survey = questionnaireOf([
  { type: "radiogroup", name: "unit", title: "单位", choices: [1, 2], showOtherItem: true },
  { type: "checkbox", name: "m", title: "渠道", choices: ["a", "b"], showOtherItem: true },
  { type: "ranking", name: "r", title: "排序", choices: ["x", "y", "z"], selectToRankEnabled: true },
  { type: "boolean", name: "b", title: "是否", valueTrue: "yes", valueFalse: "no" },
  { type: "matrix", name: "g", title: "评分", columns: [1, 2, 3], rows: ["p", "q"] },
  { type: "text", name: "n", title: "人数", inputType: "number" },
  {
    type: "paneldynamic",
    name: "l",
    title: "项目",
    maxPanelCount: 3,
    templateElements: [{ type: "text", name: "t", title: "名称" }],
  },
]);
const compiled = compileQuestionnaire(survey);

function read(row: Readonly<Record<string, string>>): Answers {
  return readAnswerRow(compiled, new Map(Object.entries(row)));
}

describe("readAnswerRow", () => {
  it("reads every kind of answer out of its columns", () => {
    const row = { unit: "97", unit_other: "智库", m_a: "0", m_b: "1", r_z: "1", r_x: "2", b: "0", g_q: "3", n: " 12 " };
    expect(read(row)).toEqual({
      unit: "other",
      "unit-Comment": "智库",
      m: ["b"],
      r: ["z", "x"],
      b: "no",
      g: { q: 3 },
      n: 12,
    });
    expect(read({ l_2_t: "乙" })).toEqual({ l: [{}, { t: "乙" }] });
    expect(read({ unit: "", m_a: "0", m_b: "0" })).toEqual({});
  });

  it("names the column, the value and what was expected", () => {
    expect(() => read({ unit: "3" })).toThrow('column "unit": expected one of 1, 2, 97, got "3"');
    expect(() => read({ m_a: "是" })).toThrow('column "m_a": expected 1 (chosen) or 0, got "是"');
    expect(() => read({ r_x: "1", r_y: "1" })).toThrow('column "r": expected the ranks 1 to 2, each once, got "1"');
    expect(() => read({ b: "yes" })).toThrow('column "b": expected 1 (yes) or 0 (no), got "yes"');
    expect(() => read({ n: "十" })).toThrow('column "n": expected a number, got "十"');
  });

  it("gives back the answers of any questionnaire that were laid out as a row", () => {
    const usable = arbitraryQuestionnaire.filter((definition) =>
      lintQuestionnaire(definition).every(({ severity }) => severity !== "error"),
    );
    fc.assert(
      fc.property(usable, fc.nat(), (definition, seed) => {
        const program = compileQuestionnaire(definition);
        const answers = pruneAnswers(program, generateAnswers(definition, seededRandom(seed)));
        const cells = tabulateAnswers(program, answers);
        // a table cannot tell "not applicable" from "not answered", nor an empty entry of a list from none
        if ([...cells.values()].some((cell) => "missing" in cell && cell.missing === "notApplicable")) return;
        const back = pruneAnswers(program, readAnswerRow(program, toRow(cells)));
        expect(toRow(tabulateAnswers(program, back))).toEqual(toRow(cells));
        if (validateAnswers(program, answers, "complete").length === 0)
          expect(validateAnswers(program, back, "draft")).toEqual([]);
      }),
    );
  });
});
