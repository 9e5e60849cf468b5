/** Texts of reports and their builds. */
export const reportsZh = {
  note: "报告由提纲生成，数字、图表和引语均取自当前数据，并附依据清单。",
  empty: "课题包中没有报告提纲。",
  files: (count: number): string => (count === 0 ? "尚未生成" : `已生成 ${count} 个文件`),
  outline: "提纲（Markdown）",
  buildDraft: "生成草稿",
  buildFinal: "生成定稿",
  built: (evidence: number, placeholders: number): string =>
    `生成完成：依据 ${evidence} 条，待撰写 ${placeholders} 处。文件见“生成文件”。`,
  builds: "生成文件",
  noBuilds: "还没有生成过文件。",
  at: "生成时间",
  mode: "类型",
  modes: { draft: "草稿", final: "定稿" } as Readonly<Record<string, string>>,
  placeholders: "待撰写",
  file: "文件",
  openTitle: (count: number): string => `待撰写 ${count} 处，写完后才能生成定稿`,
  draftOpen: (count: number): string => `草稿中还有 ${count} 处待撰写`,
  openFacts: (names: string): string => `课题信息未填：${names}。`,
  fillFacts: "去填写",
  openLine: (line: number): string => `提纲第 ${line} 行`,
  collected: "案例的定稿情况",
  collectedNote: (final: number, all: number): string =>
    `定稿只收本版已定稿并取得公开授权的案例：现有 ${final} 个，共 ${all} 个。其余请打开案例，按流程办完。`,
  consentStands: "授权已取得",
  consentMissing: "授权未取得",
  consentWithdrawn: "不同意或已撤回",
};
