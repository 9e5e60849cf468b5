/** Texts of the transcripts and their import in Simplified Chinese. */
export const transcriptsZh = {
  note: "可导入文字稿（.txt、.docx，含讯飞听见等导出的文稿）、字幕（.srt、.vtt）和 Whisper 识别结果（.json），可一次选多个文件；打开后逐段编码。错别字用“更正文字”改，编码随文字移动，原文保留。",
  empty: "还没有转写稿。",
  find: "按名称或访谈编号查找",
  notFound: "没有找到。",
  import: "导入转写稿",
  rename: "名称与访谈",
  remove: "删除转写稿",
  removeAsk: "删除后不能找回，原文、属性和更正记录一并删除。确定吗？",
  removed: "转写稿已删除。",
  title: "名称",
  session: "所属访谈",
  characters: "字数",
  codings: "编码数",
  unknownFormat: "请选择 .txt、.docx、.srt、.vtt 或 .json 文件。",
  done: (title: string): string => `《${title}》已导入。`,
  odd: "文件中有以下情况，请对照录音核对：",
  close: "知道了",
  line: (places: string, more: number): string => (more > 0 ? `第 ${places} 行等，另有 ${more} 处` : `第 ${places} 行`),
  segment: (places: string, more: number): string =>
    more > 0 ? `第 ${places} 段等，另有 ${more} 处` : `第 ${places} 段`,
  findings: {
    "cue.order": "开始时间早于上一条字幕；文字仍按文件中的顺序保留。",
    "cue.overlap": "上一条字幕尚未结束，本条已经开始。",
    "cue.no-end": "没有结束时间。",
    "cue.end-before-start": "结束时间早于开始时间，未采用该结束时间。",
    "cue.time": "时间无法识别，未采用；文字已保留。",
    "cue.empty": "这条字幕没有文字。",
    "cue.stray": "文字不在任何一条字幕之内，已按原位置保留。",
    "cue.tag": "去掉了格式标记，文字已保留。",
    "cue.comment": "注释或样式不是谈话内容，未导入。",
    "json.time": "没有可识别的开始或结束时间；文字已保留。",
    "json.skipped": "这一段没有文字。",
    "json.text-differs": "全文与各段文字不一致，采用各段文字。",
    "text.lone-label":
      "开头像是人名，但全文只出现一次，现归入上一段发言。若是另一人发言，请打开转写稿，用“更正文字”在开头加一行“参加人员：某某、某某”。",
    "text.before-speaker": "在第一位说话人之前，已保留在原文中，但不属于任何发言。",
  } as Readonly<Record<string, string>>,
};

export type TranscriptMessages = typeof transcriptsZh;
