/** Texts of the de-identification of transcripts in Simplified Chinese. */
export const deidentifyZh = {
  title: "去标识化",
  open: "去标识化",
  back: "返回转写稿",
  note: "按规则找出姓名、单位、电话等内容，逐处确认后生成去标识化文本。此后编码、引文、案例和导出只使用去标识化文本；原文加密保存，仅课题负责人可查阅，每次查阅均记入审计日志。",
  rules: "规则",
  rulesNote: "词语每行一个；规则本身含有姓名，加密保存。",
  rule: "规则",
  words: "词语",
  byForm: "按书写形式识别",
  replacement: "替换为",
  saveRules: "保存规则",
  places: (count: number): string => `待确认的位置（${count} 处）`,
  none: "规则没有找到任何位置。请先填写并保存规则。",
  place: "位置",
  decision: "处理",
  replace: "替换",
  keep: "保留",
  apply: "生成去标识化文本",
  done: (carried: number, removed: number): string =>
    `已生成去标识化文本，保留编码 ${carried} 条，删除 ${removed} 条。`,
  removeUnplaced: (count: number): string => `删除这 ${count} 条编码并继续`,
};

export type DeidentifyMessages = typeof deidentifyZh;
