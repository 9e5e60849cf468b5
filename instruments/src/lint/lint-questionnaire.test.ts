import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json, QuestionnaireDefinition } from "../model/questionnaire.ts";
import { questionnaireOf } from "../testing/questionnaire.ts";
import { lintQuestionnaire } from "./lint-questionnaire.ts";

type Node = { readonly [key: string]: Json };

function errorsOf(definition: unknown): readonly string[] {
  return lintQuestionnaire(definition)
    .filter(({ severity }) => severity === "error")
    .map(({ code }) => code);
}

function errorsIn(
  elements: readonly Node[],
  more: Partial<QuestionnaireDefinition> = {},
  survey: Node = {},
): readonly string[] {
  return errorsOf(questionnaireOf(elements, more, survey));
}

const q = (name: string, more: Node = {}): Node => ({
  type: "radiogroup",
  name,
  title: name,
  choices: [1, 2, 3],
  ...more,
});
const text = (name: string, more: Node = {}): Node => ({ type: "text", name, title: name, ...more });

describe("PR: the profile", () => {
  it.each<[string, string, Node]>([
    ["PR1", "unknown-type", { type: "file", name: "a" }],
    ["PR1", "unknown-type", { type: "constructor", name: "a" }],
    ["PR2", "unknown-property", q("a", { choicesByUrl: { url: "http://169.254.169.254/" } })],
    ["PR2", "unknown-property", q("a", { defaultValue: 1 })],
    ["PR2", "unknown-property", q("a", { onclick: "x" })],
    ["PR2", "unknown-property", q("a", { valueName: "b" })],
    ["PR3", "wrong-value", q("a", { isRequired: "yes" })],
    ["PR3", "wrong-value", q("a", { title: { fr: "x" } })],
    ["PR4", "unsafe-html", { type: "html", name: "h", html: '<p onclick="x()">a</p>' }],
    ["PR4", "unsafe-html", { type: "html", name: "h", html: "<script>x</script>" }],
    ["PR4", "unsafe-html", { type: "html", name: "h", html: '<a href="javascript:x">a</a>' }],
    ["PR4", "unsafe-html", { type: "html", name: "h", html: "<p>{a}</p>" }],
    ["PR4", "unsafe-html", { type: "html", name: "h", html: "<img src=x onerror=alert(1)>" }],
    ["PR5", "unsafe-link", { type: "image", name: "i", imageLink: "https://example.com/a.png" }],
    ["PR5", "unsafe-link", { type: "image", name: "i", imageLink: "javascript:alert(1)" }],
    ["PR5", "unsafe-link", { type: "image", name: "i", imageLink: "data:image/svg+xml;base64,AAAA" }],
    ["PR6", "bad-expression", q("a", { visibleIf: "{b} = " })],
    ["PR6", "bad-expression", q("a", { visibleIf: "today() > 1" })],
  ])("%s refuses %s", (_rule, code, node) => {
    expect(errorsIn([node, q("last")])).toContain(code);
  });

  it("PR2 says why a well-known property is refused and what to do", () => {
    const [finding] = lintQuestionnaire(questionnaireOf([q("a", { choicesByUrl: { url: "https://example.com" } })]));
    expect(finding).toMatchObject({ path: "survey.pages[0].elements[0].choicesByUrl", code: "unknown-property" });
    expect(finding?.message).toMatch(/foreign server/);
    expect(finding?.remedy).toMatch(/write the choices/);
  });

  it("accepts every type of the profile with its aliases", () => {
    const elements: readonly Node[] = [
      q("a", { hasOther: true, otherText: "其他", hasNone: true }),
      q("b", { type: "checkbox", visibleIf: "{a} = 1" }),
      q("c", { type: "dropdown", choicesOrder: "random" }),
      q("d", { type: "tagbox", maxSelectedChoices: 2 }),
      { type: "rating", name: "e", title: "e", minRateDescription: "低", maxRateDescription: "高" },
      { type: "boolean", name: "f", title: "f" },
      text("g", { inputType: "date", min: "2020-01-01" }),
      { type: "comment", name: "h", title: "h", validators: [{ type: "text", minLength: 2 }] },
      {
        type: "matrix",
        name: "i",
        title: "i",
        rows: ["x"],
        columns: [{ value: 1, text: "低" }],
        isAllRowRequired: true,
      },
      { type: "multipletext", name: "j", title: "j", items: [{ name: "x" }] },
      q("k", { type: "ranking", selectToRankEnabled: true }),
      { type: "matrixdropdown", name: "l", title: "l", rows: ["r"], columns: [{ name: "x", cellType: "text" }] },
      { type: "matrixdynamic", name: "m", title: "m", maxRowCount: 3, columns: [{ name: "x", choices: [1] }] },
      {
        type: "paneldynamic",
        name: "n",
        title: "n",
        maxPanelCount: 3,
        templateElements: [text("x"), text("y", { visibleIf: "{panel.x} notempty" })],
      },
      {
        type: "panel",
        name: "o",
        elements: [text("p"), { type: "expression", name: "r", title: "r", expression: "{e} + 1" }],
      },
      { type: "html", name: "s", html: '<p>说明 <strong>重要</strong> <a href="https://example.com/a">链接</a></p>' },
      { type: "image", name: "t", imageLink: "/logo.png", altText: { default: "图", en: "Picture" } },
    ];
    expect(errorsIn(elements, {}, { calculatedValues: [{ name: "u", expression: "{e} * 2" }] })).toEqual([]);
  });

  it("never throws, whatever the JSON", () => {
    const key = fc.constantFrom(
      "type",
      "name",
      "choices",
      "rows",
      "columns",
      "elements",
      "visibleIf",
      "validators",
      "items",
      "templateElements",
      "rateMax",
    );
    const type = fc.constantFrom<Json>(
      "radiogroup",
      "matrix",
      "paneldynamic",
      "panel",
      "rating",
      "matrixdropdown",
      "text",
    );
    const { node } = fc.letrec<{ node: Json }>((tie) => ({
      node: fc.oneof(
        { depthSize: "small" },
        fc.jsonValue() as fc.Arbitrary<Json>,
        type,
        fc.dictionary(key, fc.oneof(tie("node"), fc.array(tie("node"), { maxLength: 3 }), type)) as fc.Arbitrary<Json>,
      ),
    }));
    fc.assert(
      fc.property(fc.array(node, { maxLength: 4 }), (elements) => {
        expect(Array.isArray(lintQuestionnaire(questionnaireOf(elements as readonly Node[])))).toBe(true);
      }),
      { numRuns: 500 },
    );
    fc.assert(fc.property(fc.anything(), (value) => Array.isArray(lintQuestionnaire(value))));
  });
});

