import type { EvidenceList } from "./evidence-list.ts";
import { describeFile, packEvidence } from "./evidence-package.ts";
import { writeEvidenceList } from "./write-evidence-list.ts";
import { writeEvidenceWorkbook } from "./write-evidence-workbook.ts";

/** The acceptance list as .docx and .xlsx with its attachments (by path) in one package with a manifest of hashes. */
export async function makeEvidencePackage(
  given: Omit<EvidenceList, "attachments">,
  attachments: ReadonlyMap<string, Uint8Array>,
): Promise<Uint8Array<ArrayBuffer>> {
  const { study, snapshot, day, software, log } = given;
  const listed = [...attachments].map(([file, bytes]) => describeFile(file, bytes));
  const list = { ...given, attachments: listed.sort((one, other) => (one.file < other.file ? -1 : 1)) };
  const stem = `佐证材料清单${study.simulated ? "（模拟数据）" : ""}`;
  const files = new Map<string, Uint8Array>([
    ...attachments,
    [`${stem}.docx`, await writeEvidenceList(list)],
    [`${stem}.xlsx`, writeEvidenceWorkbook(list)],
  ]);
  return packEvidence(
    {
      study: study.id,
      title: study.title.zh,
      simulated: study.simulated,
      snapshot,
      day,
      software,
      ...(log && { log }),
    },
    files,
  );
}
