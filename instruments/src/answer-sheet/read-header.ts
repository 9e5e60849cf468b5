/** What a column of an answer file holds besides answers. */
export type ColumnKind = "question" | "personal" | "seconds" | "submitted" | "administrative";

/** The header of a column, taken apart. */
export interface SheetColumn {
  /** Place in the sheet, from 0. */
  readonly index: number;
  readonly header: string;
  readonly kind: ColumnKind;
  /** Number of the question as written; null without. */
  readonly number: number | null;
  /** Title of the question, and the row, option or blank the column stands for. */
  readonly title: string;
  readonly part: string;
}

const personal =
  /^(?:来自\s*ip|ip(?:\s*地址)?|作答ip|微信昵称|昵称|微信头像|头像|openid|open id|unionid|用户id|用户名|提交者|填写者|地理位置|自定义字段|联系电话|手机号?)$/iu;
const seconds = /^(?:所用时间|答题时长|作答时长|填写时长|用时)/u;
const submitted = /^(?:提交答卷时间|提交时间|结束时间|完成时间)/u;
const administrative =
  /^(?:序号|编号|答卷编号|开始时间|来源|来源详情|来源渠道|总分|得分|状态|答题状态|是否有效|设备|浏览器|操作系统)$/u;

function kindOf(header: string): ColumnKind {
  if (personal.test(header)) return "personal";
  if (seconds.test(header)) return "seconds";
  if (submitted.test(header)) return "submitted";
  return administrative.test(header) ? "administrative" : "question";
}

const numbered = /^(?:q|第)?\s*(\d{1,4})\s*(?:题)?\s*[、.．:：)）]?\s*/iu;
const partInFront = /^[(（]\s*(?:\d{1,3}\s*[)）]\s*(.+)|([^()（）]+)[)）])$/su;
const partBehind = /^(.*?)(?:\s*(?:—+|–|--|::?|：)\s*|\s*[(（【[]\s*)([^()（）【】[\]]+)[)）】\]]?\s*$/su;

/** Takes apart a header such as “5、(1)工作条件”, “6、您关心哪些？(待遇)” or “7、请评价—领导”. */
export function readHeader(header: string, index: number): SheetColumn {
  const text = header.trim();
  const kind = kindOf(text);
  const found = /^\s*(?:q|第)?\s*\d/iu.test(text) ? numbered.exec(text) : null;
  const rest = found === null ? text : text.slice(found[0].length);
  const number = found === null ? null : Number(found[1]);
  const front = partInFront.exec(rest);
  if (front !== null)
    return { index, header: text, kind, number, title: "", part: (front[1] ?? front[2] ?? "").trim() };
  const behind = partBehind.exec(rest);
  return {
    index,
    header: text,
    kind,
    number,
    title: (behind?.[1] || rest).trim(),
    part: behind?.[1] ? (behind[2] ?? "").trim() : "",
  };
}

/** Columns that belong to one question: the same number, or without numbers the same title, one after the other. */
export function groupColumns(columns: readonly SheetColumn[]): readonly (readonly SheetColumn[])[] {
  const groups: SheetColumn[][] = [];
  for (const column of columns) {
    const last = groups.at(-1);
    const [first] = last ?? [];
    const same =
      first !== undefined &&
      (column.number === null ? column.part !== "" && column.title === first.title : column.number === first.number);
    if (same) last?.push(column);
    else groups.push([column]);
  }
  return groups;
}
