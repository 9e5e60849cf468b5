import { describe, expect, it } from "vitest";
import { compileQuestionnaire } from "../compile/compile-questionnaire.ts";
import { readAnswerRow } from "../compile/read-answer-row.ts";
import { validateAnswers } from "../compile/validate-answers.ts";
import { questionnaireOf } from "../testing/questionnaire.ts";
import { draftDataset } from "./draft-dataset.ts";
import { mapAnswers } from "./map-answers.ts";
import { matchColumns } from "./match-columns.ts";
import { readHeader } from "./read-header.ts";

const scale = [
  { value: 1, text: "很不满意" },
  { value: 5, text: "很满意" },
  { value: 99, text: "不清楚" },
];
const compiled = compileQuestionnaire(
  questionnaireOf([
    {
      type: "radiogroup",
      name: "sex",
      title: "您的性别",
      choices: [
        { value: 1, text: "男" },
        { value: 2, text: "女" },
      ],
      showOtherItem: true,
    },
    {
      type: "checkbox",
      name: "care",
      title: "您关心哪些方面？",
      choices: [
        { value: 1, text: "评价标准" },
        { value: 2, text: "薪酬（含补贴）" },
      ],
      showOtherItem: true,
      otherText: "其他",
    },
    {
      type: "matrix",
      name: "m",
      title: "请评价下列条件",
      rows: [
        { value: "a", text: "实验条件" },
        { value: "b", text: "子女入学" },
      ],
      columns: scale,
    },
    {
      type: "ranking",
      name: "rank",
      title: "请排序",
      choices: [
        { value: "x", text: "住房" },
        { value: "y", text: "职称" },
        { value: "z", text: "团队" },
      ],
    },
    { type: "text", name: "year", title: "来津年份", inputType: "number" },
    { type: "text", name: "since", title: "到岗日期", inputType: "date" },
    { type: "comment", name: "say", title: "您的建议" },
  ]),
);

const wjx = {
  name: "Sheet1",
  rows: [
    [
      "序号",
      "提交答卷时间",
      "所用时间",
      "来源",
      "来源详情",
      "来自IP",
      "1、您的性别：",
      "2、您关心哪些方面? [多选题]",
      "3、请评价下列条件—实验条件",
      "3、子女入学",
      "4、请排序",
      "5、来津年份",
      "6、到岗日期",
      "7、您的建议",
    ],
    [
      "1",
      "2024/5/1 10:00:00",
      "123秒",
      "微信",
      "N/A",
      "10.0.0.1(天津)",
      "男",
      "评价标准┋其他〖落户〗",
      "很满意",
      "不清楚",
      "职称→住房→团队",
      "2019年",
      "2019/3/1",
      "(空)",
    ],
    [
      "2",
      "2024/5/1 10:05:00",
      "2分5秒",
      "微信",
      "N/A",
      "10.0.0.2(天津)",
      "女 ",
      "薪酬(含补贴)",
      "5",
      "1",
      "(跳过)",
      "(跳过)",
      "",
      "𠮷",
    ],
  ],
};

const columns = () => (wjx.rows[0] ?? []).map(readHeader);

