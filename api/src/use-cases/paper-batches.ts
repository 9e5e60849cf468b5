import { type Agreement, textIn } from "@diaoyan/instruments";
import type { EntryHead, PaperBatch, PaperDecision, PaperForm } from "../ports/paper-store.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import { found, problem } from "../problems.ts";
import { openCollector } from "./collectors.ts";
import { findPaperBatch, nameMembers } from "./paper-place.ts";

type BatchPorts = Pick<
  Ports,
  "paper" | "studies" | "questionnaires" | "collectors" | "members" | "journal" | "clock" | "ids"
>;

/** What a new batch is to be. */
export interface BatchOrder {
  readonly study: string;
  readonly questionnaire: string;
  readonly version?: string | undefined;
  readonly label: string;
  readonly source: string;
  readonly expected: number | null;
  readonly unit: string | null;
  readonly share: number;
  readonly sameClerk: boolean;
}

/**
 * Opens a batch of paper returns. Its responses arrive under a collector of their own that admits nobody from outside.
 * Only a lead may let one person make both entries: throws `access.role`.
 */
export async function openPaperBatch(
  ports: BatchPorts,
  { caller, role }: { readonly caller: Caller; readonly role: string },
  order: BatchOrder,
) {
  const { study, questionnaire, label, share, sameClerk, version: asked } = order;
  if (sameClerk && role !== "lead") {
    throw problem("access.role", `sameClerk: only a lead may allow one person both entries; yours is ${role}`);
  }
  const document = found(await ports.studies.find(study), "study.notFound", study);
  const versions = await ports.questionnaires.listVersions(study, questionnaire);
  const version = found(
    asked === undefined
      ? versions.findLast(({ status }) => status === "published")
      : versions.find(({ hash }) => hash === asked),
    "version.notFound",
    asked ?? `${questionnaire} (published)`,
  );
  const collector = await openCollector(ports, caller, {
    study,
    questionnaire,
    version: version.hash,
    label: `纸质：${label}`,
    mode: "pseudonymous",
    invitedOnly: true,
    unit: order.unit,
  });
  const batch: PaperBatch = {
    study,
    id: ports.ids.slug(),
    collector: collector.id,
    questionnaire,
    version: version.hash,
    label,
    source: order.source,
    expected: order.expected,
    unit: order.unit,
    noticeVersion: document.notice.version,
    rule: { share, seed: ports.ids.token(), sameClerk },
    openedAt: ports.clock.now(),
  };
  const note = { actor: caller.id, action: "paper.open", subject: batch.id };
  await ports.journal.commit(study, note, [ports.paper.putBatch(batch)]);
  return summariseBatch(batch, []);
}

/** Says whether one person may make both entries of a form. */
export async function changePaperBatch(
  ports: BatchPorts,
  caller: Caller,
  { study, batch: id, sameClerk }: { readonly study: string; readonly batch: string; readonly sameClerk: boolean },
): Promise<void> {
  const { batch } = await findPaperBatch(ports, { study, batch: id });
  const action = sameClerk ? "paper.allowSame" : "paper.forbidSame";
  const changed = { ...batch, rule: { ...batch.rule, sameClerk } };
  await ports.journal.commit(study, { actor: caller.id, action, subject: id }, [ports.paper.putBatch(changed)]);
}

function addUp(agreements: readonly Agreement[]): Agreement {
  const sum = (part: keyof Agreement): number => agreements.reduce((total, one) => total + one[part], 0);
  return { compared: sum("compared"), agreed: sum("agreed") };
}

const agreementOf = ({ agreement }: PaperForm): Agreement => addUp(Object.values(agreement));

function summariseBatch({ rule, ...batch }: PaperBatch, forms: readonly PaperForm[]) {
  const { id, label, questionnaire, version, source, expected, unit, openedAt } = batch;
  return {
    id,
    label,
    questionnaire,
    version,
    source,
    expected,
    unit,
    share: rule.share,
    sameClerk: rule.sameClerk,
    openedAt,
    entered: forms.length,
    accepted: forms.filter(({ state }) => state === "accepted").length,
    undecided: forms.filter(({ state }) => state === "differs" || state === "blocked").length,
    agreement: addUp(forms.map(agreementOf)),
  };
}

