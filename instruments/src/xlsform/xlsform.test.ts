// biome-ignore-all lint/suspicious/noTemplateCurlyInString: XLSForm refers to questions so
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileQuestionnaire } from "../compile/compile-questionnaire.ts";
import { validateAnswers } from "../compile/validate-answers.ts";
import { parseExpression } from "../expression/parse-expression.ts";
import { writeExpression } from "../expression/write-expression.ts";
import { lintQuestionnaire } from "../lint/lint-questionnaire.ts";
import type { Json, QuestionnaireDefinition } from "../model/questionnaire.ts";
import { readWorkbook } from "../spreadsheet/read-workbook.ts";
import { writeWorkbook } from "../spreadsheet/write-workbook.ts";
import { arbitraryAnswer, arbitraryQuestionnaire, questionNodes } from "../testing/arbitrary-questionnaire.ts";
import { readXlsform } from "./read-xlsform.ts";
import { writeXlsform } from "./write-xlsform.ts";

function throughXlsform(definition: QuestionnaireDefinition) {
  return readXlsform(readWorkbook(writeWorkbook(writeXlsform(definition).sheets)), "fallback");
}

/** A form of these rows; the first of each sheet names the columns. */
function formOf(survey: readonly string[][], choices: readonly string[][] = [], settings: readonly string[][] = []) {
  const read = readXlsform(
    {
      sheets: [
        { name: "survey", rows: survey },
        { name: "choices", rows: [["list_name", "name", "label"], ...choices] },
        { name: "settings", rows: settings },
      ],
    },
    "form",
  );
  const pages = (read.definition?.survey["pages"] ?? []) as readonly { readonly elements: readonly Json[] }[];
  return {
    elements: pages.flatMap(({ elements }) => elements),
    definition: read.definition,
    errors: read.findings.filter(({ severity }) => severity === "error").map(({ code, path }) => `${code} ${path}`),
    codes: read.findings.map(({ code }) => code),
  };
}

describe("XLSForm round trip", () => {
  it("keeps the variables of arbitrary questionnaires, and their verdict on any answers", () => {
    fc.assert(
      fc.property(
        arbitraryQuestionnaire
          .filter((definition) => lintQuestionnaire(definition).every(({ severity }) => severity !== "error"))
          .chain((definition) =>
            fc.tuple(
              fc.constant(definition),
              fc.tuple(
                ...questionNodes(definition).map((node) =>
                  arbitraryAnswer(node).map((value) => [String(node["name"]), value] as const),
                ),
              ),
            ),
          ),
        ([definition, given]) => {
          const { definition: again, findings } = throughXlsform(definition);
          expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
          const before = compileQuestionnaire(definition);
          const after = compileQuestionnaire(again as QuestionnaireDefinition);
          expect(after.variables).toEqual(before.variables);
          const answers = Object.fromEntries(given.filter(([, value]) => value !== undefined)) as Record<string, Json>;
          const verdict = (compiled: typeof before) =>
            validateAnswers(compiled, answers, "complete").map(
              ({ code, question, path }) => `${code} ${question}${path}`,
            );
          expect(verdict(after)).toEqual(verdict(before));
        },
      ),
      { numRuns: 100 },
    );
  }, 60_000);

  it.each<[string, Json, readonly Json[]]>([
    ["numeric", { type: "numeric", minValue: 2, maxValue: 8 }, [1, 2, 8, 9]],
    ["numeric from", { type: "numeric", minValue: 2 }, [1, 2]],
    ["regex", { type: "regex", regex: "^(?:1\\d{2})$", text: "三位数" }, [99, 100, 199, 1000]],
    ["expression", { type: "expression", expression: "{q} empty or {q} % 2 = 0", text: "偶数" }, [1, 2]],
    ["a pattern with quotes", { type: "regex", regex: "^'$" }, [1]],
    ["an expression asked of empty answers", { type: "expression", expression: "{q} > 3" }, [1, 4]],
    ["letter case", { type: "regex", regex: "^1$", caseInsensitive: true }, [1, 2]],
  ])("keeps the verdict of a validator: %s", (_, validator, given) => {
    const definition = {
      name: "s",
      form: "short",
      title: { zh: "问" },
      purpose: { zh: "试" },
      minutes: 1,
      constructs: [],
      missingCodes: [],
      survey: {
        pages: [
          {
            name: "p",
            elements: [{ type: "text", name: "q", title: "数", inputType: "number", validators: [validator] }],
          },
        ],
      },
    } as unknown as QuestionnaireDefinition;
    const { definition: again, findings } = throughXlsform(definition);
    expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
    const isAccepted = (of: QuestionnaireDefinition, answers: Readonly<Record<string, Json>>) =>
      validateAnswers(compileQuestionnaire(of), answers, "complete").length === 0;
    for (const answers of [{}, ...given.map((q) => ({ q }))])
      expect(isAccepted(again as QuestionnaireDefinition, answers)).toBe(isAccepted(definition, answers));
  });

  it("writes expressions so that they are read the same", () => {
    const source = fc.constantFrom(
      "{a} = 1 and ({b} contains 'x' or !({c} notempty))",
      "iif({a} - (2 - 3) > -1, 'it''s', 2) = 1",
      "-({a} + 1) ^ 2 * 3",
      "({a} empty) = true",
      "sumInArray({l}, 'n') anyof [1, 'b\\'']",
      "{l[0].x} != {m.row}",
    );
    fc.assert(
      fc.property(source, (text) => {
        const tree = text.includes("''") ? parseExpression(text.replace("''", "\\'")) : parseExpression(text);
        expect(parseExpression(writeExpression(tree))).toEqual(tree);
      }),
    );
  });
});

