import { type CaseSummary, isWithdrawnCase, listDropped } from "@diaoyan/analysis";
import type { CaseLine } from "../contract/index.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import { found, problem } from "../problems.ts";
import { caseSchema } from "./case-schema.ts";
import { checkShape } from "./check-shape.ts";
import { readErasedInterviewees } from "./erased-interviewees.ts";
import { nameOf } from "./responses.ts";
import { type CaseStorePorts, settleStanding, storeCase } from "./store-case.ts";

type CasePorts = CaseStorePorts & Pick<Ports, "transcripts">;

/** A case as it stands. Throws `case.notFound`. */
export async function readCase(ports: Pick<Ports, "cases">, study: string, id: string): Promise<CaseSummary> {
  return settleStanding(found(await ports.cases.find(study, id), "case.notFound", id));
}

/** Writes into the audit log that somebody was shown a case, which tells of a person or a unit. */
export function noteCaseRead(
  ports: Pick<Ports, "journal">,
  caller: Caller,
  { study, case: id, part }: { study: string; case: string; part: "text" | "material" | "changes" },
): Promise<void> {
  return ports.journal.commit(study, { actor: caller.id, action: "case.read", subject: `${id}: ${part}` }, []);
}

/**
 * Stores what a person edited of a case: title, attributes, sections, whether it names somebody, and pictures; its
 * `revision` says which state was edited. Steps and consents have acts of their own. Throws `case.step`, `case.invalid`,
 * `edit.conflict`.
 */
export async function saveCase(
  ports: CasePorts,
  caller: Caller,
  given: { readonly study: string; readonly id: string; readonly value: unknown },
): Promise<CaseSummary> {
  const edited = readCaseValue(given.value);
  if (edited.id !== given.id) throw problem("case.invalid", `case.id: expected ${given.id}, got ${edited.id}`);
  const current = await readCase(ports, given.study, given.id);
  refuseStep(current, edited);
  await refuseForeignSources(ports, given.study, edited);
  const { title, attributes, sections, named, pictures } = edited;
  const next = {
    ...current,
    ...{ title, attributes, sections },
    ...(named !== undefined && { named }),
    ...(pictures !== undefined && { pictures }),
    ...(current.confirmations === undefined && { confirmations: [] }),
  };
  const dropped = listDropped(current, next);
  return storeCase(ports, caller, {
    study: given.study,
    current,
    base: edited.revision,
    next: dropped.length === 0 ? next : { ...next, dropped },
    kind: "edit",
  });
}

function readCaseValue(value: unknown): CaseSummary {
  return checkShape(caseSchema, value, { code: "case.invalid", root: "case" }) as unknown as CaseSummary;
}

/** An edit of an older state is told apart by its revision; here only steps taken by an edit are refused. */
function refuseStep(current: CaseSummary, { status, publicationConsent, revision }: CaseSummary): void {
  if (revision !== current.revision) return;
  if (status !== current.status) {
    throw problem("case.step", `status: the case stands at ${current.status}, an edit cannot make it ${status}`, {
      remedy: "record the confirmation of the text instead",
    });
  }
  if (publicationConsent !== current.publicationConsent) {
    throw problem("case.step", "publicationConsent: follows from the consents that were recorded", {
      remedy: "record the consent with the number of its signed form",
    });
  }
}

async function refuseForeignSources(ports: CasePorts, study: string, summary: CaseSummary): Promise<void> {
  const sources = summary.sections.flatMap(({ sentences }) => sentences.map(({ source }) => source));
  const ids = new Set(sources.filter((source) => source !== null).map(({ transcript }) => transcript));
  const known = new Set((await ports.transcripts.listHeads(study)).map(({ id }) => id));
  for (const id of ids) {
    if (!known.has(id))
      throw problem("case.invalid", `a sentence names transcript ${id}, which the study does not have`);
  }
}

/** Cases of a study, one line each. */
export async function listCases(
  ports: Pick<Ports, "cases" | "erasures" | "sessions" | "transcripts">,
  study: string,
): Promise<readonly CaseLine[]> {
  const cases = (await ports.cases.list(study)).map(settleStanding);
  const erasedOn = await readErasedInterviewees(ports, study);
  return cases.map((one) => {
    const { id, kind, title, status, publicationConsent, revision, basis = "interviews" } = one;
    const told = { withdrawn: isWithdrawnCase(one), erasedOn: erasedOn(one) };
    return { id, kind, title, status, publicationConsent, ...told, revision, basis };
  });
}

/** The trail of a case, newest first: who or what changed which sentence, with the words before and after. */
export async function listCaseChanges(
  ports: Pick<Ports, "cases" | "caseTrail" | "members">,
  study: string,
  id: string,
) {
  await readCase(ports, study, id);
  const [changes, members] = await Promise.all([ports.caseTrail.list(study, id), ports.members.list(study)]);
  return changes.map(({ case: _, actor, ...change }) => ({
    ...change,
    sentences: [...change.sentences],
    by: ["draft", "redraft", "carry"].includes(change.kind) ? ("machine" as const) : ("hand" as const),
    actor: nameOf(members, actor),
  }));
}