/** Batches of a study, the newest first. */
export async function listPaperBatches(ports: BatchPorts, study: string) {
  const [batches, forms] = await Promise.all([ports.paper.listBatches(study), ports.paper.listForms(study)]);
  return batches.map((batch) =>
    summariseBatch(
      batch,
      forms.filter((form) => form.batch === batch.id),
    ),
  );
}

/** A form as a list shows it: who entered it, never what. */
export function describeForm(
  form: PaperForm,
  heads: readonly EntryHead[],
  { name, caller }: { readonly name: (user: string) => string; readonly caller: Caller },
) {
  const { form: number, state, original, response } = form;
  const passes = heads.map(({ pass, clerk, done, updatedAt }) => ({
    pass,
    clerk: name(clerk),
    mine: clerk === caller.id,
    done,
    updatedAt,
  }));
  const samePerson = heads.length === 2 && heads[0]?.clerk === heads[1]?.clerk;
  return { form: number, state, passes, samePerson, agreement: agreementOf(form), original, response };
}

/** A batch with its forms and how well the entries agree, by kind of box and by clerk. */
export async function readPaperBatch(
  ports: BatchPorts,
  caller: Caller,
  place: { readonly study: string; readonly batch: string },
) {
  const { batch, version } = await findPaperBatch(ports, place);
  const { study, id } = batch;
  const [forms, heads, decisions, name] = await Promise.all([
    ports.paper.listForms(study, id),
    ports.paper.listEntryHeads(study, id),
    ports.paper.listDecisions(study, id),
    nameMembers(ports, study),
  ]);
  const byForm = new Map<string, EntryHead[]>();
  for (const head of heads) byForm.set(head.form, [...(byForm.get(head.form) ?? []), head]);
  return {
    batch: summariseBatch(batch, forms),
    forms: forms.map((form) => describeForm(form, byForm.get(form.form) ?? [], { name, caller })),
    byKind: agreeByKind(forms),
    byClerk: agreeByClerk(forms, heads, decisions).map((line) => ({ ...line, clerk: name(line.clerk) })),
    title: textIn("zh", version.definition.title),
  };
}

function agreeByKind(forms: readonly PaperForm[]) {
  const kinds = ["code", "codes", "rank", "number", "text"] as const;
  return kinds
    .map((kind) => ({ kind, ...addUp(forms.map(({ agreement }) => agreement[kind] ?? { compared: 0, agreed: 0 })) }))
    .filter(({ compared }) => compared > 0);
}

/** `overruled` counts the boxes where something else was decided than this clerk typed. */
function agreeByClerk(forms: readonly PaperForm[], heads: readonly EntryHead[], decisions: readonly PaperDecision[]) {
  const compared = new Map(forms.filter((form) => agreementOf(form).compared > 0).map((form) => [form.form, form]));
  return [...new Set(heads.map(({ clerk }) => clerk))].sort().map((clerk) => {
    const own = heads.filter((head) => head.clerk === clerk && head.done);
    const passes = new Map(own.map(({ form, pass }) => [`${form}/${pass}`, pass]));
    const overruled = decisions.filter(
      ({ form, taken }) =>
        (passes.has(`${form}/1`) && taken !== "first") || (passes.has(`${form}/2`) && taken !== "second"),
    );
    const agreed = addUp(
      own.flatMap(({ form }) => [compared.get(form)].flatMap((one) => (one ? [agreementOf(one)] : []))),
    );
    return { clerk, forms: own.length, overruled: overruled.length, ...agreed };
  });
}

/** Which paper form a response was typed from; null for all others. */
export async function findPaperSource(ports: Pick<Ports, "paper">, study: string, response: string) {
  const form = await ports.paper.findByResponse(study, response);
  if (form === undefined) return null;
  const batch = await ports.paper.findBatch(study, form.batch);
  return { batch: form.batch, label: batch?.label ?? form.batch, form: form.form, original: form.original };
}
