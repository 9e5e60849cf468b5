import type { QdaFinding } from "./import-report.ts";

const said: Readonly<Record<string, string>> = {
  "attribute.joined": "同一属性有多个值，已合并",
  "attribute.long": "属性过长，全文已移入该文稿的备忘",
  case: "个案的部分内容（未关联的材料、编码或片段）未保留",
  "code.codable": "原为仅作分类的编码，导入后也可用于编码",
  "code.lines": "编码名称中的换行已改为空格",
  "code.long": "编码的名称或说明过长，全文已移入该编码的备忘",
  "code.unnamed": "编码没有名称，暂记为“（未命名）”",
  "coding.empty": "编码处没有文字，未保留",
  "coding.no-code": "编码处所用的编码不在文件中，未保留",
  "coding.whole": "对全文的编码已改为对全部文字的编码",
  "color.invalid": "颜色写法不合规范，未保留",
  "color.sheer": "颜色的透明度未保留",
  graph: "图（模型图、网络图）未保留",
  guid: "标识缺失、重复或不合规范，已另行分配",
  link: "链接未保留",
  "link.direction": "链接的方向写法不合规范，未保留",
  "link.end": "链接的一端不在所保留的内容中",
  namespace: "文件声明的版本不是 1.0，已按 1.0 读取",
  note: "不属于任何编码处、编码或文稿的备忘未保留",
  "note.inside": "备忘中的编码、变量或格式未保留",
  package: "压缩包的结构与标准不同，已按可读的部分读取",
  project: "整个项目的说明或备忘未保留",
  recording: "录音、录像所在位置未保留",
  "reference.dangling": "所引用的对象不在文件中",
  rich: "文稿的排版形式未保留，只保留文字",
  "selection.empty": "编码处起止相同，没有文字，请核对",
  "selection.from-area": "PDF页面上的选区已按引文对应到文字",
  "selection.outside": "编码位置超出文本，未保留",
  "selection.reversed": "编码起止颠倒，已对调",
  set: "集合（分组）未保留",
  "source.empty": "材料没有文字，未成为文稿",
  "source.media": "图片、PDF、录音、录像文件未保留，有文字的保留文字",
  "source.media-linked": "录音、录像文件未导入，保留了文字、时间码和文件所在位置",
  "source.media-selection": "图片、PDF、录音、录像中按位置或时间所作的编码未保留",
  "source.texts": "同一PDF、图片、录音或录像有多份文字，各成一份文稿",
  stamp: "文稿的创建人和创建时间未保留",
  "text.encoding": "文本不是 UTF-8 编码，已按 GB 18030 读取",
  "text.file-missing": "文本文件不在压缩包中",
  "text.from-rich": "没有纯文本，已取用排版文件中的文字",
  "text.none": "没有可读的文字",
  "text.rich": "排版形式无法保留",
  "time.invalid": "时间写法不合规范，未保留",
  "transcript.name": "文字已改用所属PDF、图片、录音或录像的名称",
  "transcript.times": "转写稿的部分时间码没有时间或位置，未保留",
  "transcript.times-inside": "转写稿的部分时间码在一句话的中间，未保留",
  unknown: "标准之外的内容，未保留",
  user: "没有编码的用户未保留",
  "user.unknown": "所记用户不在文件中",
  "value.as-text": "变量值与其类型不符，已按文字保留",
  variable: "变量的说明未保留",
  "variable.type": "变量值已改按文字保留",
};

const kindWords: Readonly<Record<string, string>> = {
  user: "用户",
  code: "编码",
  variable: "变量",
  case: "个案",
  source: "材料",
  note: "备忘",
  selection: "片段",
  coding: "编码处",
  link: "链接",
  set: "集合",
};

/** A kind of things that have GUIDs, in Chinese. */
export const sayKind = (kind: string): string => kindWords[kind] ?? kind;

const typeWords: Readonly<Record<string, string>> = {
  Text: "文字",
  Boolean: "是否值",
  Integer: "整数",
  Float: "小数",
  Date: "日期",
  DateTime: "日期时间",
};

/** A type of variable, in Chinese. */
export const sayType = (type: string): string => typeWords[type] ?? type;

/** What a finding means, in Chinese; its `detail` says the particulars in Chinese, its message in English. */
export function sayFinding({ code, message }: Pick<QdaFinding, "code" | "message">): string {
  return said[code] ?? message;
}
