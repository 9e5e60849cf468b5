import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CompiledQuestionnaire } from "../model/compiled.ts";
import type { Json } from "../model/questionnaire.ts";
import type { Answers } from "../model/response.ts";
import { questionnaireOf } from "../testing/questionnaire.ts";
import { compileQuestionnaire } from "./compile-questionnaire.ts";
import { pruneAnswers, validateAnswers } from "./validate-answers.ts";

type Node = { readonly [key: string]: Json };

/** One question of every kind, and branches on the first. */
const elements: readonly Node[] = [
  { type: "radiogroup", name: "one", title: "one", choices: [1, 2, 3], showOtherItem: true },
  {
    type: "checkbox",
    name: "many",
    title: "many",
    choices: ["a", "b", { value: "c", visibleIf: "{one} = 1" }],
    showNoneItem: true,
    maxSelectedChoices: 2,
  },
  { type: "ranking", name: "rank", title: "rank", choices: ["a", "b", "c"] },
  { type: "boolean", name: "flag", title: "flag" },
  { type: "text", name: "num", title: "num", inputType: "number", min: 0, max: 9 },
  { type: "text", name: "txt", title: "txt", showCommentArea: true },
  { type: "text", name: "day", title: "day", inputType: "date", min: "2020-01-01" },
  { type: "text", name: "mail", title: "mail", inputType: "email" },
  { type: "text", name: "phone", title: "phone", validators: [{ type: "regex", regex: "^1[3-9]\\d{9}$" }] },
  { type: "matrix", name: "grid", title: "grid", rows: ["x", "y"], columns: [1, 2], eachRowUnique: true },
  { type: "multipletext", name: "items", title: "items", items: [{ name: "p" }, { name: "q", inputType: "number" }] },
  { type: "matrixdropdown", name: "table", title: "table", rows: ["r"], columns: [{ name: "k", choices: [1, 2] }] },
  {
    type: "paneldynamic",
    name: "list",
    title: "list",
    maxPanelCount: 2,
    keyName: "k",
    templateElements: [{ type: "text", name: "k", title: "k" }],
  },
  {
    type: "panel",
    name: "branch",
    visibleIf: "{one} = 2",
    elements: [{ type: "comment", name: "why", title: "why", isRequired: true }],
  },
  { type: "expression", name: "double", title: "double", expression: "{num} * 2" },
];
const compiled = compileQuestionnaire(questionnaireOf(elements));

function codes(
  answers: unknown,
  mode: "draft" | "complete" = "complete",
  with_: CompiledQuestionnaire = compiled,
): readonly string[] {
  return validateAnswers(with_, answers, mode).map(({ code, question, path }) => `${code} ${question}${path}`);
}

describe("structure, as a draft must keep it (VA1–VA7)", () => {
  it.each<[string, unknown, string]>([
    ["VA1", null, "not-an-object "],
    ["VA1", [], "not-an-object "],
    ["VA2", { zzz: 1 }, "unknown-name zzz"],
    ["VA2", JSON.parse('{"__proto__":{"x":1}}'), "unknown-name __proto__"],
    ["VA2", { constructor: 1 }, "unknown-name constructor"],
    ["VA2", { "one-Comment": "x", "num-Comment": "y" }, "unknown-name num-Comment"],
    ["VA2", { items: { z: "1" } }, "unknown-name items.z"],
    ["VA2", { grid: JSON.parse('{"__proto__":1}') }, "unknown-name grid.__proto__"],
    ["VA2", { list: [{ k: "a" }, { z: 1 }] }, "unknown-name list[1].z"],
    ["VA3", { one: [1] }, "wrong-type one"],
    ["VA3", { one: { valueOf: 1 } }, "wrong-type one"],
    ["VA3", { num: "5" }, "wrong-type num"],
    ["VA3", { num: Number.NaN }, "wrong-type num"],
    ["VA3", { num: Number.POSITIVE_INFINITY }, "wrong-type num"],
    ["VA3", { txt: 5 }, "wrong-type txt"],
    ["VA3", { many: "a" }, "wrong-type many"],
    ["VA3", { list: { k: 1 } }, "wrong-type list"],
    ["VA3", { table: { r: [1] } }, "wrong-type table.r"],
    ["VA3", { table: { r: 5 } }, "wrong-type table.r"],
    ["VA3", { grid: { x: null } }, "wrong-type grid.x"],
    ["VA4", { txt: "\ud800" }, "lone-surrogate txt"],
    ["VA5", { txt: "a\u0000" }, "control-character txt"],
    ["VA6", { txt: "字".repeat(2_001) }, "too-long txt"],
    ["VA6", { why: "x".repeat(20_001) }, "too-long why"],
    ["VA7", { many: Array.from({ length: 1_000_000 }, () => "a") }, "too-many-items many"],
    ["VA7", { list: [{}, {}, {}] }, "too-many-items list"],
  ])("%s refuses", (_rule, answers, problem) => {
    expect(codes(answers, "draft")).toEqual([problem]);
  });

  it("VA6 counts characters, not UTF-16 units", () => {
    expect(codes({ txt: "\u{20000}".repeat(2_000) }, "draft")).toEqual([]);
  });

  it("accepts what is not finished", () => {
    expect(codes({ one: 9, why: "x", rank: ["a"], num: 50, day: "soon", one2: null, many: null }, "draft")).toEqual([
      "unknown-name one2",
    ]);
  });
});

