/** Texts of bringing an edited document back into its outline, in Simplified Chinese. */
export const mergingZh = {
  title: "并入修改稿",
  note: "上传在 Word、WPS 或 LibreOffice 中改过的 .docx：先列出改动，确认后并入提纲。数字、统计表和引语由数据生成，改动不予并入。",
  choose: "选择修改稿",
  write: (count: number): string => `将 ${count} 处改动并入提纲`,
  leaveTables: (count: number): string => `表格保持原样（${count} 处改动不并入），只并入文字`,
  written: "已并入提纲，请重新生成文件。",
  nothing: "没有可以并入的改动。",
  merged: "可以并入的改动",
  refused: "不予并入的改动",
  comments: "批注",
  tracked: (insertions: number, deletions: number): string =>
    `修订视为接受：插入 ${insertions} 处，删除 ${deletions} 处。`,
  line: (line: number): string => `提纲第 ${line} 行`,
  kinds: { changed: "改动", added: "新增", deleted: "删除", moved: "移动" },
  reasons: {
    number: "数字与依据不符。请改数据或指令，不在稿中改数字。",
    generated: "这段文字由指令生成。请改其所据的记录或指令。",
    built: "图表题、注、参考文献和依据清单由系统生成。",
    table: "统计表由数据生成，表格的行由记录或提纲决定。请改其来源。",
    outdated: "生成的文件与提纲不一致，请重新生成后再改。",
  },
  evidence: "依据",
  unproven: "含有没有依据的数字，或有指令随文字删去，请核对。",
  was: "原文",
  now: "现文",
};

export type MergingMessages = typeof mergingZh;
