import { type CaseSummary, draftCase, personTemplate, reformTemplate } from "@diaoyan/analysis";
import { brandAs, type CaseId, type Json, type SessionId } from "@diaoyan/instruments";
import type { CaseLine } from "../contract/index.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import { found, problem } from "../problems.ts";
import { caseSchema } from "./case-schema.ts";
import { checkShape } from "./check-shape.ts";
import { saveRevision } from "./save-revision.ts";

type CasePorts = Pick<Ports, "cases" | "sessions" | "transcripts" | "coding" | "journal" | "runtime">;

/** The order of the workflow: a case moves one step forward at a time, and may go back to draft from anywhere. */
const steps = ["draft", "confirmedByPerson", "confirmedByUnit", "final"] as const;

/** What to draft a case from. */
export interface CaseOrder {
  readonly study: string;
  readonly id: string;
  readonly kind: "reform" | "person";
  readonly title: string;
  readonly session: string;
  readonly attributes?: Readonly<Record<string, string>> | undefined;
}

/** Drafts a case from the transcripts of a session, every sentence with its source, and stores it. */
export async function draftCaseOf(ports: CasePorts, caller: Caller, order: CaseOrder): Promise<CaseSummary> {
  const { study } = order;
  found(await ports.sessions.find(study, order.session), "session.notFound", order.session);
  const { codebook } = found(await ports.coding.findCodebook(study), "codebook.notFound", study);
  const heads = (await ports.transcripts.listHeads(study)).filter(({ session }) => session === order.session);
  if (heads.length === 0) throw problem("case.invalid", `session ${order.session} has no transcript to draft from`);
  const sources = await Promise.all(heads.map(({ id }) => ports.transcripts.find(study, id)));
  const codings = (await Promise.all(heads.map(({ id }) => ports.coding.list(study, id)))).flat();
  const summary = draftCase(
    {
      id: brandAs<CaseId>(order.id),
      title: order.title,
      session: brandAs<SessionId>(order.session),
      template: order.kind === "person" ? personTemplate : reformTemplate,
      transcripts: sources.filter((transcript) => transcript !== undefined),
      codebook,
      codings,
      attributes: order.attributes ?? {},
    },
    ports.runtime.text,
  );
  return store(ports, caller, { study, summary, base: 0, action: "case.draft" });
}

async function store(
  ports: CasePorts,
  caller: Caller,
  edit: { readonly study: string; readonly summary: CaseSummary; readonly base: number; readonly action: string },
): Promise<CaseSummary> {
  const { study, summary, base } = edit;
  const current = await ports.cases.find(study, summary.id);
  const { revision: _, ...content } = summary;
  const revision = await saveRevision(ports, {
    study,
    kind: "case",
    id: summary.id,
    current: current && { document: current, revision: current.revision },
    base,
    content: content as unknown as Json,
    write: (next) => ports.cases.put(study, { ...summary, revision: next }),
    note: { actor: caller.id, action: edit.action, subject: `${summary.id}:${summary.status}` },
  });
  return { ...summary, revision };
}

/** Stores an edited case; its `revision` says which state was edited. */
export async function saveCase(
  ports: CasePorts,
  caller: Caller,
  given: { readonly study: string; readonly id: string; readonly value: unknown },
): Promise<CaseSummary> {
  const summary = readCaseValue(given.value);
  if (summary.id !== given.id) throw problem("case.invalid", `case.id: expected ${given.id}, got ${summary.id}`);
  const current = found(await ports.cases.find(given.study, given.id), "case.notFound", given.id);
  refuseStep(current, summary);
  await refuseForeignSources(ports, given.study, summary);
  return store(ports, caller, { study: given.study, summary, base: summary.revision, action: "case.save" });
}

function readCaseValue(value: unknown): CaseSummary {
  return checkShape(caseSchema, value, { code: "case.invalid", root: "case" }) as unknown as CaseSummary;
}

function refuseStep(current: CaseSummary, next: CaseSummary): void {
  const move = steps.indexOf(next.status) - steps.indexOf(current.status);
  if (move > 1 || (move < 0 && next.status !== "draft")) {
    throw problem(
      "case.step",
      `status: a case goes from ${current.status} one step on or back to draft, not to ${next.status}`,
    );
  }
  if (next.status === "final" && !next.publicationConsent) {
    throw problem("case.step", "status: a final case needs the consent to publication", {
      remedy: "record the consent first",
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
export async function listCases(ports: CasePorts, study: string): Promise<readonly CaseLine[]> {
  const cases = await ports.cases.list(study);
  return cases.map(({ id, kind, title, status, publicationConsent, revision }) => ({
    id,
    kind,
    title,
    status,
    publicationConsent,
    revision,
  }));
}