describe("completion (VA8–VA19)", () => {
  it.each<[string, Answers, string]>([
    ["VA8", { one: 1, why: "x" }, "hidden-answer why"],
    ["VA9", { one: 4 }, "unknown-choice one"],
    ["VA9", { one: "1" }, "unknown-choice one"],
    ["VA9", { grid: { x: 3 } }, "unknown-choice grid.x"],
    ["VA9", { table: { r: { k: 3 } } }, "unknown-choice table.r.k"],
    ["VA9", { flag: "true" }, "unknown-choice flag"],
    ["VA10", { one: 3, many: ["c"] }, "hidden-choice many"],
    ["VA11", { many: ["a", "a"] }, "repeated-choice many"],
    ["VA11", { many: ["none", "a"] }, "exclusive-choice many"],
    ["VA11", { one: 1, many: ["a", "b", "c"] }, "too-many-choices many"],
    ["VA11", { rank: ["a", "b"] }, "incomplete-ranking rank"],
    ["VA11", { grid: { x: 1, y: 1 } }, "rows-not-unique grid"],
    ["VA12", { one: 2 }, "required why"],
    ["VA12", { one: 2, why: " \n " }, "required why"],
    ["VA14", { num: 10 }, "out-of-range num"],
    ["VA14", { day: "2019-12-31" }, "out-of-range day"],
    ["VA15", { day: "2023-02-29" }, "wrong-format day"],
    ["VA15", { mail: "a@b" }, "wrong-format mail"],
    ["VA16", { phone: "12345678901" }, "validator-failed phone"],
    ["VA17", { list: [{ k: "a" }, { k: "a" }] }, "duplicate-key list[1].k"],
    ["VA18", { one: "other" }, "other-text-missing one"],
    ["VA18", { one: 1, "one-Comment": "x" }, "other-text-stray one"],
    ["VA19", { num: 2, double: 5 }, "computed-differs double"],
  ])("%s refuses", (_rule, answers, problem) => {
    expect(codes(answers)).toEqual([problem]);
  });

  it("accepts answers of every kind", () => {
    const answers: Answers = {
      one: "other",
      "one-Comment": "其他说明",
      many: ["none"],
      rank: ["c", "a", "b"],
      flag: false,
      num: 4,
      txt: "文字",
      "txt-Comment": "补充",
      day: "2024-02-29",
      mail: "li@example.com",
      phone: "13800000000",
      grid: { x: 1, y: 2 },
      items: { p: "x", q: 3 },
      table: { r: { k: 1 } },
      list: [{ k: "a" }, { k: "b" }],
      double: 8,
    };
    expect(codes(Object.freeze(answers))).toEqual([]);
  });

  it("VA13 asks nothing of a disabled question but that its answer could have been given", () => {
    const disabled = compileQuestionnaire(
      questionnaireOf([
        { type: "boolean", name: "a", title: "a" },
        { type: "text", name: "b", title: "b", inputType: "number", max: 3, isRequired: true, enableIf: "{a} = true" },
        { type: "radiogroup", name: "c", title: "c", choices: [1], enableIf: "{a} = true" },
      ]),
    );
    expect(codes({}, "complete", disabled)).toEqual([]);
    expect(codes({ b: 7, c: 2 }, "complete", disabled)).toEqual(["unknown-choice c"]);
    expect(codes({ a: true }, "complete", disabled)).toEqual(["required b"]);
  });

  it("VA10 asks choicesVisibleIf and rowsVisibleIf with each choice and row as {item}", () => {
    const picked = compileQuestionnaire(
      questionnaireOf([
        { type: "checkbox", name: "a", title: "a", choices: ["x", "y", "z"] },
        {
          type: "radiogroup",
          name: "b",
          title: "b",
          choices: ["x", "y", "z"],
          choicesVisibleIf: "{a} contains {item}",
        },
        {
          type: "matrix",
          name: "c",
          title: "c",
          rows: ["x", "y"],
          columns: [1, 2],
          rowsVisibleIf: "{a} contains {item}",
          eachRowRequired: true,
        },
      ]),
    );
    expect(codes({ a: ["x"], b: "x", c: { x: 1 } }, "complete", picked)).toEqual([]);
    expect(codes({ a: ["x"], b: "y", c: { y: 1 } }, "complete", picked)).toEqual([
      "hidden-choice b",
      "hidden-answer c.y",
      "row-required c.x",
    ]);
    expect(pruneAnswers(picked, { a: ["y"], b: "x", c: { x: 1, y: 2 } })).toEqual({ a: ["y"], c: { y: 2 } });
  });

  it("VA8 knows calculated values where the last question they read is answered", () => {
    const scored = compileQuestionnaire(
      questionnaireOf(
        [
          { type: "rating", name: "a", title: "a" },
          { type: "panel", name: "p", elements: [{ type: "rating", name: "b", title: "b", visibleIf: "{a} > 1" }] },
          { type: "text", name: "c", title: "c", visibleIf: "{level} = 'high'", isRequired: true },
        ],
        {},
        {
          calculatedValues: [
            { name: "sum", expression: "{a} + {b}" },
            { name: "level", expression: "iif({sum} > 5, 'high', 'low')", includeIntoResult: true },
          ],
        },
      ),
    );
    expect(codes({ a: 3, b: 3 }, "complete", scored)).toEqual(["required c"]);
    expect(codes({ a: 1, b: 5, c: "x" }, "complete", scored)).toEqual(["hidden-answer b", "hidden-answer c"]);
    expect(pruneAnswers(scored, { a: 1, b: 5, c: "x" })).toEqual({ a: 1, level: "low" });
    expect(codes({ a: 1, sum: 1 }, "draft", scored)).toEqual(["unknown-name sum"]);
  });

  it("lists at most 200 problems", () => {
    expect(
      codes(Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`z${index}`, 1])), "draft"),
    ).toHaveLength(200);
  });
});