describe("LI: names, limits and choices", () => {
  it.each<[string, string, readonly Node[]]>([
    ["LI2", "bad-name", [q("a b")]],
    ["LI2", "bad-name", [q("a-b")]],
    ["LI2", "reserved-name", [q("__proto__")]],
    ["LI2", "reserved-name", [q("panel")]],
    ["LI3", "duplicate-name", [q("a"), q("A")]],
    ["LI4", "missing-property", [q("a", { choices: [] })]],
    ["LI4", "duplicate-choice", [q("a", { choices: [1, "1"] })]],
    ["LI4", "bad-choice", [q("a", { choices: [{ text: "x" }] })]],
    ["LI4", "bad-choice-name", [q("a", { type: "checkbox", choices: ["a b"] })]],
    ["LI5", "reserved-choice", [q("a", { choices: ["other", "x"], showOtherItem: true })]],
    ["LI5", "reserved-choice", [q("a", { choices: [1, 97], showOtherItem: true })]],
    ["LI6", "contradictory-limits", [text("a", { inputType: "number", min: 5, max: 1 })]],
    ["LI6", "contradictory-limits", [q("a", { type: "checkbox", minSelectedChoices: 4 })]],
    ["LI6", "contradictory-limits", [{ type: "rating", name: "a", rateMin: 5, rateMax: 1 }]],
    ["LI7", "missing-property", [{ type: "paneldynamic", name: "a", templateElements: [text("x")] }]],
    [
      "LI7",
      "too-many-entries",
      [{ type: "paneldynamic", name: "a", maxPanelCount: 500, templateElements: [text("x")] }],
    ],
    ["LI8", "unknown-validator", [text("a", { validators: [{ type: "javascript" }] })]],
    ["LI9", "unsafe-regex", [text("a", { validators: [{ type: "regex", regex: "^(a+)+$" }] })]],
    ["LI10", "too-long-text", [text("a", { maxLength: 50_000 })]],
  ])("%s reports %s", (_rule, code, elements) => {
    expect(errorsIn(elements)).toContain(code);
  });

  it("LI10 warns of scales and codes without words, and of missing titles", () => {
    const codes = lintQuestionnaire(
      questionnaireOf([
        { type: "rating", name: "a" },
        { type: "matrix", name: "b", rows: ["x"], columns: [1, 2] },
        q("c"),
      ]),
    ).map(({ code, severity }) => `${severity} ${code}`);
    expect(codes).toEqual(
      expect.arrayContaining(["warning missing-anchor", "warning missing-title", "warning missing-label"]),
    );
    expect(codes.some((code) => code.startsWith("error"))).toBe(false);
  });
});

