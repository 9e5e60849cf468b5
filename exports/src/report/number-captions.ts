import type { ReportProfile } from "../model/document.ts";

/**
 * Numbers tables and figures, each kind in its own order through the whole report; in appendices of a technical report they
 * begin anew under the appendix's letter: 表A.1 (GB/T 7713.3—2014).
 */
export class CaptionNumbers {
  readonly #profile: ReportProfile;
  #appendix = "";
  readonly #counts = new Map<string, number>();

  constructor(profile: ReportProfile) {
    this.#profile = profile;
  }

  /** A chapter begins. */
  enter(heading: string): void {
    this.#appendix = this.#profile === "technical" ? (/^附录\s*([A-Z])/.exec(heading)?.[1] ?? "") : "";
  }

  next(kind: "table" | "figure"): string {
    const key = `${kind} ${this.#appendix}`;
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    return this.#appendix === "" ? String(count) : `${this.#appendix}.${count}`;
  }
}
