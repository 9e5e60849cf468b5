import { brandAs, type QuestionnaireDefinition, type QuestionnaireName } from "@diaoyan/instruments";

const agreement = ["非常不同意", "比较不同意", "一般", "比较同意", "非常同意"].map((text, index) => ({
  value: index + 1,
  text,
}));

/** A questionnaire with a construct of four items, one of them reversed, long category names and a ranking. */
export const sampleQuestionnaire: QuestionnaireDefinition = {
  name: brandAs<QuestionnaireName>("q-sample"),
  form: "short",
  title: { zh: "科技人才评价问卷（样例）" },
  purpose: { zh: "测试报告的生成" },
  minutes: 3,
  constructs: [
    {
      id: "FAIR",
      label: { zh: "评价公平感" },
      items: ["F_1", "F_2", "F_3", "F_4"],
      reverse: ["F_4"],
      scale: { min: 1, max: 5 },
      wording: "own",
    },
  ],
  missingCodes: [99],
  derive: [{ name: "FAIR", op: "mean", items: ["F_1", "F_2", "F_3", "F_4"], reverse: ["F_4"] }],
  survey: {
    pages: [
      {
        name: "p1",
        elements: [
          {
            type: "radiogroup",
            name: "UNIT",
            title: "所在单位的类型",
            isRequired: true,
            choices: [
              { value: 1, text: "中央驻地方科研院所及其分支机构" },
              { value: 2, text: "地方所属高等学校及附属医疗卫生机构" },
              { value: 3, text: "国有及国有控股企业研发中心" },
              { value: 4, text: "民营科技企业" },
            ],
          },
          {
            type: "matrix",
            name: "F",
            title: "您是否同意下列说法？",
            eachRowRequired: true,
            columns: [...agreement, { value: 99, text: "不清楚／不适用" }],
            rows: [
              { value: "1", text: "评价标准事先公开" },
              { value: "2", text: "评审专家懂我的研究方向" },
              { value: "3", text: "评价结果有书面反馈" },
              { value: "4", text: "评价结果受人情影响" },
            ],
          },
          {
            type: "ranking",
            name: "WISH",
            title: "请把改革诉求按优先程度排序",
            choices: [
              { value: "list", text: "精简材料" },
              { value: "peer", text: "小同行评议" },
              { value: "cycle", text: "延长周期" },
            ],
          },
          { type: "comment", name: "MORE", title: "其他意见", maxLength: 200 },
        ],
      },
    ],
  },
};
