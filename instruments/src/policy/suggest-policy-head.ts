import type { PolicyHead, PolicyState } from "../model/policy-source.ts";
import { closeUp, type FoundDay, findDay, findSignature } from "./find-signature.ts";
import { type PolicyRegions, placeIssuer, placeTitle } from "./place-issuer.ts";
import { readProvisionLabel } from "./provision-label.ts";

/** What a text says of itself, each with the words it was read from; "" and null where it says nothing. */
export interface PolicySuggestion {
  readonly head: PolicyHead;
  /** Words of the text behind a field. */
  readonly quotes: Readonly<Partial<Record<keyof PolicyHead, string>>>;
}

/** Lines of a text in which its head stands. */
const headLines = 60;
const numberPattern =
  /[\p{Script=Han}A-Za-z]{2,16}\s*[〔［[（(【]\s*(?:19|20)\d{2}\s*[〕］\]）)】]\s*第?\s*\d{1,5}\s*号|(?<=^|[\s　（(])第\s*\d{1,4}\s*号(?=$|[\s　）)])|\b(?:GB|DB\d{2,4}|T)(?:\/T)?\s*\d{2,6}(?:\.\d+)?\s*[—–-]\s*(?:19|20)\d{2}/u;
const kinds =
  "办法|意见|方案|通知|规定|规划|条例|措施|决定|细则|指引|指南|计划|公告|公报|纲要|要点|清单|标准|规范|章程|批复|函|通告|制度|决议|法|实施";
const titlePattern = new RegExp(`^[^。；！？]{4,120}?(?:${kinds})(?:[（(][^（）()]{1,30}[）)])*$`, "u");

/** A title and a number that a page set beneath each other and a reader of PDF put into one line. */
const joined = new RegExp(
  `^(.{4,120}(?:${kinds})(?:[（(][^（）()]{1,30}[）)])*)\\s*([\\p{Script=Han}]{2,8}\\s*[〔［[（(【]\\s*(?:19|20)\\d{2}\\s*[〕］\\]）)】]\\s*第?\\s*\\d{1,5}\\s*号)$`,
  "u",
);

/**
 * Suggests title, issuer, number, day, region and level of a policy text from where they stand in it: number and title in
 * its first lines, issuers and day at its end, the region in the issuer's name or at the beginning of the title. Nothing is guessed that no words of the text say; `fallbackTitle` is used
 * where no line looks like a title. A person confirms.
 */
export function suggestPolicyHead(text: string, regions: PolicyRegions, fallbackTitle: string): PolicySuggestion {
  const lines = text.split("\n");
  const head = takeHead(lines);
  const title = findTitle(head);
  const number = findNumber(head);
  const signature = findSignature(lines);
  const issuer = findIssuer(head, title, signature?.issuers);
  const day: FoundDay | null = signature ?? findHeadDay(head) ?? findLastDay(lines);
  const byIssuer = issuer === null ? null : placeIssuer(issuer.value, regions);
  const placed = byIssuer ?? (title === null ? null : placeTitle(title, regions));
  const where = byIssuer === null ? title : issuer?.quote;
  const state = findState(title ?? fallbackTitle);
  return {
    head: {
      title: (title ?? fallbackTitle).slice(0, 200),
      issuer: issuer?.value ?? "",
      number: number === null ? "" : writeNumber(number),
      day: day?.day ?? null,
      region: placed?.region ?? "",
      level: placed?.level ?? "其他省市",
      state,
      url: "",
    },
    quotes: {
      ...(title === null ? {} : { title }),
      ...(number === null ? {} : { number }),
      ...(issuer === null ? {} : { issuer: issuer.quote }),
      ...(day === null ? {} : { day: day.quote }),
      ...(placed === null || where == null ? {} : { region: where, level: where }),
    },
  };
}

