/** Texts of what a study says of itself. */
export const factsZh = {
  title: "课题信息",
  note: "用于报告封面、知情同意书、访谈说明和调研函。已写入知情同意书等文本的名称不能在此更改，须在课题包的 study.yaml 中修改，并提高 notice.md 的版本号后重新导入。",
  edit: "填写课题信息",
  empty: "未填",
  open: (names: string): string => `课题信息还有未填的项目：${names}。报告定稿、知情同意书和调研函都要用到。`,
  required: "请填写",
  fill: "去填写",
  names: {
    commissioner: "委托单位",
    undertaker: "承担单位",
    lead: "课题负责人",
    team: "课题组成员",
    funding: "经费来源",
    contact: "联系方式",
  },
};
