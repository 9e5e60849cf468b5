import { brandAs, type Day } from "../model/ids.ts";
import { chineseDigits, parseChineseNumber } from "./chinese-number.ts";
import { readProvisionLabel } from "./provision-label.ts";

const year = `[〇○零一二三四五六七八九]{4}|[\\d０-９]{4}`;
const place = `[${chineseDigits}\\d０-９]{1,3}`;
const datePattern = new RegExp(`(${year})\\s*年\\s*(${place})\\s*月\\s*(${place})\\s*日`, "u");

/** A date in a text with the words it was read from. */
export interface FoundDay {
  readonly day: Day;
  readonly quote: string;
}

/** The first date of a line, 2024年3月5日 or 二〇二四年三月五日; null where there is none or it is no day of the calendar. */
export function findDay(line: string): FoundDay | null {
  const found = datePattern.exec(line);
  if (found === null) return null;
  const [y, m, d] = found.slice(1).map((part) => parseChineseNumber(part ?? ""));
  if (y == null || m == null || d == null) return null;
  const day = `${y}-${String(m).padStart(2, "0")}-${String(d).padStart(2, "0")}`;
  const made = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(made.getTime()) || made.toISOString().slice(0, 10) !== day) return null;
  return { day: brandAs<Day>(day), quote: found[0] };
}

/** 落款: lines of the issuers above a line that is a date alone; `from` is the number of its first line, `to` that of the date. */
export interface Signature extends FoundDay {
  readonly from: number;
  readonly to: number;
  readonly issuers: readonly string[];
}

const issuerLine = /^[\p{Script=Han}·（）()、\s　]{2,40}$/u;
/** What names of those who issue documents end with. */
const organ =
  /(?:[部委局厅院署办会处室]|政府|中心|集团|公司|大学|学院|法院|检察院|协会|学会|联合会|银行|总行|人大|常委|党组|工委|管委|领导小组|指挥部|联席会议|区|园|基金)$/u;
const sentenceEnd = /[。；：，！？]/u;

/** The last signature of a text by lines; null where no line is a date alone. */
export function findSignature(lines: readonly string[]): Signature | null {
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    const line = lines[at] ?? "";
    const found = findDay(line);
    if (found === null || line.replace(found.quote, "").replaceAll(/[\s　（）()]/gu, "") !== "") continue;
    const issuers: string[] = [];
    let from = at;
    for (let above = at - 1; above >= 0 && at - above < 20; above -= 1) {
      const name = (lines[above] ?? "").trim();
      if (name === "") continue;
      if (!issuerLine.test(name) || sentenceEnd.test(name) || /^特此|^[（(].*[）)]$/u.test(name)) break;
      if (readProvisionLabel(name) !== null) break;
      const names = name.split(/[\s　]{2,}/u).map(closeUp);
      // cells of a table, or a heading, stand above those who sign
      if (issuers.length > 0 && !names.every((one) => organ.test(one))) break;
      issuers.unshift(...names);
      from = above;
    }
    if (issuers.length > 0) return { ...found, from, to: at, issuers };
  }
  return null;
}

/** Names spread by white space, 科 技 部, closed up. */
export function closeUp(name: string): string {
  return name.replaceAll(/[\s　]+/gu, "");
}