/** Lines before the first number that opens a provision. */
function takeHead(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex((line) => {
    const kind = readProvisionLabel(line)?.kind;
    return kind !== undefined && kind !== "annex";
  });
  return lines
    .slice(0, Math.min(first < 0 ? headLines : first, headLines))
    .flatMap((line) => joined.exec(line.trim())?.slice(1) ?? [line.trim()])
    .filter((line) => line !== "");
}

/** A line, or neighbouring lines of a broken title, that end like a title. */
function findTitle(head: readonly string[]): string | null {
  for (const [at, line] of head.entries()) {
    const plain = cleanTitle(line);
    if (/[。；：:]$/u.test(plain) || numberPattern.test(plain)) continue;
    if (titlePattern.test(plain)) return joinBroken(head, at, plain);
    // a bracket behind the title that the line end breaks
    const closed = plain + cleanTitle(head[at + 1] ?? "");
    if (/[（(][^（）()]*$/u.test(plain) && titlePattern.test(closed)) return joinBroken(head, at, closed);
  }
  return null;
}

/** A title that goes over several lines: lines above it that neither end a sentence nor are number, date or letterhead. */
function joinBroken(head: readonly string[], at: number, last: string): string {
  let title = last;
  for (let above = at - 1; above >= 0 && at - above <= 3; above -= 1) {
    const line = cleanTitle(head[above] ?? "");
    if (/关于/u.test(title)) break;
    if (line === "" || /[。；：:，）)》]$|文件$/u.test(line) || numberPattern.test(line) || findDay(line) !== null)
      break;
    if (!/^关于|^印发|^[\p{Script=Han}、]+$/u.test(line)) break;
    title = line + title;
    if (title.length > 120) return last;
  }
  return title;
}

function cleanTitle(line: string): string {
  return closeUp(line).replace(/^#+/u, "");
}

/** A number that stands outside quotation of another document. */
function findNumber(head: readonly string[]): string | null {
  for (const line of head) {
    const own = line.replaceAll(/《[^》]*》\s*(?:[（(][^（）()]*[〔[［][^（）()]*号[）)])?/gu, "");
    const found = numberPattern.exec(own);
    if (found !== null && own.length <= found[0].length + 40) return found[0].trim();
  }
  return null;
}

/** 〔〕 around the year, no white space. */
function writeNumber(found: string): string {
  if (/^(?:GB|DB|T\b)/u.test(found)) return found.replaceAll(/\s+/gu, " ").trim();
  return closeUp(found).replace(/[［[（(【]((?:19|20)\d{2})[］\]）)】]/u, "〔$1〕");
}

function findIssuer(
  head: readonly string[],
  title: string | null,
  signed: readonly string[] | undefined,
): { readonly value: string; readonly quote: string } | null {
  if (signed !== undefined) return { value: [...new Set(signed)].join("、"), quote: signed.join(" ") };
  const letterhead = head.map(closeUp).find((line) => /^[\p{Script=Han}]{3,40}文件$/u.test(line));
  if (letterhead !== undefined) return { value: letterhead.slice(0, -2), quote: letterhead };
  const before = title === null ? undefined : /^([\p{Script=Han}、]{3,60}?)(?:关于|印发)/u.exec(title)?.[1];
  return before === undefined ? null : { value: before, quote: before };
}

/** A date in brackets under the title: （2024年3月5日…通过）. */
function findHeadDay(head: readonly string[]): FoundDay | null {
  for (const line of head) {
    const found = findDay(line);
    if (found !== null && (line.length <= found.quote.length + 4 || /通过|发布|公布|印发|施行/u.test(line)))
      return found;
  }
  return null;
}

/** A date that alone is the last line of the text. */
function findLastDay(lines: readonly string[]): FoundDay | null {
  const last = lines.findLast((line) => line.trim() !== "")?.trim() ?? "";
  const found = findDay(last);
  return found !== null && last.replaceAll(/[（()）]/gu, "") === found.quote ? found : null;
}

function findState(title: string): PolicyState {
  return /征求意见稿|草案/u.test(title) ? "征求意见稿" : "不明";
}
