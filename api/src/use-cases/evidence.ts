import { evidenceSchema, type IndicatorFault, type Json, readIndicators } from "@diaoyan/instruments";
import type { EvidenceDocument, StoredEvidence } from "../ports/evidence-store.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import { found, problem } from "../problems.ts";
import { checkShape } from "./check-shape.ts";
import { saveRevision } from "./save-revision.ts";

type EvidencePorts = Pick<Ports, "studies" | "evidence" | "journal" | "coding" | "questionnaires">;

/** What the desk has, else what the pack brought, under revision 0. */
export async function readEvidence(ports: Pick<Ports, "studies" | "evidence">, study: string): Promise<StoredEvidence> {
  const stored = await ports.evidence.find(study);
  if (stored !== undefined) return stored;
  const { indicators, findings, recommendations } = found(await ports.studies.find(study), "study.notFound", study);
  return { revision: 0, document: { indicators, findings, recommendations } };
}

/** Stores an edit of all three. Throws `evidence.invalid` where one names what is not there or a name stands twice, `edit.conflict`. */
export async function saveEvidence(
  ports: EvidencePorts,
  caller: Caller,
  {
    study,
    revision: base,
    document: given,
  }: { readonly study: string; readonly revision: number; readonly document: unknown },
): Promise<StoredEvidence> {
  const document = checkShape(evidenceSchema, given, {
    code: "evidence.invalid",
    root: "evidence",
  }) as EvidenceDocument;
  await checkNames(ports, study, document);
  const current = await readEvidence(ports, study);
  const revision = await saveRevision(ports, {
    study,
    kind: "evidence",
    id: study,
    current,
    base,
    content: document as unknown as Json,
    write: (next) => ports.evidence.put(study, { revision: next, document }),
    note: { actor: caller.id, action: "evidence.save", subject: study },
  });
  return { revision, document };
}

/** Adds the indicators of a sheet, the header first; one under a known name replaces it. Nothing is stored while a row has a fault. */
export async function importIndicators(
  ports: EvidencePorts,
  caller: Caller,
  { study, rows }: { readonly study: string; readonly rows: readonly (readonly string[])[] },
): Promise<{
  readonly added: number;
  readonly replaced: number;
  readonly faults: readonly IndicatorFault[];
  readonly revision: number;
}> {
  const { indicators, faults } = readIndicators(rows);
  const { revision, document } = await readEvidence(ports, study);
  if (faults.length > 0 || indicators.length === 0) return { added: 0, replaced: 0, faults, revision };
  const brought = new Map(indicators.map((one) => [one.id, one]));
  const known = new Set(document.indicators.map(({ id }) => id));
  const kept = document.indicators.map((one) => brought.get(one.id) ?? one);
  const fresh = indicators.filter(({ id }) => !known.has(id));
  const saved = await saveEvidence(ports, caller, {
    study,
    revision,
    document: { ...document, indicators: [...kept, ...fresh] },
  });
  return { added: fresh.length, replaced: indicators.length - fresh.length, faults: [], revision: saved.revision };
}

async function checkNames(
  ports: EvidencePorts,
  study: string,
  { indicators, findings, recommendations }: EvidenceDocument,
): Promise<void> {
  const errors: { code: string; place: string; message: string }[] = [];
  const refuse = (code: string, place: string, message: string) => errors.push({ code, place, message });
  for (const [part, list] of Object.entries({ indicators, findings, recommendations })) {
    const seen = new Set<string>();
    for (const [place, { id }] of list.entries()) {
      if (seen.has(id)) refuse("twice", `evidence.${part}[${place}].id`, `"${id}" stands twice`);
      seen.add(id);
    }
  }
  const known = await namesOf(ports, study, indicators);
  for (const [place, { evidence }] of findings.entries())
    for (const [at, named] of evidence.entries()) {
      const [, source = "", name = ""] = /^([^:]+):(.+)$/.exec(named) ?? [];
      if (known.get(source)?.has(name)) continue;
      const expected = `<questionnaire>:<variable>, code:<id> or indicator:<id>`;
      refuse("unknown", `evidence.findings[${place}].evidence[${at}]`, `"${named}" is not there; expected ${expected}`);
    }
  const ids = new Set(findings.map(({ id }) => id));
  for (const [place, { findings: named }] of recommendations.entries())
    for (const [at, id] of named.entries())
      if (!ids.has(id))
        refuse("unknown", `evidence.recommendations[${place}].findings[${at}]`, `there is no finding "${id}"`);
  if (errors.length > 0)
    throw problem("evidence.invalid", `${errors.length} entries name what is not there or stand twice`, { errors });
}

/** What evidence may name: variables of published questionnaires and drafts with those derived, codes, indicators. */
async function namesOf(
  ports: EvidencePorts,
  study: string,
  indicators: EvidenceDocument["indicators"],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const codebook = await ports.coding.findCodebook(study);
  const names = new Map<string, Set<string>>([
    ["indicator", new Set(indicators.map(({ id }) => id))],
    ["code", new Set(codebook?.codebook.codes.map(({ id }) => id) ?? [])],
  ]);
  const add = (questionnaire: string, variables: readonly string[]) => {
    const all = names.get(questionnaire) ?? new Set<string>();
    for (const name of variables) all.add(name);
    names.set(questionnaire, all);
  };
  for (const { definition, compiled } of await ports.questionnaires.listVersions(study)) {
    add(
      definition.name,
      compiled.variables.map(({ name }) => name),
    );
    add(definition.name, derivedNames(definition.derive));
  }
  const { findings } = found(await ports.studies.find(study), "study.notFound", study);
  // what the pack's findings rest on was checked when it was loaded, published or not
  for (const named of findings.flatMap(({ evidence }) => evidence)) {
    const [, source = "", name = ""] = /^([^:]+):(.+)$/.exec(named) ?? [];
    if (source !== "indicator" && source !== "code") add(source, [name]);
  }
  return names;
}

function derivedNames(derive: readonly Json[] = []): readonly string[] {
  return derive.flatMap((entry) => (entry as { readonly name?: string } | null)?.name ?? []);
}
