import type { Study } from "../model/study.ts";
import { codebookSchema } from "../schema/codebook-schema.ts";
import { findingsSchema, policiesSchema, recommendationsSchema } from "../schema/evidence-schema.ts";
import { protocolSchema, recordSheetSchema } from "../schema/protocol-schema.ts";
import { studySchema } from "../schema/study-schema.ts";
import { slotsOf } from "./fill-slots.ts";
import type { PackFiles } from "./pack-files.ts";
import type { PackFindings } from "./pack-finding.ts";
import { PackReader } from "./pack-reader.ts";
import { readQuestionnaires } from "./read-questionnaires.ts";
import { readQuotas } from "./read-quotas.ts";

/** The parts of a pack as far as they could be read, and the variables its questionnaires make. */
export type PackDraft = ReturnType<typeof readDraft>;

/** Reads every file by itself; what is wrong goes to the findings. */
export function readDraft(files: PackFiles, findings: PackFindings) {
  const reader = new PackReader(files, findings);
  const study = reader.one("study.yaml", studySchema);
  const slots = study && slotsOf(study as unknown as Study);
  const { questionnaires, variables } = readQuestionnaires(reader, findings, slots ?? new Map());
  return {
    study,
    questionnaires,
    variables,
    protocols: reader.all("protocols", protocolSchema),
    records: reader.all("records", recordSheetSchema),
    codebook: reader.one("codebook.yaml", codebookSchema),
    reports: reader.outlines((study?.deliverables ?? []).flatMap(({ outline }) => outline ?? [])),
    indicators: reader.indicators(),
    policies: reader.optional("policies.yaml", policiesSchema) ?? [],
    findings: reader.optional("findings.yaml", findingsSchema) ?? [],
    recommendations: reader.optional("recommendations.yaml", recommendationsSchema) ?? [],
    bibliography: files.get("references.bib") ?? "",
    notice: reader.notice(slots, study && slotsOf(study as unknown as Study, "en")),
    ...readQuotas(reader, questionnaires, findings),
    letter: reader.letter(slots),
  };
}
