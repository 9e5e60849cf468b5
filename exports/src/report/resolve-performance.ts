import { brandAs, comparePlan, type Obligation, sumPlan } from "@diaoyan/instruments";
import type { CellMark } from "../model/document.ts";
import type { Directive } from "../outline/outline.ts";
import { dayInChina } from "./chinese-day.ts";
import { addCountEvidence } from "./count-evidence.ts";
import { DirectiveError } from "./directive-error.ts";
import type { ReportState } from "./report-state.ts";
import { toTable } from "./table-cells.ts";

/** What proves a count, by what is counted. */
const proofs: Readonly<Record<Obligation["measure"], string>> = {
  meetings: "会议记录、签到表、纪要、照片",
  interviewPersonTimes: "访谈台账、知情同意、记录单",
  fieldworkerPersonTimes: "访谈台账、出动记录",
  persons: "访谈台账（人员代码）",
  units: "访谈台账（单位代码）",
  responses: "问卷回收统计",
  report: "研究报告定稿",
  caseCollection: "案例集定稿、公开授权",
};

const open = "（待填写）";

/** Goals outside the counted records: the attribute a person fills them in by, what is aimed at, and what proves it. */
const further = [
  { key: "review", names: ["产出", "质量", "专家论证"], target: "通过", proof: "专家意见、评分表" },
  { key: "punctual", names: ["产出", "时效", "按期举行率"], target: "100%", proof: "计划与完成对照" },
  { key: "cost", names: ["产出", "成本", "经费控制"], target: open, proof: "经费决算（系统外）" },
  { key: "adoption", names: ["效益", "社会效益", "建议被采纳、批示或刊用"], target: open, proof: "采纳证明、批示件" },
  { key: "satisfaction", names: ["满意度", "服务对象满意度", "参会和受访者满意"], target: open, proof: "反馈问卷统计" },
] as const;

/**
 * `::performance{done=true cost="≤10万元|9.6万元"}`: the targets 绩效目标 in the frame 产出/效益/满意度, those of the study
 * with their thresholds first; with `done` what was reached stands beside them. What the records do not hold is filled in
 * as `target|reached` by review, punctual, cost, adoption and satisfaction; until then it is a text to be written.
 */
export function resolvePerformance(state: ReportState, { attributes, line }: Directive): void {
  const { done = "false" } = attributes;
  if (!["true", "false"].includes(done)) throw new DirectiveError(`done: expected true or false, got “${done}”`);
  const isDone = done === "true";
  const counted = state.obligations.filter(({ obligation }) => obligation.atLeast > 0);
  const own = counted.map(({ obligation, count }) => {
    const { label, atLeast, unit, measure } = obligation;
    return ["产出", "数量", label.zh, `≥${atLeast}${unit}`, `${count}${unit}`, proofs[measure]];
  });
  const rest = further.map(({ key, names, target, proof }) => {
    const [aim = "", reached = ""] = (attributes[key] ?? "").split("|").map((part) => part.trim());
    const known = key === "punctual" ? sayPunctual(state) : open;
    return { key, cells: [...names, aim || target, reached || known, proof] };
  });
  const rows = [...own, ...rest.map(({ cells }) => cells)].map((row) => (isDone ? row : row.toSpliced(4, 1)));
  const unset = rest.filter(({ cells }) => cells.slice(3, isDone ? 5 : 4).includes(open)).map(({ key }) => key);
  if (unset.length > 0)
    state.addPlaceholder(
      line,
      `绩效目标表有${unset.length}项待填写：在::performance{}中写明 ${unset.join("、")}（目标值|完成值）`,
    );
  const marks = counted.map((one, row): CellMark => ({ row, column: 4, evidence: addCountEvidence(state, one, line) }));
  const header = ["一级指标", "二级指标", "三级指标", "目标值", "完成值", "佐证"];
  state.addTable(
    toTable({
      caption: isDone ? "绩效目标完成情况" : "绩效目标表",
      header: isDone ? header : header.toSpliced(4, 1),
      rows,
      note: "指标框架参照财政部门对项目支出绩效评价的规定（财预〔2021〕101号）。",
    }),
    isDone ? { marks } : {},
  );
}

/** Share of planned sessions that were held in the window they were first planned for. */
function sayPunctual({ snapshot: { plan = [], sessions, takenAt } }: ReportState): string {
  const { sessions: planned, outcomes } = sumPlan(comparePlan(plan, sessions, brandAs(dayInChina(takenAt))));
  return planned === 0 ? open : `${((100 * outcomes.held) / planned).toFixed(1)}%`;
}

/** `::deliverables{}`: what the study hands in, and by when. */
export function resolveDeliverables(state: ReportState): void {
  const { deliverables, period } = state.snapshot.pack.study;
  const forms = {
    report: "研究报告",
    brief: "专报",
    caseCollection: "案例集",
    methodsAppendix: "附录",
    record: "项目材料",
    dataTables: "数据表",
    evidenceList: "佐证材料",
  } as const;
  const rows = deliverables.map(({ title, kind }) => [title.zh, forms[kind], period.to]);
  const note = "提交时间不晚于研究期限的最后一日。";
  state.addTable(toTable({ caption: "成果形式与提交时间", header: ["成果", "形式", "提交时间"], rows, note }));
}
