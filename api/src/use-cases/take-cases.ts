import { addTextColumn, type Dataset } from "@diaoyan/analysis";
import type { Ports } from "../ports/ports.ts";
import { originColumns } from "./origin-columns.ts";
import { type Protection, type ProtectionReport, protectDataset, sayProtection } from "./protect-dataset.ts";
import type { StudyArchive } from "./study-archive.ts";

type CasePorts = Pick<Ports, "questionnaires" | "paper"> & { readonly archive: StudyArchive };

interface TakenCases {
  readonly dataset: Dataset;
  /** What protection did, where it was asked for. */
  readonly report?: ProtectionReport;
  /** For the audit log: how many cases, and how they were protected. */
  readonly said: string;
}

/**
 * The cases of a questionnaire as they leave the house: with the number of the version where there are several, with the
 * number of the paper form where any was typed, and coarsened where that is asked for.
 */
export async function takeCases(
  ports: CasePorts,
  {
    study,
    questionnaire,
    protect,
  }: Record<"study" | "questionnaire", string> & { readonly protect?: Protection | undefined },
): Promise<TakenCases> {
  const { dataset, rowVersions } = await ports.archive.dataset(study, questionnaire);
  const withVersions = addOrigin(dataset, "version", await listVersions(ports, dataset, { study, rowVersions }));
  const whole = addOrigin(withVersions, "paperForm", await listPaperForms(ports, dataset, study));
  const rows = `${dataset.rowCount} rows`;
  if (protect === undefined) return { dataset: whole, said: rows };
  const { dataset: guarded, report } = protectDataset(whole, protect);
  return { dataset: guarded, report, said: `${rows}${sayProtection(protect, report)}` };
}

function addOrigin(dataset: Dataset, origin: keyof typeof originColumns, texts: ReadonlyMap<string, string>): Dataset {
  return texts.size === 0 ? dataset : addTextColumn(dataset, originColumns[origin], texts);
}

/** Number of the version each response answers; none where all answer the same. */
async function listVersions(
  { questionnaires }: Pick<CasePorts, "questionnaires">,
  { rowIds = [] }: Dataset,
  { study, rowVersions }: { readonly study: string; readonly rowVersions: readonly string[] },
): Promise<ReadonlyMap<string, string>> {
  if (new Set(rowVersions).size < 2) return new Map();
  const heads = await questionnaires.listVersionHeads(study);
  const numbers = new Map(heads.map(({ hash, number }) => [String(hash), String(number)]));
  return new Map(rowIds.map((id, row) => [id, numbers.get(rowVersions[row] ?? "") ?? ""]));
}

/** Number written on the paper form each response was typed from. */
async function listPaperForms(
  { paper }: CasePorts,
  { rowIds = [] }: Dataset,
  study: string,
): Promise<ReadonlyMap<string, string>> {
  const forms = await paper.listForms(study);
  const typed = forms.flatMap(({ response, form }) => (response === null ? [] : [[response, form] as const]));
  if (typed.length === 0) return new Map();
  const rows = new Set(rowIds);
  return new Map(typed.filter(([response]) => rows.has(response)));
}