describe("readXlsform", () => {
  const columns = [
    "type",
    "name",
    "label",
    "relevant",
    "required",
    "constraint",
    "appearance",
    "choice_filter",
    "default",
  ];

  it("converts conditions in the words of both languages", () => {
    const { elements, errors } = formOf(
      [
        columns,
        ["select_one yn", "a", "甲"],
        ["select_multiple fruit", "b", "乙", "${a} = 1"],
        ["integer", "n", "数", "${a} = '1' and selected(${b}, 'x')", "yes", ". >= 0 and . < 100"],
        ["text", "t", "文", "not(${n} > 3) or ${b} != ''", "", "regex(., '[0-9]{3}')"],
      ],
      [
        ["yn", "1", "是"],
        ["yn", "2", "否"],
        ["fruit", "x", "苹果"],
        ["fruit", "y", "梨"],
        ["fruit", "other", "其他（请写明）"],
      ],
    );
    expect(errors).toEqual([]);
    expect(elements).toMatchObject([
      {
        type: "radiogroup",
        choices: [
          { value: 1, text: "是" },
          { value: 2, text: "否" },
        ],
      },
      { type: "checkbox", visibleIf: "{a} = 1", showOtherItem: true, otherText: "其他（请写明）" },
      { inputType: "number", step: 1, isRequired: true, visibleIf: "{a} = 1 and {b} contains 'x'", min: 0, max: 99 },
      { visibleIf: "!({n} > 3) or {b} notempty", validators: [{ type: "regex", regex: "^(?:[0-9]{3})$" }] },
    ]);
  });

  it("makes matrices of table-lists, lists of repeats, filters of choices", () => {
    const { elements, errors } = formOf(
      [
        columns,
        ["begin group", "m", "请评价", "", "", "", "table-list"],
        ["select_one rate", "m_1", "条件", "", "yes"],
        ["select_one rate", "m_2", "待遇", "", "yes"],
        ["end group"],
        ["begin repeat", "job", "工作经历"],
        ["text", "job_unit", "单位"],
        ["text", "job_post", "岗位", "${job_unit} != ''"],
        ["end repeat"],
        ["select_one rate", "f", "再评", "", "", "", "minimal", "name = ${m_1}"],
      ],
      [
        ["rate", "1", "差"],
        ["rate", "5", "好"],
      ],
    );
    expect(errors).toEqual([]);
    expect(elements).toMatchObject([
      { type: "matrix", rows: [{ value: 1, text: "条件" }, { value: 2 }], eachRowRequired: true },
      {
        type: "paneldynamic",
        maxPanelCount: 10,
        templateElements: [{ name: "unit" }, { name: "post", visibleIf: "{panel.unit} notempty" }],
      },
      { type: "dropdown", choices: [{ value: 1, visibleIf: "1 = {m.1}" }, { value: 5 }] },
    ]);
  });

  it("lists what it cannot keep with sheet, row and column, and never drops it unseen", () => {
    const { errors, codes } = formOf([
      columns,
      ["geopoint", "place", "地点"],
      ["date", "d", "日期", "${d} < today()"],
      ["text", "t", "文", "${missing} = 1", "", "", "", "", "preset"],
      ["start", "start", ""],
      ["select_one none_such", "s", "选"],
      ["begin group", "g", "组"],
    ]);
    expect(errors).toEqual(
      expect.arrayContaining([
        "xlsform.type survey!A2",
        "xlsform.expression survey!D3",
        "xlsform.expression survey!D4",
        "xlsform.no-list survey!A6",
        "xlsform.nesting survey!A7",
      ]),
    );
    expect(codes).toEqual(expect.arrayContaining(["xlsform.default", "xlsform.device-data", "exchange.drafted"]));
  });

  it("has the profile refuse what an edited file smuggles in", () => {
    const { errors } = formOf([
      ["type", "name", "label", "constraint", "diaoyan"],
      ["text", "t", "文", "regex(., '(a+)+')"],
      [
        "note",
        "n",
        "x",
        "",
        '{"html": "<script>alert(1)</script>", "choicesByUrl": {"url": "http://169.254.169.254/"}}',
      ],
      ["text", "u", "文", "", "{broken"],
    ]);
    expect(errors.map((error) => error.split(" ")[0])).toEqual(
      expect.arrayContaining(["unsafe-regex", "unknown-property", "xlsform.kept-broken"]),
    );
  });

  it("says which sheet is missing", () => {
    const read = readXlsform({ sheets: [{ name: "Sheet1", rows: [] }] }, "x");
    expect(read.definition).toBeNull();
    expect(read.findings[0]).toMatchObject({
      code: "xlsform.no-survey",
      message: "the file has no sheet survey, it has Sheet1",
    });
  });

  it("never throws, whatever stands in the cells", () => {
    const word = fc.constantFrom(
      "type",
      "name",
      "label",
      "label::中文 (zh)",
      "relevant",
      "constraint",
      "diaoyan",
      "choice_filter",
      "repeat_count",
      "required",
      "select_one l",
      "select_multiple l or_other",
      "rank l",
      "begin group",
      "end group",
      "begin repeat",
      "end repeat",
      "text",
      "integer",
      "note",
      "calculate",
      "range",
      "a",
      "b",
      "a_1",
      "table-list field-list",
      "${a} = 1",
      "selected(${b}, 'x')",
      "((",
      "",
      ". > 1 and regex(., '(')",
      "count-selected(.) >= 2",
      '{"type":"matrixdropdown"}',
      '{"type":"boolean"}',
      '{"type":"image"}',
      '{"__proto__":{"x":1}}',
      '{"html":5}',
      "__proto__",
      "constructor",
      "none",
      "other",
      "${constructor}",
      "if(1,2)",
    );
    const sheet = fc.array(fc.array(fc.oneof({ weight: 9, arbitrary: word }, fc.string()), { maxLength: 8 }), {
      maxLength: 12,
    });
    const header = ["type", "name", "label", "relevant", "constraint", "appearance", "diaoyan", "choice_filter"];
    fc.assert(
      fc.property(sheet, sheet, sheet, fc.boolean(), (survey, choices, more, headed) => {
        const sheets = [
          { name: "survey", rows: headed ? [header, ...survey] : survey },
          { name: "choices", rows: [["list_name", "name", "label"], ...choices] },
          { name: "diaoyan", rows: more },
        ];
        for (const { severity, remedy } of readXlsform({ sheets }, "x").findings) {
          expect(["error", "warning"]).toContain(severity);
          expect(remedy).not.toBe("");
        }
      }),
      { numRuns: 500 },
    );
  }, 60_000);
});
