import { chineseDigits } from "./chinese-number.ts";

const number = `[${chineseDigits}\\d０-９]{1,8}`;

/** How a line of a policy text begins, by rank: parts and chapters above articles, numbered paragraphs of notices. */
export type ProvisionKind = "part" | "chapter" | "section" | "article" | "heading" | "subheading" | "annex";

/** The number a line begins with; `bodyStart` is where its words begin, in UTF-16 units of the line. */
export interface ProvisionLabel {
  readonly kind: ProvisionKind;
  readonly label: string;
  readonly bodyStart: number;
}

const patterns: readonly (readonly [ProvisionKind, RegExp])[] = [
  ["part", new RegExp(`^(第${number}[编篇])[\\s　、．.：:]*`, "u")],
  ["chapter", new RegExp(`^(第${number}章)[\\s　、．.：:]*`, "u")],
  ["section", new RegExp(`^(第${number}节)[\\s　、．.：:]*`, "u")],
  ["article", new RegExp(`^(第${number}条(?:之${number})?)(?![款项])[\\s　、．.：:]*`, "u")],
  ["heading", new RegExp(`^([${chineseDigits}]{1,4})、[\\s　]*`, "u")],
  ["subheading", new RegExp(`^([（(][${chineseDigits}]{1,4}[）)])[\\s　、]*`, "u")],
  ["annex", /^(附[件录表]\s*[一二三四五六七八九十\d０-９]{0,3})(?=[：:\s　]|$)[\s　：:]*/u],
];

/** A chapter that has a name and no number, alone on its line; its name is its words too. */
const bareChapter = /^[总分罚附][\s　]*则[\s　]*$/u;

/** The number a line begins with (第三章, 第十二条, 三、, （二）, 附件1) or the bare name of a chapter (附则), null where it has none. White space before it does not count. */
export function readProvisionLabel(line: string): ProvisionLabel | null {
  const indent = line.length - line.trimStart().length;
  const words = line.slice(indent);
  for (const [kind, pattern] of patterns) {
    const found = pattern.exec(words);
    if (found?.[1] !== undefined)
      return { kind, label: found[1].replaceAll(/\s/gu, ""), bodyStart: indent + found[0].length };
  }
  return bareChapter.test(words) ? { kind: "chapter", label: words.replaceAll(/\s/gu, ""), bodyStart: indent } : null;
}
