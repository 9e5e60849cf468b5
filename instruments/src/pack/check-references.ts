import type { PackFindings } from "./pack-finding.ts";
import type { PackDraft } from "./read-draft.ts";

/** Checks what files of a pack say of each other: outlines of deliverables, evidence of findings, findings of recommendations, unique names. */
export function checkReferences(draft: PackDraft, findings: PackFindings): void {
  checkOutlines(draft, findings);
  checkEvidence(draft, findings);
  checkRecommendations(draft, findings);
  const idsOf = (items: readonly { readonly id: string }[] = []): readonly string[] => items.map(({ id }) => id);
  const names = draft.questionnaires.map(({ name }) => name);
  checkUnique("questionnaires/", names, findings);
  checkUnique("protocols/", idsOf(draft.protocols), findings);
  checkUnique("records/", idsOf(draft.records), findings);
  checkUnique("indicators.csv", idsOf(draft.indicators), findings);
  checkUnique("policies.yaml", idsOf(draft.policies), findings);
  checkUnique("findings.yaml", idsOf(draft.findings), findings);
  checkUnique("recommendations.yaml", idsOf(draft.recommendations), findings);
  checkUnique("study.yaml", idsOf(draft.study?.obligations), findings);
}

function checkOutlines({ study, reports }: PackDraft, findings: PackFindings): void {
  const files = new Set(reports.map(({ file }) => file));
  for (const [index, { outline }] of (study?.deliverables ?? []).entries()) {
    if (outline === undefined || files.has(outline)) continue;
    findings.add({
      file: "study.yaml",
      path: `deliverables[${index}].outline`,
      code: "pack.outline-missing",
      message: `names the outline "${outline}", but reports/${outline} is missing`,
      remedy: "add the file or correct the name",
    });
  }
}

/** What evidence may name, in the order of its forms; a part that could not be read is left unchecked. */
function checkEvidence(draft: PackDraft, findings: PackFindings): void {
  const known = new Map<string, ReadonlySet<string>>(draft.variables);
  known.set("indicator", new Set(draft.indicators.map(({ id }) => id)));
  if (draft.codebook !== undefined) known.set("code", new Set(draft.codebook.codes.map(({ id }) => id)));
  if (findings.list.some(({ file }) => /^(questionnaires|common)\/|^(indicators|codebook)\./.test(file))) return;
  for (const [index, { id, evidence }] of draft.findings.entries()) {
    for (const [place, named] of evidence.entries()) {
      const [, source = "", name = ""] = /^([^:]+):(.+)$/.exec(named) ?? [];
      if (known.get(source)?.has(name)) continue;
      findings.add({
        file: "findings.yaml",
        path: `[${index}].evidence[${place}]`,
        code: "pack.evidence-missing",
        message: `finding "${id}" rests on "${named}", which the pack does not have`,
        remedy: `write <questionnaire>:<variable>, code:<id> or indicator:<id>; questionnaires are ${[...draft.variables.keys()].join(", ") || "(none)"}`,
      });
    }
  }
}

function checkRecommendations(draft: PackDraft, findings: PackFindings): void {
  const known = new Set(draft.findings.map(({ id }) => id));
  for (const [index, recommendation] of draft.recommendations.entries()) {
    for (const id of recommendation.findings) {
      if (known.has(id)) continue;
      findings.add({
        file: "recommendations.yaml",
        path: `[${index}].findings`,
        code: "pack.finding-missing",
        message: `recommendation "${recommendation.id}" rests on finding "${id}", which findings.yaml does not have`,
        remedy: `use one of ${[...known].join(", ") || "(none yet)"}`,
      });
    }
  }
}

function checkUnique(file: string, ids: readonly string[], findings: PackFindings): void {
  const twice = new Set(ids.filter((id, index) => ids.indexOf(id) !== index));
  for (const id of twice) {
    const message = `"${id}" stands more than once`;
    findings.add({ file, code: "pack.duplicate", message, remedy: "give each its own name" });
  }
}
