import { brandAs, comparePlan, countObligations, type StudySnapshot } from "@diaoyan/instruments";
import type { EvidenceList } from "../evidence/evidence-list.ts";
import { writeEvidenceList } from "../evidence/write-evidence-list.ts";
import { writeEvidenceWorkbook } from "../evidence/write-evidence-workbook.ts";
import type { ReportRelease } from "../model/document.ts";
import { dayInChina } from "../report/chinese-day.ts";
import { writeDataTables } from "../tables/write-data-tables.ts";

/** A file of the deliverables. */
export interface MadeFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

interface RecordOptions {
  readonly release: ReportRelease;
  /** Outlines, by file name, that are built in their final form along with these files. */
  readonly finals: readonly string[];
}

/** Deliverables that no outline is needed for: data tables, and the list of evidence as .docx and .xlsx. */
export async function makeRecordFiles(
  snapshot: StudySnapshot,
  { release, finals }: RecordOptions,
): Promise<readonly MadeFile[]> {
  const list = listEvidence(snapshot, finals);
  const mark = snapshot.pack.study.simulated ? "（模拟数据）" : "";
  return [
    { name: `数据附表${mark}.xlsx`, bytes: writeDataTables(snapshot, release) },
    { name: `佐证材料清单${mark}.docx`, bytes: await writeEvidenceList(list) },
    { name: `佐证材料清单${mark}.xlsx`, bytes: writeEvidenceWorkbook(list) },
  ];
}

function listEvidence(snapshot: StudySnapshot, finals: readonly string[]): EvidenceList {
  const { pack, sessions, responses, plan = [], hash, takenAt, software } = snapshot;
  const { study } = pack;
  const finished = (kind: string): readonly string[] =>
    study.deliverables.flatMap((one) => (one.kind === kind && finals.includes(one.outline ?? "") ? [one.id] : []));
  const obligations = countObligations(study, {
    sessions,
    responses: responses.map(({ id }) => id),
    reports: finished("report"),
    caseCollections: finished("caseCollection"),
  });
  const day = dayInChina(takenAt);
  const lines = plan.length === 0 ? [] : comparePlan(plan, sessions, brandAs(day));
  return { study, obligations, sessions, plan: lines, attachments: [], snapshot: hash, day, software };
}
