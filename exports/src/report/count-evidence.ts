import type { ObligationCount } from "@diaoyan/instruments";
import type { ReportState } from "./report-state.ts";

const shownRecords = 40;

/** Enters what a count of an obligation rests on: the numbers of the sessions, or the ids of what was counted. */
export function addCountEvidence(
  state: ReportState,
  { obligation, count, evidence }: ObligationCount,
  line: number,
): string {
  const numbers = new Map(state.snapshot.sessions.map(({ id, number }) => [id as string, number]));
  const all = evidence.map((id) => numbers.get(id) ?? id).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const names = all.slice(0, shownRecords);
  const more = evidence.length > shownRecords ? `等${evidence.length}条` : "";
  const query = `${obligation.label.zh}：${names.length === 0 ? "尚无记录" : `${names.join("、")}${more}`}`;
  return state.addEvidence({ kind: "ledger", query, n: null, value: `${count}${obligation.unit}` }, line);
}
