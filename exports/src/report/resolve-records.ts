import type { CellMark } from "../model/document.ts";
import type { Directive } from "../outline/outline.ts";
import { addCountEvidence } from "./count-evidence.ts";
import { DirectiveError, unknownName } from "./directive-error.ts";
import type { ReportState } from "./report-state.ts";
import { isUnfinished } from "./unfinished.ts";

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
  const lines: readonly Line[] = [
    { name: "问题：", text: finding.problem, marks: evidence === undefined ? [] : [evidence] },
    ...(finding.impact === undefined ? [] : [{ name: "影响：", text: finding.impact }]),
    { name: "成因：", text: finding.cause },
  ];
  addLines(state, lines, { record: `问题“${plain(finding.problem)}”`, line });
}

/** `::recommendation{id=…}`: measure with the findings it answers, basis, ground, steps, responsible unit, deadline, effect and risk. */
export function resolveRecommendation(state: ReportState, { attributes, line }: Directive): void {
  const { recommendations } = state.snapshot.pack;
  const found = recommendations.find(({ id }) => id === attributes["id"]);
  if (found === undefined) throw unknownId(recommendations, attributes["id"]);
  const marks = found.findings.flatMap((id) => addFindingEvidence(state, id, line) ?? []);
  const lines: readonly Line[] = [
    { name: "建议要点：", text: found.measure, marks },
    ...(found.basis === undefined ? [] : [{ name: "政策依据：", text: found.basis }]),
    ...(found.ground === undefined ? [] : [{ name: "已有基础：", text: found.ground }]),
    ...(found.steps === undefined ? [] : [{ name: "具体举措：", text: found.steps }]),
    { name: "责任单位：", text: found.responsible },
    { name: "完成时限：", text: found.deadline },
    { name: "预期效果：", text: found.effect },
    ...(found.risk === undefined ? [] : [{ name: "风险与应对：", text: found.risk }]),
  ];
  addLines(state, lines, { record: `建议“${plain(found.measure)}”`, line });
}

interface Line {
  readonly name: string;
  readonly text: string;
  readonly marks?: readonly string[];
}

/** Named lines of a record. Those a person has still to settle are shaded and make the record a text to be written. */
function addLines(
  state: ReportState,
  lines: readonly Line[],
  { record, line }: { readonly record: string; readonly line: number },
): void {
  for (const { name, text, marks = [] } of lines)
    state.addParagraph(isUnfinished(text) ? "placeholder" : "body", [
      { text: name, bold: true },
      { text: `${text}。` },
      ...marks.map((evidence) => ({ text: "", evidence })),
    ]);
  const open = lines.filter(({ text }) => isUnfinished(text)).map(({ name }) => name.replace("：", ""));
  if (open.length > 0) state.addPlaceholder(line, `${record}的${open.join("、")}待确认`);
}

/** A text without the remark that it is still to be settled. */
function plain(text: string): string {
  return text.replace(/（[^（）]*待[^（）]*）$/, "");
}

/** Enters what a finding rests on. */
export function addFindingEvidence(state: ReportState, id: string, line: number): string | undefined {
  const finding = state.snapshot.pack.findings.find((one) => one.id === id);
  if (finding === undefined) return undefined;
  const query = finding.evidence.map((source) => describeSource(state, source)).join("；");
  return state.addEvidence({ kind: "finding", query, n: null, value: plain(finding.problem) }, line);
}

/** `q-e1-short:E1_fair`, `code:c2-1` and `indicator:peer-close` by their names. */
export function describeSource(state: ReportState, source: string): string {
  const [, place = "", id = ""] = /^([^:]+):(.*)$/.exec(source) ?? [];
  const code = state.snapshot.codebook.codes.find((one) => place === "code" && one.id === id);
  if (code !== undefined) return `编码${code.number}${code.name}`;
  const indicator = state.snapshot.pack.indicators.find((one) => place === "indicator" && one.id === id);
  if (indicator !== undefined) return `指标“${indicator.label}”`;
  const published = state.snapshot.versions.some(({ definition }) => definition.name === place);
  const variable = published ? state.dataset(place).variables.find(({ name }) => name === id) : undefined;
  return variable === undefined ? source : `问卷“${variable.label.zh}”（${source}）`;
}

function unknownId(known: readonly { readonly id: string }[], given: string | undefined): DirectiveError {
  const ids = known.map(({ id }) => id).join(", ");
  return new DirectiveError(
    `id: expected ${ids === "" ? "an entry of the pack, which has none" : `one of ${ids}`}, got ${given ?? "nothing"}`,
    unknownName,
  );
}
