import type { Attributes } from "../../outline/outline.ts";
import { writeAttributes } from "../../outline/write-directive.ts";
import { DirectiveError } from "../directive-error.ts";
import type { ReportState } from "../report-state.ts";
import { type DirectiveRun, runDirective } from "../run-directive.ts";

/** Why an analysis cannot be computed yet, by the code of its error. */
const reasons: Readonly<Record<string, string>> = {
  "data.too-few": "有效作答不足",
  "data.seldom-asked-together": "题目分属不同模块，同时作答的人太少",
  "data.no-variation": "所有作答相同，没有可比较的差异",
  "data.total-constant": "各题合计没有差异",
  "data.groups-alike": "总分没有高低之分",
  "data.separated": "各组作答完全分开，无法估计",
  "data.dependent": "题项之间完全重合",
  "corpus.needed": "还没有转写稿",
};

const unknownReason = "数据暂不满足该分析的条件";

/** What a first report is written into, line by line. Every analysis is tried before it is written down. */
export class FirstDraft {
  readonly lines: string[] = [];
  /** What could not be computed, in words for a researcher. */
  readonly missing: string[] = [];
  readonly #state: ReportState;

  constructor(state: ReportState) {
    this.#state = state;
  }

  heading(level: 1 | 2, text: string): void {
    this.lines.push(`${"#".repeat(level)} ${escapeText(text)}`, "");
  }

  /** A paragraph; what stands in it is text, `values` are directives in place of its `{}`. */
  say(text: string, ...values: readonly string[]): void {
    const parts = text.split("{}").map(escapeText);
    this.lines.push(
      parts.reduce((whole, part, place) => `${whole}${values[place - 1] ?? ""}${part}`),
      "",
    );
  }

  /** Tries an analysis without writing it. Null where it cannot be computed; that is noted where `what` names it. */
  try(attributes: Attributes, what?: string): DirectiveRun | null {
    try {
      return runDirective(this.#state, { name: "analysis", label: "", attributes, line: 0 });
    } catch (error) {
      if (!(error instanceof DirectiveError)) throw error;
      if (what !== undefined) this.missing.push(`${what}：${sayReason(error)}`);
      return null;
    }
  }

  /** Writes the directive of an analysis that works, else a line on what is missing. */
  analyse(attributes: Attributes, caption: string): DirectiveRun | null {
    const tried = this.try(attributes, caption);
    if (tried === null) {
      this.say(`${this.missing.at(-1) ?? caption}，暂不能计算。`);
      return null;
    }
    const chartless = tried.presented.chart === null && attributes["show"] !== undefined;
    const show = chartless ? attributes["show"]?.replace(/,?chart/, "") : attributes["show"];
    this.lines.push(`::analysis${writeAttributes({ ...attributes, ...(show && { show }), caption })}`, "");
    return tried;
  }
}

function sayReason({ code }: DirectiveError): string {
  return reasons[code] ?? unknownReason;
}

/** A text whose signs mean nothing to Markdown and directives. */
export function escapeText(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\*_[\]<>#|`{}&:~]/g, "\\$&");
}
