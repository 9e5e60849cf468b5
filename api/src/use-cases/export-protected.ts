import type { DataFileFormat } from "../contract/index.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import type { DataFilePorts, QuestionnairePlace } from "./export-data-files.ts";
import { type ExportedFile, exportQuestionnaire } from "./exports.ts";
import { type Protection, type ProtectionReport, protectDataset } from "./protect-dataset.ts";
import { readSmallCell } from "./small-cell.ts";
import { takeCases } from "./take-cases.ts";

/** A protection as it is asked for: without `k` it is the study's smallest group. */
interface AskedProtection extends Omit<Protection, "k"> {
  readonly k?: number | undefined;
}

type ProtectionPorts = DataFilePorts & Pick<Ports, "progress">;
type ProtectionRequest = QuestionnairePlace & { readonly protect: AskedProtection };

/** What protection would do to the cases; nothing is handed out. Throws `request.invalid`. */
export async function assessProtection(
  ports: ProtectionPorts,
  { protect, ...place }: ProtectionRequest,
): Promise<ProtectionReport> {
  const { dataset } = await takeCases(ports, place);
  return protectDataset(dataset, await completeProtection(ports, place.study, protect)).report;
}

/** The cases under protection as a zip. Throws `request.invalid`. */
export async function exportProtected(
  ports: ProtectionPorts,
  caller: Caller,
  { protect, ...place }: ProtectionRequest & { readonly format?: DataFileFormat | undefined },
): Promise<ExportedFile> {
  return exportQuestionnaire(ports, caller, {
    ...place,
    protect: await completeProtection(ports, place.study, protect),
  });
}

async function completeProtection(
  ports: ProtectionPorts,
  study: string,
  { k, ...protect }: AskedProtection,
): Promise<Protection> {
  return { ...protect, k: k ?? (await readSmallCell(ports, study)) };
}
