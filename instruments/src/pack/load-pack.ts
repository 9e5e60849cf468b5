import { packRefused } from "../errors.ts";
import type { StudyPack } from "../model/pack.ts";
import { checkFileNames } from "./check-file-names.ts";
import { checkReferences } from "./check-references.ts";
import { fillPack } from "./fill-pack.ts";
import type { PackFiles } from "./pack-files.ts";
import { PackFindings } from "./pack-finding.ts";
import { readDraft } from "./read-draft.ts";

/**
 * Reads and checks every file of a study pack. Nothing is answered while anything is wrong: `PackRefused` then lists
 * every problem with file, path, line and remedy. Where a pack has no codebook, protocol or record sheet of a name of
 * its own, that of `common/` stands in.
 */
export function loadPack(files: PackFiles): StudyPack {
  const findings = new PackFindings();
  checkFileNames(files, findings);
  const { variables, ...draft } = readDraft(files, findings);
  checkReferences({ ...draft, variables }, findings);
  if (findings.list.length > 0) throw packRefused(findings.list);
  // every part stands, or a finding would have been thrown above; the schemas equal the model types but for brands
  return fillPack(draft as unknown as StudyPack);
}
