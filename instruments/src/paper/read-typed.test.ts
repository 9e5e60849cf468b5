import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileQuestionnaire } from "../compile/compile-questionnaire.ts";
import { tabulateAnswers } from "../compile/tabulate-answers.ts";
import { pruneAnswers, validateAnswers } from "../compile/validate-answers.ts";
import { lintQuestionnaire } from "../lint/lint-questionnaire.ts";
import type { CompiledQuestionnaire } from "../model/compiled.ts";
import type { Answers } from "../model/response.ts";
import { generateAnswers } from "../simulate/generate-answers.ts";
import { seededRandom } from "../simulate/random-source.ts";
import { arbitraryQuestionnaire } from "../testing/arbitrary-questionnaire.ts";
import { questionnaireOf } from "../testing/questionnaire.ts";
import { typeAnswers } from "../testing/type-answers.ts";
import { listBoxes } from "./list-boxes.ts";
import { parseBox } from "./parse-box.ts";
import { type ReadForm, readTyped } from "./read-typed.ts";

const compiled = compileQuestionnaire(
  questionnaireOf([
    { type: "radiogroup", name: "unit", title: "单位", choices: [1, 2, 99], showOtherItem: true, isRequired: true },
    { type: "checkbox", name: "m", title: "渠道", choices: [1, 2, 3, 9], visibleIf: "{unit} = 2", isRequired: true },
    { type: "ranking", name: "r", title: "排序", choices: ["x", "y", "z"], selectToRankEnabled: true },
    { type: "matrix", name: "g", title: "评分", columns: [1, 2, 3], rows: ["p", "q"], eachRowRequired: true },
    { type: "text", name: "n", title: "人数", inputType: "number", min: 0, max: 500 },
    { type: "text", name: "d", title: "日期", inputType: "date" },
    { type: "comment", name: "c", title: "建议" },
    {
      type: "paneldynamic",
      name: "l",
      title: "项目",
      maxPanelCount: 8,
      templateElements: [{ type: "text", name: "t", title: "名称" }],
    },
  ]),
);

const read = (typed: Readonly<Record<string, string>>): ReadForm => readTyped(compiled, typed);
const problemsOf = (typed: Readonly<Record<string, string>>) =>
  read(typed).problems.map(({ key, code }) => `${key} ${code}`);
const whole = { unit: "1", g_p: "3", g_q: "2" };

/** Cells that hold an answer: an entry of a list with nothing in it cannot be told from none. */
function givenCells(any: CompiledQuestionnaire, answers: Answers) {
  const cells = [...tabulateAnswers(any, answers)];
  return cells.filter(([, cell]) => "value" in cell || cell.missing === "notApplicable");
}

describe("readTyped", () => {
  it("reads codes, ranks, numbers, dates and texts, in full width too", () => {
    const typed = { unit: "２", m: "31", r_z: "1", r_x: "2", g_p: "3", g_q: "１", n: "1,200", d: "2026年3月1日" };
    const { answers, problems } = read({ ...typed, n: "120", c: " 多  些\t经费 ", l_1_t: "甲", l_2_t: "乙" });
    expect(problems).toEqual([]);
    expect(answers).toEqual({
      unit: 2,
      m: [1, 3],
      r: ["z", "x"],
      g: { p: 3, q: 1 },
      n: 120,
      d: "2026-03-01",
      c: "多 些 经费",
      l: [{ t: "甲" }, { t: "乙" }],
    });
    expect(problemsOf(typed)).toEqual(["n out-of-range"]);
  });

  it("names the box and the fault of what cannot be read", () => {
    expect(problemsOf({ ...whole, unit: "7", n: "很多", d: "2026", r_x: "4" })).toEqual([
      "unit unknown-code",
      "r_x not-a-rank",
      "n not-a-number",
      "d not-a-date",
    ]);
    expect(problemsOf({ ...whole, unit: "2", m: "1 1" })).toEqual(["m repeated-code"]);
    expect(problemsOf({ ...whole, r_x: "1", r_y: "3" })).toEqual(["r_y rank-gap"]);
    expect(problemsOf({ ...whole, unit: "97" })).toEqual(["unit_other other-text-missing"]);
    expect(problemsOf({ unit: "1", g_p: "3" })).toEqual(["g_q row-required"]);
  });

  it("skips what the conditions skip, whatever is typed there", () => {
    const { shown, answers, problems } = read({ ...whole, m: "1 2", unit_other: "?" });
    expect([shown.has("m"), shown.has("unit_other"), shown.has("l_1_t"), shown.has("l_2_t")]).toEqual([
      false,
      false,
      true,
      false,
    ]);
    expect(answers["m"]).toBeUndefined();
    expect(problems).toEqual([]);
  });

  it("takes a mark for what paper does not say, and invents no answer", () => {
    const { answers, marks, problems } = read({ unit: "＊", g_p: "？", g_q: "/", n: "#", r_x: "?", r_y: "2" });
    expect(answers).toEqual({});
    expect(problems).toEqual([]);
    expect(Object.fromEntries(marks)).toEqual({
      unit: "several",
      g_p: "illegible",
      g_q: "blank",
      n: "invalid",
      r_x: "illegible",
    });
    expect(problemsOf({ g_p: "?" })).toEqual(["unit required", "g_q row-required"]);
  });

  it("reads codes typed together only where nothing else can be meant", () => {
    const twelve = listBoxes(
      compileQuestionnaire(
        questionnaireOf([
          { type: "checkbox", name: "few", title: "少", choices: [1, 2, 3, 99] },
          { type: "checkbox", name: "lots", title: "多", choices: Array.from({ length: 12 }, (_, at) => at + 1) },
        ]),
      ),
    );
    const [few, lots] = twelve;
    if (few === undefined || lots === undefined) throw new Error("two boxes expected");
    expect(parseBox(few, "31").text).toBe("1 3");
    expect(parseBox(few, "99").text).toBe("99");
    expect(parseBox(lots, "12").text).toBe("12");
    expect(parseBox(lots, "2、1").text).toBe("1 2");
    expect(parseBox(lots, "13").fault).toBe("unknown-code");
  });

  it("gives back the answers that a faultless clerk types, of any questionnaire", () => {
    const usable = arbitraryQuestionnaire.filter((definition) =>
      lintQuestionnaire(definition).every(({ severity }) => severity !== "error"),
    );
    fc.assert(
      fc.property(usable, fc.nat(), (definition, seed) => {
        const any = compileQuestionnaire(definition);
        const answers = pruneAnswers(any, generateAnswers(definition, seededRandom(seed)));
        const form = readTyped(any, typeAnswers(any, answers));
        expect(givenCells(any, form.answers)).toEqual(givenCells(any, answers));
        expect(readTyped(any, Object.fromEntries(form.texts)).answers).toEqual(form.answers);
        if (validateAnswers(any, form.answers, "complete").length === 0) expect(form.problems).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it("never throws, whatever is typed", () => {
    const boxes = listBoxes(compiled).map(({ key }) => key);
    const text = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("1", "2", "3", "97", "/", "？", "12", "𠮷"));
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...boxes), text), (typed) => {
        const { texts, answers } = read(typed);
        expect(read(Object.fromEntries(texts)).answers).toEqual(answers);
      }),
      { numRuns: 300 },
    );
  });
});