describe("LI: references and logic", () => {
  it.each<[string, string, readonly Node[]]>([
    ["LI11", "forward-reference", [q("a", { visibleIf: "{b} = 1" }), q("b")]],
    ["LI11", "forward-reference", [q("a", { visibleIf: "{a} = 1" })]],
    ["LI11", "forward-reference", [{ type: "panel", name: "p", visibleIf: "{b} = 1", elements: [q("b")] }]],
    ["LI11", "forward-reference", [q("a", { title: "您说 {b}" }), q("b")]],
    ["LI12", "unknown-name", [q("a"), q("b", { visibleIf: "{c} = 1" })]],
    ["LI12", "unknown-name", [q("a"), q("b", { visibleIf: "{a.x} = 1" })]],
    ["LI12", "unknown-name", [q("a"), q("b", { visibleIf: "{panel.a} = 1" })]],
    ["LI12", "unknown-name", [q("a"), q("b", { visibleIf: "{item} = 1" })]],
    [
      "LI12",
      "hidden-formula",
      [
        q("a"),
        { type: "expression", name: "e", expression: "1", visibleIf: "{a} = 1" },
        q("b", { visibleIf: "{e} = 1" }),
      ],
    ],
    [
      "LI12",
      "hidden-row",
      [
        q("a"),
        { type: "matrix", name: "m", columns: [1, 2], rows: [{ value: "x", visibleIf: "{a} = 1" }] },
        q("b", { visibleIf: "{m.x} = 1" }),
      ],
    ],
    ["LI13", "unreachable", [q("a"), q("b", { visibleIf: "{a} = 1 and {a} = 2" })]],
    [
      "LI13",
      "unreachable",
      [q("a"), q("b", { visibleIf: "{a} = 1" }), q("c", { visibleIf: "{b} notempty and {a} = 2" })],
    ],
    [
      "LI13",
      "unreachable",
      [q("a"), { type: "panel", name: "p", visibleIf: "{a} = 1", elements: [q("b", { visibleIf: "{a} = 2" })] }],
    ],
    ["LI13", "unreachable", [text("n", { inputType: "number", max: 5 }), q("b", { visibleIf: "{n} > 5" })]],
    ["LI14", "unknown-value", [q("a"), q("b", { visibleIf: "{a} = 7" })]],
    ["LI14", "text-as-number", [text("a"), q("b", { visibleIf: "{a} = 7" })]],
    ["LI14", "zero-in-list", [q("a", { choices: [0, 1] }), q("b", { visibleIf: "{a} anyof [0]" })]],
    ["LI14", "part-of-one", [q("a"), q("b", { visibleIf: "{a} contains 1" })]],
  ])("%s reports %s", (_rule, code, elements) => {
    expect(errorsIn(elements)).toContain(code);
  });

  it("LI13 accepts what can be reached and warns where a condition always holds", () => {
    expect(
      errorsIn([q("a"), q("b", { visibleIf: "{a} = 1 or {a} = 2" }), q("c", { visibleIf: "{b} = 3 and {a} != 1" })]),
    ).toEqual([]);
    const findings = lintQuestionnaire(questionnaireOf([q("a"), q("b", { visibleIf: "{a} empty or {a} notempty" })]));
    expect(findings.map(({ code }) => code)).toContain("always-shown");
  });

  it("LI11 follows calculated values to the questions they read", () => {
    const survey = { calculatedValues: [{ name: "x", expression: "{b} + 1" }] };
    expect(errorsIn([q("a", { visibleIf: "{x} > 1" }), q("b")], {}, survey)).toContain("forward-reference");
    expect(errorsIn([q("b"), q("a", { visibleIf: "{x} > 1" })], {}, survey)).toEqual([]);
  });
});

