import { comparePolicies, type PolicyFilter } from "@diaoyan/analysis";
import { writePolicyDocument, writePolicyWorkbook } from "@diaoyan/exports";
import type { Caller, Ports } from "../ports/ports.ts";
import { found, problem } from "../problems.ts";
import { refuseBad } from "./analyses.ts";
import { readSeenCorpus, type SeenPorts } from "./seen-snapshot.ts";

const provisionsShown = 500;

type ComparePorts = Pick<Ports, "journal" | "policies" | "studies"> & SeenPorts;

/** The comparison with what the filters may choose from. Throws `analysis.invalid`. */
export async function comparePoliciesOf(ports: ComparePorts, caller: Caller, study: string, filter: PolicyFilter) {
  const corpus = await readSeenCorpus(ports, study, caller.id);
  const compared = refuseBad(() => comparePolicies(corpus, filter));
  const confirmed = (corpus.policies?.texts ?? []).flatMap(({ source }) => (source.confirmed === null ? [] : [source]));
  const years = confirmed.flatMap(({ day }) => (day === null ? [] : [Number(day.slice(0, 4))]));
  return {
    ...compared,
    regions: [...new Set(confirmed.map(({ region }) => region))],
    years: [...new Set(years)].sort((a, b) => a - b),
  };
}

/** The provisions behind a cell. */
export async function listProvisionsOf(
  ports: ComparePorts,
  caller: Caller,
  {
    code,
    filter,
    study,
    value,
  }: { readonly study: string; readonly filter: PolicyFilter; readonly value: string; readonly code: string },
) {
  const { cells, columns, rows } = await comparePoliciesOf(ports, caller, study, filter);
  const row = rows.findIndex((one) => one.value === value);
  const column = columns.findIndex(({ id }) => id === code);
  const provisions = cells[row]?.[column] ?? [];
  return { total: provisions.length, provisions: provisions.slice(0, provisionsShown) };
}

/** Comparison and provisions as .xlsx, with the list of documents, or as .docx. */
export async function exportPolicies(
  ports: ComparePorts & Pick<Ports, "clock">,
  caller: Caller,
  {
    filter,
    format,
    study,
  }: { readonly study: string; readonly filter: PolicyFilter; readonly format: "xlsx" | "docx" },
) {
  const { study: about } = found(await ports.studies.find(study), "study.notFound", study);
  const comparison = await comparePoliciesOf(ports, caller, study, filter);
  const policies = await ports.policies.list(study);
  if (policies.length === 0) throw problem("analysis.noData", "the study has no policy documents");
  const order = { comparison, by: filter.by, simulated: about.simulated };
  const document = { ...order, title: "政策文件比较", creator: about.undertaker, takenAt: ports.clock.now() };
  const bytes = format === "xlsx" ? writePolicyWorkbook({ ...order, policies }) : await writePolicyDocument(document);
  await ports.journal.commit(study, { actor: caller.id, action: "policy.export", subject: filter.by }, []);
  const kind = format === "xlsx" ? "spreadsheetml.sheet" : "wordprocessingml.document";
  return {
    bytes,
    name: `${study}-policies.${format}`,
    media: `application/vnd.openxmlformats-officedocument.${kind}`,
  };
}
