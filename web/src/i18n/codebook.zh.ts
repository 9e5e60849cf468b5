/** Texts of the codebook's page in Simplified Chinese. */
export const codebookZh = {
  note: (version: string): string => `第 ${version} 版。改动立即用于编码；已使用的编码不能删除。`,
  search: "按编号、名称或定义查找",
  none: "没有符合的编码。",
  choose: "点击左侧编码可查看和修改。",
  add: "添加一级编码",
  addChild: "添加下级编码",
  remove: "删除编码",
  inUse: (count: number): string => `已编码 ${count} 处，不能删除。`,
  hasChildren: "请先删除下级编码。",
  used: (count: number): string => `${count} 处`,
  version: "版本号",
  versionNote: "改动后请更新版本号，报告会引用它。",
  number: "编号",
  numberTaken: "这个编号已有其他编码使用",
  name: "名称",
  newName: "新编码",
  definition: "定义",
  include: "包括",
  exclude: "不包括",
  example: "示例",
  rules: "词典规则",
  rulesNote: "每行一条，词之间用顿号隔开：命中任一个词即建议编码。可加条件，如：工艺、产品 且 评价 非 市场。",
  reorganise: {
    names: { merge: "合并到…", move: "移动到…", split: "拆分…" },
    notes: {
      merge:
        "这个编码的编码处、下级编码和词典规则并入另一编码，保留另一编码的定义。可在“检索与复核”的“操作记录”中撤销。",
      move: "改变上级编码和编号，下级编码的编号随之改变。",
      split: "新建一个编码，把选中的编码处移到新编码。",
    },
    targets: { merge: "并入哪个编码", move: "上级编码" },
    top: "（一级编码）",
    number: "编号",
    partName: "新编码的名称",
    saveFirst: "请先保存改动。",
    done: "已完成，可在“操作记录”中撤销。",
  },
};

export type CodebookMessages = typeof codebookZh;
