import type { Evidence, Report } from "../model/document.ts";
import { type SnapshotChanges, sayMoved } from "./compare-snapshots.ts";

/** One entry of the evidence list that differs between two builds of an outline; null where a side does not have it. */
export interface ChangedEvidence {
  readonly kind: Evidence["kind"];
  readonly query: string;
  readonly place: string;
  readonly was: { readonly value: string; readonly n: number | null } | null;
  readonly now: { readonly value: string; readonly n: number | null } | null;
  /** What was changed beneath it, in words. */
  readonly why: readonly string[];
}

/** What an entry asks, whatever the answer: of counted records it names what is counted, not the records. */
function keyOf({ kind, query, value }: Evidence): string {
  const asked =
    kind === "ledger" ? query.replace(/（截至[^）]*）/, "").replace(/^([^：]*计划[^：]*：.*|[^：]*).*$/s, "$1") : query;
  // a quotation is its words: others at the same place are others
  return [kind, asked, ...(kind === "quote" || kind === "case" ? [value] : [])].join("\u0000");
}

/** Numbers, quotations and counts that differ between two builds of one outline, and why, in the order of the newer one. */
export function compareReports(was: Report, now: Report, changes: SnapshotChanges): readonly ChangedEvidence[] {
  const before = new Map(was.evidence.map((entry) => [keyOf(entry), entry]));
  const after = new Map(now.evidence.map((entry) => [keyOf(entry), entry]));
  const differ = [...after].flatMap(([key, entry]): readonly ChangedEvidence[] => {
    const old = before.get(key);
    if (old !== undefined && old.value === entry.value && old.n === entry.n) return [];
    return [
      { ...head(entry), was: old === undefined ? null : facts(old), now: facts(entry), why: explain(entry, changes) },
    ];
  });
  const gone = [...before].flatMap(([key, entry]): readonly ChangedEvidence[] =>
    after.has(key) ? [] : [{ ...head(entry), was: facts(entry), now: null, why: explain(entry, changes) }],
  );
  return [...differ, ...gone];
}

const head = ({ kind, query, place }: Evidence) => ({ kind, query, place });
const facts = ({ value, n }: Evidence) => ({ value, n });

/** What moved beneath an entry. Where nothing did, its directive in the outline is what changed, or the program. */
function explain({ kind, query, place }: Evidence, changes: SnapshotChanges): readonly string[] {
  const reasons = reasonsOf(kind, query, changes).filter((reason) => reason !== "");
  const file = place.replace(/:\d+$/, "");
  if (changes.outlines.has(file)) reasons.push(`提纲${file}有改动`);
  if (changes.software !== null) reasons.push(`软件版本：${changes.software}`);
  return reasons.length === 0 ? ["未发现数据变动"] : reasons;
}

function reasonsOf(kind: Evidence["kind"], query: string, changes: SnapshotChanges): string[] {
  const moved = (name: string, of: { added: number; removed: number; changed: number }, unit: string): string => {
    const said = sayMoved(of, unit);
    return said === "" ? "" : `${name}${said}`;
  };
  const interviews = [
    moved("转写稿", changes.transcripts, "篇"),
    moved("编码", changes.codings, "处"),
    moved("台账", changes.sessions, "条"),
  ];
  switch (kind) {
    case "indicator":
      return [moved("公开数据", changes.indicators, "条")];
    case "ledger":
      return ofRecords([moved("台账", changes.sessions, "条"), moved("计划", changes.plan, "条")], query, changes);
    case "quote":
      return interviews;
    case "case":
      return [moved("案例", changes.cases, "个"), ...interviews];
    case "finding":
      return [moved("问题", changes.findings, "条"), moved("建议", changes.recommendations, "条")];
    default:
      return [...ofSurveys(query, changes), ...(/《/.test(query) ? [] : interviews)];
  }
}

/** Obligations count sessions as a rule; where none moved, it is the responses they count. */
function ofRecords(records: readonly string[], query: string, changes: SnapshotChanges): string[] {
  return records.some((reason) => reason !== "") ? [...records] : ofSurveys(query, changes);
}

/** Responses of the questionnaire the query names, of all where it names none. */
function ofSurveys(query: string, { responses, questionnaires }: SnapshotChanges): string[] {
  const named = [...responses.keys()].filter((title) => query.includes(`《${title}》`));
  const titles = named.length > 0 ? named : /《/.test(query) ? [] : [...responses.keys()];
  return titles.flatMap((title) => {
    const said = sayMoved(responses.get(title) ?? { added: 0, removed: 0, changed: 0 }, "份");
    return [
      said === "" ? "" : `《${title}》有效答卷${said}`,
      questionnaires.has(title) ? `《${title}》发布了新版本` : "",
    ];
  });
}
