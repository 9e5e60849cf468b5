/** Texts of indicators, findings and recommendations in Simplified Chinese. */
export const evidenceZh = {
  title: "指标与对策",
  note: "录入官方统计和单位填报指标，把问题、证据、成因与对策建议对应起来，写入报告。",
  indicators: "指标",
  indicatorsNote: "每个数值须注明单位、年份、来源和来源性质；不同性质的数值分表列示，不混用。",
  importFile: "导入 .xlsx 或 .csv",
  template: "下载模板",
  imported: (added: number, replaced: number): string => `已导入：新增 ${added} 个，更新 ${replaced} 个。`,
  faults: (count: number): string => `文件中有 ${count} 处需要修改，未导入任何数据：`,
  fault: (row: number, column: string): string => `第 ${row} 行“${column}”`,
  /** Why a cell was refused; by the server's words. */
  why: (message: string): string => {
    const [, value] = /^the same figure stands above with (.*)$/.exec(message) ?? [];
    if (value !== undefined) return `与前面同一指标的数值 ${value} 不一致`;
    if (message.startsWith("expected a plain number")) return "应为数字，如 28.2";
    if (message.startsWith("expected a year")) return "应为年份，如 2024，或 2021—2022";
    if (message.includes("官方统计")) return "应为官方统计、单位填报、问卷抽样、公开文献之一";
    return message === "column missing" ? "缺少此列" : "不能为空，也不能过长";
  },
  unreadable: "文件无法读取，请另存为 .xlsx 或 UTF-8 编码的 .csv 后重试。",
  noRows: "文件中没有数据行。",
  label: "指标",
  value: "数值",
  unit: "单位",
  year: "年份",
  source: "来源",
  kind: "来源性质",
  remove: "删除",
  removeConfirm: "确定删除吗？",
  noIndicators: "还没有指标。",
  compare: (years: string): string => `${years} 对比`,
  compareNote: "下列指令可写入报告提纲，生成对比表：",
  change: "增减",
  changePercent: "增幅／%",
  findings: "问题与对策",
  ranking: "正在按数据计算紧迫程度，完成后自动排序……",
  findingsNote: "按需求的紧迫程度排列：先看“重要而现状较差”的要素，再看重要程度与现状之差、选择率和提及人次。",
  addFinding: "添加问题",
  editFinding: "修改问题",
  problem: "问题",
  evidence: "证据",
  evidenceHint: "选择题目、编码或指标",
  impact: "影响",
  cause: "成因",
  urgent: "重点改进",
  gap: (value: string): string => `重要程度与现状之差 ${value}`,
  chosen: (value: string): string => `选择率 ${value}%`,
  mentions: (count: number): string => `${count} 人提及`,
  noFindings: "还没有录入问题。",
  noPriority: "暂无可用于排序的数据",
  recommendations: "对策建议",
  addRecommendation: "添加建议",
  editRecommendation: "修改建议",
  answers: "对应的问题",
  measure: "建议",
  responsible: "责任单位",
  deadline: "时限",
  effect: "预期效果",
  unlinked: "未对应问题的建议",
  noRecommendations: "还没有对应的建议。",
  edit: "修改",
  linkedConfirm: "删除后，相关建议不再对应这个问题。确定删除吗？",
  conflict: "他人刚刚修改过，已载入最新内容。您填写的内容还在，请核对后再次保存。",
};

export type EvidenceMessages = typeof evidenceZh;
