import type { Directive } from "../outline/outline.ts";
import { DirectiveError, type ReportState } from "./report-state.ts";
import { presentRun, runDirective } from "./run-directive.ts";

const parts = ["table", "chart", "sentences"] as const;

/** `::analysis{kind=… show="table,chart,sentences" caption="…"}`: sentences first, then table and figure. */
export function resolveAnalysis(state: ReportState, directive: Directive): void {
  const shown = (directive.attributes["show"] ?? "sentences,table").split(/[,，]/).map((part) => part.trim());
  const stray = shown.find((part) => !(parts as readonly string[]).includes(part));
  if (stray !== undefined) throw new DirectiveError(`show: expected some of ${parts.join(", ")}, got “${stray}”`);
  const run = runDirective(state, directive);
  const { table, chart, sentences } = presentRun(run);
  const { n } = run.outcome.result;
  const evidence = state.addEvidence(
    { kind: "analysis", query: run.query, n, value: sentences[0]?.text ?? "" },
    directive.line,
  );
  const caption = directive.attributes["caption"] ?? table.caption;
  if (shown.includes("sentences") && sentences.length > 0) {
    state.blocks.push({
      kind: "paragraph",
      style: "body",
      runs: sentences.map(({ text }, index) => (index === sentences.length - 1 ? { text, evidence } : { text })),
    });
  }
  if (shown.includes("table")) {
    const number = state.nextTable();
    state.blocks.push({
      kind: "table",
      id: `t${number}`,
      number,
      table: { ...table, caption, note: withSource(state, table.note) },
      evidence,
    });
  }
  if (shown.includes("chart")) {
    if (chart === null) throw new DirectiveError(`show: the analysis “${run.outcome.kind}” has no chart`);
    const number = state.nextFigure();
    state.blocks.push({ kind: "figure", id: `f${number}`, number, caption, chart, evidence });
  }
}

/** The note under a table, with its source; simulated data say so. */
function withSource(state: ReportState, note: string): string {
  const source = `资料来源：课题组调查${state.snapshot.pack.study.simulated ? "（模拟数据）" : ""}`;
  return note === "" ? `${source}。` : `${source}；${note.replace(/。$/, "")}。`;
}