describe("pruneAnswers (VA20)", () => {
  it("drops what is hidden, computes, and leaves the rest to be refused", () => {
    const answers: Answers = Object.freeze({ one: 3, why: "x", many: ["c", "a"], num: 2, double: 7, zzz: 1, txt: 5 });
    expect(pruneAnswers(compiled, answers)).toEqual({ one: 3, many: ["a"], num: 2, double: 4, zzz: 1, txt: 5 });
  });

  const value = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>;
  const known = fc.record(
    {
      one: fc.oneof(fc.constantFrom<Json>(1, 2, 3, "other"), value),
      many: fc.oneof(fc.subarray<Json>(["a", "b", "c", "none"]), value),
      why: fc.oneof(fc.constant<Json>("x"), value),
      "one-Comment": fc.oneof(fc.constant<Json>("x"), value),
      grid: fc.oneof(fc.constant<Json>({ x: 1 }), value),
      list: fc.oneof(fc.constant<Json>([{ k: "a" }, {}]), value),
      table: fc.oneof(fc.constant<Json>({ r: { k: 1 } }), value),
      items: value,
      num: fc.oneof(fc.integer({ min: -1, max: 10 }), value),
    },
    { requiredKeys: [] },
  );
  const answers = fc.oneof(known, fc.dictionary(fc.string(), value)) as fc.Arbitrary<Answers>;

  it("is idempotent, and what it returns has nothing hidden", () => {
    fc.assert(
      fc.property(answers, (given) => {
        const pruned = pruneAnswers(compiled, given);
        expect(pruneAnswers(compiled, pruned)).toEqual(pruned);
        const found = validateAnswers(compiled, pruned, "complete").map(({ code }) => code);
        expect(found).not.toContain("hidden-answer");
        expect(found).not.toContain("hidden-choice");
        expect(found).not.toContain("computed-differs");
      }),
      { numRuns: 2_000 },
    );
  });

  it("complete answers are drafts too, and nothing ever throws", () => {
    fc.assert(
      fc.property(fc.anything(), (given) => {
        const draft = validateAnswers(compiled, given, "draft");
        const complete = validateAnswers(compiled, given, "complete");
        if (draft.length > 0) expect(complete).toEqual(draft);
      }),
      { numRuns: 2_000 },
    );
  });

  it("runs the same from the stored JSON of a compiled questionnaire", () => {
    const stored = JSON.parse(JSON.stringify(compiled)) as CompiledQuestionnaire;
    fc.assert(
      fc.property(answers, (given) => {
        expect(validateAnswers(stored, given, "complete")).toEqual(validateAnswers(compiled, given, "complete"));
      }),
    );
  });
});

describe("compileQuestionnaire", () => {
  it("refuses with every finding", () => {
    const broken = questionnaireOf([
      { type: "file", name: "f" },
      { type: "radiogroup", name: "a b", choices: [] },
    ]);
    expect(() => compileQuestionnaire(broken)).toThrow(
      expect.objectContaining({
        code: "questionnaire.refused",
        findings: expect.arrayContaining([
          expect.objectContaining({ code: "unknown-type" }),
          expect.objectContaining({ code: "bad-name" }),
        ]),
      }),
    );
  });
});
