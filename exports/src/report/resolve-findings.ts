import type { CellMark } from "../model/document.ts";
import type { Directive } from "../outline/outline.ts";
import { DirectiveError, nothingYet } from "./directive-error.ts";
import type { ReportState } from "./report-state.ts";
import { addFindingEvidence, describeSource } from "./resolve-records.ts";
import { toTable } from "./table-cells.ts";
import { isUnfinished } from "./unfinished.ts";

const missing = "（待补充）";

/** `::findings{}`: problem, evidence, impact and cause of every finding side by side. */
export function resolveFindings(state: ReportState, { line }: Directive): void {
  const { findings } = state.snapshot.pack;
  if (findings.length === 0)
    throw new DirectiveError("expected findings in findings.yaml, the study has none", nothingYet);
  const rows = findings.map(({ problem, evidence, impact = missing, cause }) => [
    problem,
    evidence.map((source) => describeSource(state, source)).join("；"),
    impact,
    cause,
  ]);
  const marks = findings.flatMap(({ id }, row): readonly CellMark[] => {
    const evidence = addFindingEvidence(state, id, line);
    return evidence === undefined ? [] : [{ row, column: 1, evidence }];
  });
  const open = rows
    .flatMap(([problem, , impact, cause]) => [problem, impact, cause])
    .filter((t = "") => isUnfinished(t));
  if (open.length > 0)
    state.addPlaceholder(line, `问题—证据—影响—成因表中有${open.length}处待确认或补充（findings.yaml）`);
  state.addTable(
    toTable({
      caption: "主要问题、证据、影响与成因",
      header: ["问题", "证据", "影响", "成因"],
      rows,
      note: `资料来源：课题组调查和访谈${state.simulatedMark}；每条证据可由编号查到统计请求和原话。`,
    }),
    { marks },
  );
}

/** `::measures{}`: every recommendation in a line, for those who decide: measure, problem, who, until when, to what effect. */
export function resolveMeasures(state: ReportState, { line }: Directive): void {
  const { recommendations, findings } = state.snapshot.pack;
  if (recommendations.length === 0)
    throw new DirectiveError("expected recommendations in recommendations.yaml, the study has none", nothingYet);
  const problems = new Map(findings.map(({ id, problem }) => [id, problem]));
  const rows = recommendations.map(({ measure, findings: answered, responsible, deadline, effect }) => [
    measure,
    answered.map((id) => problems.get(id) ?? id).join("；"),
    responsible,
    deadline,
    effect,
  ]);
  const marks = recommendations.flatMap(({ findings: answered }, row) =>
    answered.flatMap((id): readonly CellMark[] => {
      const evidence = addFindingEvidence(state, id, line);
      return evidence === undefined ? [] : [{ row, column: 1, evidence }];
    }),
  );
  const open = rows.flat().filter(isUnfinished).length;
  if (open > 0) state.addPlaceholder(line, `对策建议一览表中有${open}处待确认或补充（recommendations.yaml）`);
  const header = ["建议要点", "针对的问题", "责任单位", "完成时限", "预期效果"];
  const note = "各条建议的政策依据、具体举措和风险见研究报告。";
  state.addTable(toTable({ caption: "对策建议一览", header, rows, note }), { marks });
}
