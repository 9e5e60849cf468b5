import type { CellMark } from "../model/document.ts";
import type { Directive } from "../outline/outline.ts";
import { addCountEvidence } from "./count-evidence.ts";
import { DirectiveError, type ReportState } from "./report-state.ts";

/** `::ledger{}`: every obligation with what is evidenced; gaps are said plainly. */
export function resolveLedger(state: ReportState, { line }: Directive): void {
  const rows = state.obligations.map((counted, row) => {
    const { obligation, count, gap, met } = counted;
    const { atLeast, unit } = obligation;
    const mark: CellMark = { row, column: 2, evidence: addCountEvidence(state, counted, line) };
    const outcome = met ? "已达到" : `尚缺${gap}${unit}`;
    const cells = [
      { text: obligation.label.zh },
      { text: atLeast === 0 ? "—" : `≥${atLeast}${unit}` },
      { text: `${count}${unit}`, value: count },
      { text: atLeast === 0 ? "仅供对照" : outcome },
    ];
    return { cells, mark };
  });
  state.addTable(
    {
      caption: "任务要求与完成情况对照",
      header: [["任务要求", "指标", "已完成", "情况"].map((text) => ({ text }))],
      body: rows.map(({ cells }) => cells),
      note: `资料来源：${state.recordsSource}。人次按“场次×受访且同意参加者”计；取消的场次和未同意参加者不计。`,
    },
    { marks: rows.map(({ mark }) => mark) },
  );
}

/** `::finding{id=…}`: problem, evidence and cause of one finding. */
export function resolveFinding(state: ReportState, { attributes, line }: Directive): void {
  const { findings } = state.snapshot.pack;
  const finding = findings.find(({ id }) => id === attributes["id"]);
  if (finding === undefined) throw unknownId(findings, attributes["id"]);
  const evidence = addFindingEvidence(state, finding.id, line);
  state.addParagraph("body", [
    { text: "问题：", bold: true },
    { text: `${finding.problem}。`, ...(evidence !== undefined && { evidence }) },
  ]);
  state.addParagraph("body", [{ text: "成因：", bold: true }, { text: `${finding.cause}。` }]);
}

/** `::recommendation{id=…}`: measure with the findings it answers, responsible unit, deadline and effect. */
export function resolveRecommendation(state: ReportState, { attributes, line }: Directive): void {
  const { recommendations } = state.snapshot.pack;
  const found = recommendations.find(({ id }) => id === attributes["id"]);
  if (found === undefined) throw unknownId(recommendations, attributes["id"]);
  const marks = found.findings.flatMap((id) => addFindingEvidence(state, id, line) ?? []);
  state.addParagraph("body", [
    { text: "举措：", bold: true },
    { text: `${found.measure}。` },
    ...marks.map((evidence) => ({ text: "", evidence })),
  ]);
  const lines = [
    ["责任单位：", found.responsible],
    ["完成时限：", found.deadline],
    ["预期效果：", found.effect],
  ] as const;
  for (const [name, text] of lines) state.addParagraph("body", [{ text: name, bold: true }, { text: `${text}。` }]);
}

function addFindingEvidence(state: ReportState, id: string, line: number): string | undefined {
  const finding = state.snapshot.pack.findings.find((one) => one.id === id);
  if (finding === undefined) return undefined;
  const query = `问题“${finding.problem}”的依据：${finding.evidence.join("、")}`;
  return state.addEvidence({ kind: "finding", query, n: null, value: finding.problem }, line);
}

function unknownId(known: readonly { readonly id: string }[], given: string | undefined): DirectiveError {
  const ids = known.map(({ id }) => id).join(", ");
  return new DirectiveError(
    `id: expected ${ids === "" ? "an entry of the pack, which has none" : `one of ${ids}`}, got ${given ?? "nothing"}`,
  );
}
