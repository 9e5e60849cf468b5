/** What is wrong with the outline of a report, by the code of the finding; an analysis that fails has its own. */
export const outlineFindingsZh: Readonly<Record<string, string>> = {
  "outline.head": "提纲开头应有两行“---”，其间写“title: 标题”。",
  "outline.block":
    "这里的写法不能用于提纲。正文只用段落、单层列表、表格、**加粗**、*倾斜*和指令；标题最多四级，不含指令；待撰写的提示写在“:::placeholder”与“:::”之间。",
  "outline.placeholders": "还有文字待撰写，写完后才能生成定稿。",
  "directive.unknown": "没有这种指令。请核对名称；正文中的冒号写作“\\:”。",
  "directive.attribute": "指令的属性有误，请按技术信息中列出的属性和取值修改。",
  "directive.unknown-name": "课题中没有指令所引的内容，请核对名称或编号。",
  "directive.nothing": "课题中还没有这条指令要用的内容，请先录入，或删去这条指令。",
  "directive.not-final": "案例尚未定稿或未取得公开授权，不能收入。各案例的进度见本页“案例的定稿情况”。",
  "directive.mistyped": "指令须写在“添加一句”新增的语句中，并用半角的冒号和括号，例如 :count[任务编号]。",
  "directive.figures-changed": "案例确认后，所引用的数字有变化。请退回初稿，核对后重新确认。",
  "directive.unlisted": "有引文而没有参考文献表，请在提纲末尾加一行“::references{}”。",
};
