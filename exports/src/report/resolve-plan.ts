import { brandAs, comparePlan, type PlanLine, sumPlan } from "@diaoyan/instruments";
import { outcomeNames, sayWindow } from "../evidence/evidence-list.ts";
import type { Directive } from "../outline/outline.ts";
import { dayInChina, sayDay } from "./chinese-day.ts";
import { DirectiveError } from "./directive-error.ts";
import type { ReportState } from "./report-state.ts";
import { toTable } from "./table-cells.ts";

/**
 * `::plan{types=研讨会,专家论证会 actual=false}`: what was planned, and unless `actual` is false what became of it. A study
 * that plans its visits elsewhere has only what was held.
 */
export function resolvePlan(state: ReportState, { attributes, line }: Directive): void {
  const { actual = "true" } = attributes;
  if (!["true", "false"].includes(actual)) throw new DirectiveError(`actual: expected true or false, got “${actual}”`);
  const types = attributes["types"]?.split(/[,，、]/).map((type) => type.trim());
  const { plan = [], sessions, takenAt } = state.snapshot;
  const day = dayInChina(takenAt);
  const lines = comparePlan(plan, sessions, brandAs(day)).filter(
    ({ type, outcome }) =>
      (types === undefined || types.includes(type)) && (actual === "true" || outcome !== "unplanned"),
  );
  const named = types === undefined ? "会议与访谈" : types.join("、");
  if (lines.length === 0) {
    state.addPlaceholder(line, `尚无${named}的计划，请在工作台“计划”页录入`);
    state.addParagraph("placeholder", [{ text: `【待安排】尚无${named}的计划，请在工作台“计划”页录入。` }]);
    return;
  }
  if (actual === "false") addPlanned(state, lines, named);
  else addCompared(state, lines, { day, line, named });
}

function addPlanned(state: ReportState, lines: readonly PlanLine[], named: string): void {
  const rows = lines.map((one) => [
    one.number,
    one.title,
    one.type,
    one.unit ?? "—",
    sayWindow(one.first),
    one.planned,
  ]);
  const header = ["编号", "名称", "类型", "单位", "计划时间", "受访人次"];
  const note = `资料来源：${state.recordsSource}。单位用代码。`;
  state.addTable(toTable({ caption: `${named}计划`, header, rows, note }));
}

function addCompared(
  state: ReportState,
  lines: readonly PlanLine[],
  { day, line, named }: { readonly day: string; readonly line: number; readonly named: string },
): void {
  const { sessions, outcomes, planned, actual, unplanned, short } = sumPlan(lines);
  const value = `计划${sessions}场，已举行${outcomes.held + outcomes.moved}场（其中改期${outcomes.moved}场），逾期${outcomes.overdue}场，取消${outcomes.cancelled}场，计划外${outcomes.unplanned}场；计划受访${planned}人次，计划内实际${actual}人次，计划外${unplanned}人次`;
  const lacking = short === 0 ? "" : `，已举行场次少于计划${short}人次`;
  const query = `计划与台账的逐项对照（截至${sayDay(day)}）：${named}`;
  const evidence = state.addEvidence({ kind: "ledger", query, n: lines.length, value: `${value}${lacking}` }, line);
  state.addParagraph("body", [{ text: `截至${sayDay(day)}，${value}${lacking}${state.simulatedMark}。`, evidence }]);
  const rows = lines.map((one) => [
    one.number,
    one.title,
    sayWindow(one.first) || "—",
    one.day ?? "—",
    one.item === null ? "—" : String(one.planned),
    String(one.actual),
    `${outcomeNames[one.outcome]}${one.reason === "" ? "" : `：${one.reason}`}`,
  ]);
  const header = ["编号", "名称", "原计划", "实际日期", "计划人次", "实际人次", "执行情况"];
  const note = `资料来源：${state.recordsSource}。人次为同意参加的受访者；“—”为没有。`;
  state.addTable(toTable({ caption: `${named}：计划与完成对照`, header, rows, note }), { evidence });
}
