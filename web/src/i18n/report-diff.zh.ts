/** Texts of comparing the reports of two states, in Simplified Chinese. */
export const reportDiffZh = {
  title: "比较两个快照",
  note: "找出两个快照之间报告里哪些数字变了，以及为什么变。快照是某一时刻全部分析数据的一份文件，可在此下载留存，以后用来比较。",
  take: "下载当前快照",
  before: "选择较早的快照",
  after: "选择较晚的快照",
  now: "现在的状态",
  clear: "改用现在的状态",
  compare: "比较",
  reading: "正在比较……",
  noJson: (name: string): string =>
    `“${name}”不是快照文件（JSON）。请选择由“下载当前快照”或 diaoyan export --snapshot 写出的文件。`,
  same: "没有变动的数字。",
  differ: (count: number): string => `${count} 处不同`,
  place: "位置",
  evidence: "依据",
  was: "原值",
  is: "现值",
  why: "原因",
  absent: "（无）",
};

export type ReportDiffMessages = typeof reportDiffZh;
