import type { StudyPack } from "../model/pack.ts";
import type { PackDraft } from "./load-pack.ts";
import type { PackFindings } from "./pack-finding.ts";

/** Checks what files of a pack say of each other: outlines of deliverables, findings of recommendations, unique names. */
export function checkReferences(draft: PackDraft, findings: PackFindings): void {
  const pack = draft as unknown as Partial<StudyPack>;
  checkOutlines(pack, findings);
  checkRecommendations(pack, findings);
  checkUnique("questionnaires/", pack.questionnaires?.map(({ name }) => name) ?? [], findings);
  checkUnique("protocols/", pack.protocols?.map(({ id }) => id) ?? [], findings);
  checkUnique("indicators.csv", pack.indicators?.map(({ id }) => id) ?? [], findings);
}

function checkOutlines({ study, reports }: Partial<StudyPack>, findings: PackFindings): void {
  const files = new Set(reports?.map(({ file }) => file));
  for (const [index, { outline }] of (study?.deliverables ?? []).entries()) {
    if (outline === undefined || files.has(outline)) continue;
    const message = `names the outline "${outline}", but reports/${outline} is missing`;
    const path = `deliverables[${index}].outline`;
    findings.add({
      file: "study.yaml",
      path,
      code: "pack.outline-missing",
      message,
      remedy: "add the file or correct the name",
    });
  }
}

function checkRecommendations(pack: Partial<StudyPack>, findings: PackFindings): void {
  const known = new Set(pack.findings?.map(({ id }) => id));
  for (const [index, recommendation] of (pack.recommendations ?? []).entries()) {
    for (const id of recommendation.findings) {
      if (known.has(id)) continue;
      const message = `recommendation "${recommendation.id}" rests on finding "${id}", which findings.yaml does not have`;
      const remedy = `use one of ${[...known].join(", ") || "(none yet)"}`;
      findings.add({
        file: "recommendations.yaml",
        path: `[${index}].findings`,
        code: "pack.finding-missing",
        message,
        remedy,
      });
    }
  }
}

function checkUnique(file: string, ids: readonly (string | undefined)[], findings: PackFindings): void {
  const twice = ids.filter((id, index) => id !== undefined && ids.indexOf(id) !== index);
  for (const id of new Set(twice)) {
    findings.add({
      file,
      code: "pack.duplicate",
      message: `"${id}" stands more than once`,
      remedy: "give each its own name",
    });
  }
}
