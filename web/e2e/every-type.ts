/** A picture of one point that stands in the text itself. */
const dot =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

const choices = [
  { value: 1, text: "甲" },
  { value: 2, text: "乙" },
  { value: 3, text: "丙" },
];

/** One question of every type of the profile: what `vite/trim-survey.ts` leaves out must not be missed here. 模拟数据 */
export const everyType = {
  name: "every-type",
  form: "full",
  title: { zh: "全部题型" },
  purpose: { zh: "检查每一种题型都能在手机上作答。" },
  minutes: 3,
  constructs: [],
  missingCodes: [],
  survey: {
    pages: [
      {
        name: "p1",
        elements: [
          { type: "html", name: "H", html: "<p>请按<strong>实际情况</strong>填写。</p>" },
          { type: "radiogroup", name: "R", title: "单选题", choices, showOtherItem: true },
          { type: "checkbox", name: "C", title: "多选题", choices, showNoneItem: true },
          { type: "tagbox", name: "T", title: "标签题", choices },
          { type: "dropdown", name: "D", title: "下拉题", choices },
          { type: "boolean", name: "B", title: "是否题", labelTrue: "是", labelFalse: "否" },
          { type: "rating", name: "S", title: "评分题", rateMin: 1, rateMax: 5 },
          { type: "ranking", name: "K", title: "排序题", choices },
        ],
      },
      {
        name: "p2",
        elements: [
          { type: "text", name: "X", title: "填空题" },
          { type: "text", name: "N", title: "数字题", inputType: "number", min: 0, max: 60 },
          { type: "comment", name: "L", title: "长文本题", maxLength: 500 },
          { type: "matrix", name: "M", title: "矩阵题", columns: choices, rows: [{ value: "a", text: "第一行" }] },
          { type: "multipletext", name: "P", title: "多项填空", items: [{ name: "a", title: "论文数" }] },
          {
            type: "matrixdropdown",
            name: "MD",
            title: "矩阵下拉",
            columns: [{ name: "c", title: "级别", cellType: "dropdown", choices }],
            rows: [{ value: "a", text: "第一项" }],
          },
          {
            type: "matrixdynamic",
            name: "MY",
            title: "可增行矩阵",
            rowCount: 1,
            maxRowCount: 3,
            columns: [{ name: "c", title: "成果", cellType: "text" }],
          },
          {
            type: "paneldynamic",
            name: "PD",
            title: "动态条目",
            panelCount: 1,
            maxPanelCount: 3,
            templateElements: [{ type: "text", name: "t", title: "项目名称" }],
          },
          { type: "panel", name: "G", title: "分组", elements: [{ type: "text", name: "GX", title: "组内填空" }] },
          { type: "image", name: "I", imageLink: dot, altText: { default: "一个方块" } },
          { type: "expression", name: "E", title: "合计", expression: "{N} + 1" },
        ],
      },
    ],
  },
};

/** What the browser test answers, as it is stored. */
export const everyAnswer = {
  R: "other",
  "R-Comment": "另一种",
  C: [1, 3],
  T: [2],
  D: 3,
  B: true,
  S: 4,
  K: [3, 1, 2],
  X: "一句话",
  N: 41,
  L: "很长的话",
  M: { a: 2 },
  P: { a: "7" },
  MD: { a: { c: 1 } },
  MY: [{ c: "成果一" }],
  PD: [{ t: "项目一" }, { t: "项目二" }],
  GX: "组内",
  E: 42,
};

/** How each type is drawn on a phone. */
export const lookOnPhone = {
  radiogroup: "a list of large rows, one may be chosen; “other” opens a field below",
  checkbox: "a list of large rows, several may be chosen; “none” clears the others",
  dropdown: "the list of the system",
  tagbox: "drawn as `checkbox`",
  ranking: "rows that are tapped in order of importance and then carry their place",
  rating: "a row of numbered buttons between two descriptions",
  boolean: "two large rows",
  text: "a field with the keyboard of its input type",
  comment: "a field of several lines",
  matrix: "a card for each row with its choices one below the other",
  multipletext: "labelled fields one below the other",
  matrixdropdown: "a card for each row with a field or list for each column",
  matrixdynamic: "a card for each row, with buttons to add and remove rows",
  paneldynamic: "a block of questions for each entry, with buttons to add and remove entries",
  expression: "the computed value as text",
  html: "static text",
  image: "a picture of the same server, or one that stands in the questionnaire itself",
  panel: "its questions under a common heading",
} as const;