describe("LI: what the file says of its variables", () => {
  const items: readonly Node[] = [
    { type: "matrix", name: "m", title: "m", rows: ["a", "b"], columns: [1, 2, 3] },
    q("c"),
  ];
  const construct = { id: "k", label: { zh: "构念" }, items: ["m_a", "m_b"], wording: "own" as const };

  it("LI1 refuses bottomless nesting before anything else looks at it", () => {
    const deep = JSON.parse(`${"[".repeat(100_000)}${"]".repeat(100_000)}`) as Json;
    expect(errorsIn([{ type: "text", name: "a", title: deep }])).toEqual(["too-deep"]);
  });

  it("LI1 checks the file around the survey", () => {
    expect(errorsOf({})).toContain("wrong-definition");
    expect(errorsOf(null)).toEqual(["wrong-definition"]);
    expect(errorsOf({ ...questionnaireOf(items), extra: 1 })).toEqual(["unknown-property"]);
  });

  it.each<[string, Partial<QuestionnaireDefinition>]>([
    ["unknown-item", { constructs: [{ ...construct, items: ["m_a", "m_z"] }] }],
    ["unknown-item", { constructs: [{ ...construct, reverse: ["c"] }] }],
    ["item-of-two", { constructs: [construct, { ...construct, id: "l" }] }],
    ["unknown-item", { importancePerformance: [{ label: { zh: "x" }, importance: "m_a", performance: "z" }] }],
    ["unknown-item", { attentionChecks: [{ question: "z", expected: 1 }] }],
    ["unknown-value", { attentionChecks: [{ question: "c", expected: 9 }] }],
    ["unknown-item", { derive: [{ name: "d", op: "mean", items: ["m_a", "z"] }] }],
  ])("LI15 reports %s", (code, more) => {
    expect(new Set(errorsIn(items, more))).toEqual(new Set([code]));
  });

  it("lets a cell of a table read the cells of its own row", () => {
    const columns = (visibleIf: string): Node[] => [
      { name: "k", title: "k", cellType: "dropdown", choices: [1, 2] },
      { name: "n", title: "n", cellType: "text", visibleIf },
    ];
    const table = (visibleIf: string): Node => ({
      type: "matrixdropdown",
      name: "t",
      title: "t",
      rows: ["r"],
      columns: columns(visibleIf),
    });
    expect(errorsIn([table("{row.k} = 1")])).toEqual([]);
    expect(errorsIn([table("{panel.k} = 1")])).toEqual(["unknown-name"]);
    expect(errorsIn([table("{row.z} = 1")])).toEqual(["unknown-name"]);
  });

  it("LI16 refuses two questions that make one variable", () => {
    expect(errorsIn([{ type: "checkbox", name: "a", choices: ["b"] }, q("a_b")])).toEqual(["duplicate-variable"]);
  });
});