describe("an answer file of a survey platform", () => {
  it("finds the question of each column by its text, and leaves out what names a person", () => {
    const matches = matchColumns(compiled, columns());
    expect(matches.map(({ target }) => target)).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
      "sex",
      "care",
      "m_a",
      "m_b",
      "rank",
      "year",
      "since",
      "say",
    ]);
    expect(matches[5]?.column.kind).toBe("personal");
  });

  it("turns texts into codes that the validator accepts", () => {
    const mapped = mapAnswers(compiled, wjx, matchColumns(compiled, columns()));
    expect(mapped.faults).toEqual([]);
    expect(mapped.seconds).toEqual([123, 125]);
    const answers = mapped.rows.map((row) =>
      readAnswerRow(compiled, new Map(mapped.header.map((name, index) => [name, row[index] ?? ""]))),
    );
    expect(answers).toEqual([
      {
        sex: 1,
        care: [1, "other"],
        "care-Comment": "落户",
        m: { a: 5, b: 99 },
        rank: ["y", "x", "z"],
        year: 2019,
        since: "2019-03-01",
      },
      { sex: 2, care: [2], m: { a: 5, b: 1 }, say: "𠮷" },
    ]);
    for (const one of answers) expect(validateAnswers(compiled, one, "complete")).toEqual([]);
    expect(JSON.stringify(mapped)).not.toContain("10.0.0");
  });

  it("reads one column an option, and places instead of codes", () => {
    const rows = [
      [
        "1、您的性别",
        "2、(1)评价标准",
        "2、(2)薪酬（含补贴）",
        "2、(3)其他",
        "3、(1)实验条件",
        "3、(2)子女入学",
        "4、(住房)",
        "4、(职称)",
        "4、(团队)",
      ],
      ["2", "1", "0", "落户", "3", "1", "2", "1", "3"],
      ["1", "-3", "-3", "-3", "2", "2", "-2", "-2", "-2"],
    ];
    const sheet = { name: "按序号", rows };
    const matches = matchColumns(compiled, (rows[0] ?? []).map(readHeader));
    expect(matches.map(({ target }) => target)).toEqual([
      "sex",
      "care_1",
      "care_2",
      "care_is_other",
      "m_a",
      "m_b",
      "rank_x",
      "rank_y",
      "rank_z",
    ]);
    const mapped = mapAnswers(compiled, sheet, matches);
    expect(mapped.faults).toEqual([]);
    const [first, second] = mapped.rows.map((row) =>
      readAnswerRow(compiled, new Map(mapped.header.map((name, index) => [name, row[index] ?? ""]))),
    );
    expect(first).toEqual({
      sex: 2,
      care: [1, "other"],
      "care-Comment": "落户",
      m: { a: 99, b: 1 },
      rank: ["y", "x", "z"],
    });
    expect(second).toEqual({ sex: 1, m: { a: 5, b: 5 } });
  });

  it("names the cell that fits nothing", () => {
    const rows = [["1、您的性别", "5、来津年份"], [], ["保密", "去年"]];
    const matches = matchColumns(compiled, (rows[0] ?? []).map(readHeader));
    expect(mapAnswers(compiled, { name: "答卷", rows }, matches).faults).toEqual([
      { sheet: "答卷", row: 3, column: "A", header: "1、您的性别", value: "保密", expected: "男、女、其他" },
      { sheet: "答卷", row: 3, column: "B", header: "5、来津年份", value: "去年", expected: "numeric" },
    ]);
  });

  it("says where two columns go to one variable", () => {
    const rows = [
      ["1、您的性别", "2、性别（再问一次）"],
      ["男", "女"],
    ];
    const [first, second] = (rows[0] ?? []).map(readHeader);
    if (first === undefined || second === undefined) throw new Error("no columns");
    const both = [first, second].map((column) => ({ column, target: "sex", by: null }));
    expect(mapAnswers(compiled, { name: "s", rows }, both).doubled).toEqual(["sex"]);
  });

  it("keeps what was written beside 其他 of a single choice", () => {
    const rows = [["1、您的性别"], ["其他〖不愿说明〗"], ["其他"]];
    const matches = matchColumns(compiled, (rows[0] ?? []).map(readHeader));
    const { header, rows: coded } = mapAnswers(compiled, { name: "s", rows }, matches);
    expect([header, coded]).toEqual([
      ["sex", "sex_other"],
      [
        ["97", "不愿说明"],
        ["97", ""],
      ],
    ]);
  });

  it("becomes a data set without a questionnaire, its codes with labels", () => {
    const rows = [wjx.rows[0] ?? [], ...Array.from({ length: 3 }, () => wjx.rows.slice(1)).flat()];
    const { variables, rows: coded, personal } = draftDataset({ name: "s", rows });
    expect(personal).toEqual(["来自IP"]);
    expect(variables.find(({ name }) => name === "Q1")).toMatchObject({
      label: { zh: "您的性别：" },
      valueLabels: [
        { value: "1", label: { zh: "男" } },
        { value: "2", label: { zh: "女" } },
      ],
    });
    expect(variables.filter(({ set }) => set === "Q2").map(({ label }) => label.zh)).toEqual([
      "评价标准",
      "其他",
      "薪酬(含补贴)",
    ]);
    const at = variables.findIndex(({ name }) => name === "Q2_2");
    expect(coded.map((row) => row[at])).toEqual(["1", "0", "1", "0", "1", "0"]);
    expect(JSON.stringify([variables, coded])).not.toContain("10.0.0");
  });
});
