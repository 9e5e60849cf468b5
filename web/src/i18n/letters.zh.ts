/** Texts of the cover letters in Simplified Chinese. */
export const lettersZh = {
  title: "调研函",
  note: "按课题包中的模板（letter.md）为每个单位生成一份公文格式的调研函，打印后加盖公章寄送。",
  template: (version: string): string => `模板第 ${version} 版`,
  noTemplate: "课题包中没有调研函模板。请加入 letter.md 后重新导入课题包。",
  unfilled: "课题配置中还有待填写的内容，正式课题须先填写：",
  questionnaire: "请对方填写的问卷",
  link: "附填答链接和二维码",
  paperOnly: "不附链接，只寄纸质问卷",
  linkNote: "只能附公开链接；逐人邀请的链接不能写进公函。",
  day: "发函日期",
  deadline: "填写截止日期",
  returnBy: "回收方式",
  returnOnline: "请扫描函中二维码或打开所附链接在线填写；也可填写纸质问卷，加盖公章后寄回课题组。",
  returnPaper: "请填写所附纸质问卷，加盖公章后寄回课题组。",
  units: "收函单位",
  unitsNote: "每行一个单位：单位名称、联系部门或联系人，可直接从表格粘贴。名单只用于生成文件，不在服务器上保存。",
  unitsExample: "样例大学　人事处",
  badLine: (line: number, why: string): string => `第 ${line} 行：${why}`,
  lineProblems: {
    noUnit: "缺少单位名称",
    noContact: "缺少联系部门或联系人",
    tooMany: "多于两栏；每行只写单位名称和联系部门（或联系人）",
    twice: "与前面某行重复",
    tooLong: "文字过长",
  },
  leftOut: (count: number): string => `有 ${count} 行未采用，请修改，或只为其余单位生成`,
  withoutContact: (count: number): string => `有 ${count} 行没有联系部门或联系人，函中留空`,
  moreLines: (count: number): string => `另有 ${count} 行`,
  leaveOutConfirm: (lines: readonly number[], count: number): string =>
    `第 ${lines.slice(0, 10).join("、")} 行${lines.length > 10 ? `等 ${lines.length} 行` : ""}未采用，不会为其生成调研函。只为其余 ${count} 个单位生成吗？`,
  write: (count: number): string => (count > 1 ? `生成 ${count} 份调研函` : "生成调研函"),
  preview: "模板内容",
};

export type LetterMessages = typeof lettersZh;
