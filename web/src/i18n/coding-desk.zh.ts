import { showMoment } from "../china-time.ts";

/** Texts of the coding desk in Simplified Chinese. */
export const codingDeskZh = {
  note: "选中文字（或按 ↓ 逐句选取），输入编码名称、拼音首字母或编号，按回车即完成编码。",
  transcript: "转写稿正文",
  toolbar: "编码工具",
  snap: "选取单位",
  units: { free: "任意", clause: "分句", sentence: "句", turn: "整段" },
  undo: "撤销",
  redo: "重做",
  undone: "已撤销上一步。",
  redone: "已重做。",
  keys: "快捷键",
  keyHelp: [
    ["↓ ↑", "选取下一个、上一个单位"],
    ["Shift+↓ ↑", "扩大选取"],
    ["0 1 2 3", "选取单位：任意、分句、句、整段"],
    ["Alt+← →", "选取的末尾移动一个字"],
    ["Alt+Shift+← →", "选取的开头移动一个字"],
    ["Enter", "选择编码"],
    ["V", "用原文新建编码（实境编码）"],
    ["R", "重复上一个编码"],
    ["S", "显示编码建议"],
    ["Delete", "删除选定的编码"],
    ["Ctrl+Z、Ctrl+Y", "撤销、重做"],
    ["Esc", "取消选取"],
  ] as readonly (readonly [string, string])[],
  filterHint: "名称、拼音首字母或编号",
  createCode: (name: string): string => `新建编码“${name}”`,
  inVivo: "用原文新建编码",
  edge: { start: "开头", end: "末尾" },
  moveEdge: (edge: "start" | "end", by: number): string =>
    `${edge === "start" ? "开头" : "末尾"}${by < 0 ? "前移" : "后移"}一个字`,
  chosen: "选定的编码",
  close: "收起",
  code: "编码",
  noModifier: "未标",
  moment: (at: string): string => showMoment(at, "zh-CN"),
  memos: "备忘",
  memo: { segment: "片段备忘", code: "编码备忘", transcript: "文稿备忘", case: "案例备忘" },
  here: (count: number): string => `本稿中的例子（${count} 处）`,
  findCode: "查找编码",
  whose: "显示谁的编码",
  everyone: "全部人员",
  mine: "我的编码",
  formerMember: "已不在名单中的成员",
  others: (name: string, count: number): string => `${name}刚才修改了 ${count} 处编码，已显示。`,
  moreHere: (count: number): string => `另有 ${count} 个`,
  rules: {
    note: (kept: number): string =>
      `下列片段符合词典规则，勾选的编码会加入本稿；已有的 ${kept} 条保持不变。加入后可以撤销。`,
    none: "没有新的片段符合规则。",
    apply: (count: number): string => `加入 ${count} 条`,
  },
};

export type CodingDeskMessages = typeof codingDeskZh;
