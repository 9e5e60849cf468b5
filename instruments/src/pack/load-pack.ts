import { packRefused } from "../errors.ts";
import type { StudyPack } from "../model/pack.ts";
import { codebookSchema } from "../schema/codebook-schema.ts";
import { findingsSchema, policiesSchema, recommendationsSchema } from "../schema/evidence-schema.ts";
import { protocolSchema, recordSheetSchema } from "../schema/protocol-schema.ts";
import { studySchema } from "../schema/study-schema.ts";
import { checkFileNames } from "./check-file-names.ts";
import { checkReferences } from "./check-references.ts";
import { fillPack } from "./fill-pack.ts";
import { slotsOf } from "./fill-slots.ts";
import { PackFindings } from "./pack-finding.ts";
import { PackReader } from "./pack-reader.ts";
import { readQuestionnaires } from "./read-questionnaires.ts";

/** Files of a pack by path inside it, shared blocks under `common/`. */
export type PackFiles = ReadonlyMap<string, string>;

/**
 * Reads and checks every file of a study pack. Nothing is answered while anything is wrong: `PackRefused` then lists
 * every problem with file, path, line and remedy. Where a pack has no codebook, protocol or record sheet of a name of
 * its own, that of `common/` stands in.
 */
export function loadPack(files: PackFiles): StudyPack {
  const findings = new PackFindings();
  const draft = readDraft(files, findings);
  checkFileNames(files, findings);
  checkReferences(draft, findings);
  if (findings.list.length > 0) throw packRefused(findings.list);
  // every part stands, or a finding would have been thrown above; ids are branded by their schemas' checks
  return fillPack(draft as unknown as StudyPack);
}

/** The parts of a pack as far as they could be read, and the variables its questionnaires make. */
export type PackDraft = ReturnType<typeof readDraft>;

function readDraft(files: PackFiles, findings: PackFindings) {
  const reader = new PackReader(files, findings);
  const study = reader.one("study.yaml", studySchema);
  const { questionnaires, variables } = readQuestionnaires(reader, findings);
  return {
    study,
    questionnaires,
    variables,
    protocols: reader.all("protocols", protocolSchema),
    records: reader.all("records", recordSheetSchema),
    codebook: reader.one("codebook.yaml", codebookSchema),
    reports: reader.outlines(),
    indicators: reader.indicators(),
    policies: reader.optional("policies.yaml", policiesSchema) ?? [],
    findings: reader.optional("findings.yaml", findingsSchema) ?? [],
    recommendations: reader.optional("recommendations.yaml", recommendationsSchema) ?? [],
    bibliography: files.get("references.bib") ?? "",
    notice: reader.notice(study && slotsOf(study as unknown as StudyPack["study"])),
  };
}
