import { listStrata, nameCell, type QuotaPlan } from "@diaoyan/instruments";
import type { Directive } from "../outline/outline.ts";
import type { ReportState } from "./report-state.ts";
import { toTable } from "./table-cells.ts";

/** `::quotas{}`: the quota plans a study started with, and how many valid responses fell into each cell. */
export function resolveQuotas(state: ReportState, { line }: Directive): void {
  const { quotas = [] } = state.snapshot.pack;
  const published = new Set(state.snapshot.versions.map(({ definition }) => definition.name as string));
  const plans = quotas.filter(({ questionnaire }) => published.has(questionnaire));
  if (plans.length === 0) {
    state.addParagraph("body", [{ text: "本次调查未设配额。" }]);
    return;
  }
  for (const plan of plans) addPlan(state, plan, line);
}

function addPlan(state: ReportState, plan: QuotaPlan, line: number): void {
  const { title } = state.definition(plan.questionnaire);
  const counts = countCells(state, plan);
  const labels = plan.axes.map(({ groups }) => new Map(groups.map(({ id, label }) => [id, label.zh])));
  const rows = plan.cells.map(({ groups, target }) => [
    ...groups.map((id, axis) => labels[axis]?.get(id) ?? id),
    target,
    counts.get(nameCell(groups)) ?? 0,
  ]);
  const sum = (column: number): number => rows.reduce((total, row) => total + Number(row[column]), 0);
  const axes = plan.axes.length;
  const [target, got] = [sum(axes), sum(axes + 1)];
  const query = `配额方案与有效答卷的归类：${plan.questionnaire}`;
  const value = `目标${target}份，归入配额格的有效答卷${got}份`;
  const evidence = state.addEvidence({ kind: "value", query, n: got, value }, line);
  state.addTable(
    toTable({
      caption: `《${title.zh}》的配额与完成`,
      header: [...plan.axes.map(({ variable }) => labelOf(state, plan, variable)), "目标", "有效答卷"],
      rows: [...rows, ["合计", ...plan.axes.slice(1).map(() => ""), target, got]],
      note: `资料来源：课题组调查${state.simulatedMark}；n=${got}。`,
    }),
    { evidence },
  );
}

function labelOf(state: ReportState, { questionnaire }: QuotaPlan, variable: string): string {
  const found = state.dataset(questionnaire).variables.find(({ name }) => name === variable);
  return found?.label.zh.replace(/^您?的?/, "") ?? variable;
}

function countCells(state: ReportState, plan: QuotaPlan): ReadonlyMap<string, number> {
  const cellOf = new Map(listStrata(plan).map(({ first, second, cell }) => [`${first}\u0000${second}`, cell]));
  const hashes = new Set(
    state.snapshot.versions.flatMap(({ hash, definition }) => (definition.name === plan.questionnaire ? [hash] : [])),
  );
  const counts = new Map<string, number>();
  const [first, second] = plan.axes;
  for (const { version, status, answers } of state.snapshot.responses) {
    if (status !== "complete" || !hashes.has(version)) continue;
    const given = (variable: string | undefined): string =>
      variable === undefined ? "" : String(answers[variable] ?? "");
    const cell = cellOf.get(`${given(first?.variable)}\u0000${given(second?.variable)}`);
    if (cell !== undefined) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  return counts;
}
