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
};

export type CodebookMessages = typeof codebookZh;
