import { countCases } from "@diaoyan/analysis";
import type { Directive } from "../outline/outline.ts";
import { DirectiveError } from "./directive-error.ts";
import type { ReportState } from "./report-state.ts";
import { runDirective } from "./run-directive.ts";

const parts = ["table", "chart", "sentences"] as const;

/** `::analysis{kind=… show="table,chart,sentences" caption="…"}`: sentences first, then table and figure. */
export function resolveAnalysis(state: ReportState, directive: Directive): void {
  const shown = (directive.attributes["show"] ?? "sentences,table").split(/[,，]/).map((part) => part.trim());
  const stray = shown.find((part) => !(parts as readonly string[]).includes(part));
  if (stray !== undefined) throw new DirectiveError(`show: expected some of ${parts.join(", ")}, got “${stray}”`);
  const run = runDirective(state, directive);
  const { table, chart, sentences } = run.presented;
  const n = countCases(run.result);
  const evidence = state.addEvidence(
    { kind: "analysis", query: run.query, n, value: sentences[0]?.text ?? "" },
    directive.line,
  );
  const caption = directive.attributes["caption"] ?? table.caption;
  if (shown.includes("sentences") && sentences.length > 0) {
    const last = sentences.length - 1;
    state.addParagraph(
      "body",
      sentences.map(({ text }, index) => (index === last ? { text, evidence } : { text })),
    );
  }
  if (shown.includes("table")) {
    state.addTable(
      { ...table, caption, note: withSource(`${run.source}${state.simulatedMark}`, table.note) },
      { evidence },
    );
  }
  if (shown.includes("chart")) {
    if (run.hidden) state.addParagraph("note", [{ text: `（“${caption}”含不公开的数字，未绘图。）` }]);
    else if (chart !== null) state.addFigure(caption, chart, evidence);
    else if (n === 0) state.addParagraph("note", [{ text: `（“${caption}”暂无数据，未绘图。）` }]);
    else throw new DirectiveError(`show: the analysis “${run.kind}” has no chart; leave chart out`);
  }
}

/** The note under a table, with its source; simulated data say so. */
function withSource(source: string, note: string): string {
  const named = `资料来源：${source}`;
  return note === "" ? `${named}。` : `${named}；${note.replace(/^注：/, "").replace(/。$/, "")}。`;
}
