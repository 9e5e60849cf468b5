import type { ReportProfile } from "../model/document.ts";

const digits = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/** A whole number from 1 to 99 in Chinese, as headings are numbered. */
export function toChineseNumber(value: number): string {
  if (value < 10) return digits[value] ?? "";
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  return `${tens === 1 ? "" : digits[tens]}十${ones === 0 ? "" : digits[ones]}`;
}

/** First-level headings that carry no number. */
const unnumbered = /^(?:摘要|前言|编写说明|案例索引|参考文献|附录)/;

/**
 * Gives headings their numbers in order; a heading of a higher level starts the lower ones anew. 公文式: 一、（一）1.（1）
 * (GB/T 9704—2012, 7.3.3); 科技报告式: 1, 1.1, 1.1.1 (GB/T 7713.3—2014). 摘要, 前言 and what else stands outside the chapters
 * have none, nor has what is attached (附：) to a section; in an appendix of a technical report its letter leads: A.1.
 */
export class HeadingNumbers {
  readonly #profile: ReportProfile;
  readonly #counts = [0, 0, 0, 0];
  #appendix = "";
  /** Levels above the first number of a decimal: none within a chapter, one where the chapter itself has no number. */
  #outside = 0;

  constructor(profile: ReportProfile) {
    this.#profile = profile;
  }

  next(level: 1 | 2 | 3 | 4, text: string): string {
    if (level > 1 && text.startsWith("附：")) return "";
    if (level === 1) {
      this.#outside = unnumbered.test(text) ? 1 : 0;
      this.#appendix = /^附录\s*([A-Z])/.exec(text)?.[1] ?? "";
    }
    if (level === 1 && this.#outside === 1) {
      this.#counts.fill(0, 1);
      return "";
    }
    this.#counts[level - 1] = (this.#counts[level - 1] ?? 0) + 1;
    this.#counts.fill(0, level);
    if (this.#profile === "technical") {
      const numbers = this.#counts.slice(this.#outside, level);
      return `${[...(this.#appendix === "" ? [] : [this.#appendix]), ...numbers].join(".")}　`;
    }
    const count = this.#counts[level - 1] ?? 1;
    return (
      [`${toChineseNumber(count)}、`, `（${toChineseNumber(count)}）`, `${count}.`, `（${count}）`][level - 1] ?? ""
    );
  }
}
