import {
  type CaseSentence,
  type CaseSummary,
  draftCase,
  personTemplate,
  redraftCase,
  reformTemplate,
} from "@diaoyan/analysis";
import {
  brandAs,
  type CaseId,
  createOffsetIndex,
  type Session,
  type SessionId,
  type Transcript,
} from "@diaoyan/instruments";
import type { Caller, Ports } from "../ports/ports.ts";
import { found, problem } from "../problems.ts";
import { readCase } from "./cases.ts";
import { createSight } from "./second-coding.ts";
import { type CaseStorePorts, storeCase } from "./store-case.ts";

export type DraftPorts = CaseStorePorts & Pick<Ports, "agreement" | "sessions" | "transcripts" | "coding" | "runtime">;

/** What to draft a case from: the transcripts of a session, of all sessions of a unit, and single ones, together. */
export interface CaseOrder {
  readonly study: string;
  readonly id: string;
  readonly kind: "reform" | "person";
  readonly title: string;
  readonly session?: string | undefined;
  readonly unit?: string | undefined;
  readonly transcripts?: readonly string[] | undefined;
  /** `documents`: published texts alone; refused where one of them is of an interview. */
  readonly basis?: "interviews" | "documents" | undefined;
  readonly lead?: string | undefined;
  readonly attributes?: Readonly<Record<string, string>> | undefined;
}

/** Drafts a case by extraction, every sentence with its source, and stores it. */
export async function draftCaseOf(ports: DraftPorts, caller: Caller, order: CaseOrder): Promise<CaseSummary> {
  const { study, basis = "interviews", lead } = order;
  const gathered = await gatherSources(ports, order);
  const [first] = gathered.sessions;
  const head = {
    id: order.id,
    kind: order.kind,
    title: order.title,
    session: first?.id ?? null,
    attributes: { ...(first !== undefined && { 单位类型: first.site.unitType }), ...order.attributes },
  };
  const drafted = await draftFrom(ports, { caller, study }, head, gathered.transcripts);
  const next: CaseSummary = { ...drafted, basis, confirmations: [], consents: [], ...(lead !== undefined && { lead }) };
  const current = await ports.cases.find(study, order.id);
  return storeCase(ports, caller, { study, current, base: 0, next, kind: "draft" });
}

/** Drafts a case anew from the sources it has; what a person wrote, reworded or took out stays as it is. */
export async function redraftCaseOf(
  ports: DraftPorts,
  caller: Caller,
  order: { readonly study: string; readonly id: string; readonly revision: number },
): Promise<{ readonly summary: CaseSummary; readonly kept: number }> {
  const { study, id } = order;
  const current = await readCase(ports, study, id);
  const transcripts = await readSources(ports, study, current);
  const fresh = await draftFrom(ports, { caller, study }, current, transcripts);
  const { summary, kept } = redraftCase(current, fresh, verbatimIn(transcripts));
  const next = { ...summary, confirmations: current.confirmations ?? [] };
  const stored = await storeCase(ports, caller, { study, current, base: order.revision, next, kind: "redraft" });
  return { summary: stored, kept };
}

/** Whether a sentence stands word for word at its source. */
export function verbatimIn(transcripts: readonly Transcript[]): (sentence: CaseSentence) => boolean {
  const texts = new Map(transcripts.map(({ id, text }) => [id, createOffsetIndex(text)]));
  return ({ text, source }) => {
    const index = source === null ? undefined : texts.get(source.transcript);
    return source !== null && index !== undefined && source.end <= index.length && index.slice(source) === text;
  };
}

/** Transcripts a case was drafted from and those its sentences name. */
export async function readSources(
  ports: Pick<Ports, "transcripts">,
  study: string,
  { transcripts = [], sections, session }: CaseSummary,
): Promise<readonly Transcript[]> {
  const cited = sections.flatMap(({ sentences }) => sentences.flatMap(({ source }) => source?.transcript ?? []));
  const heads = transcripts.length > 0 ? [] : await ports.transcripts.listHeads(study);
  const ofSession = heads.flatMap((head) => (session !== null && head.session === session ? [head.id] : []));
  const ids = [...new Set([...transcripts, ...ofSession, ...cited])];
  const read = await Promise.all(ids.map((id) => ports.transcripts.find(study, id)));
  return read.filter((one) => one !== undefined);
}

async function draftFrom(
  ports: DraftPorts,
  { caller, study }: { readonly caller: Caller; readonly study: string },
  head: Pick<CaseSummary, "kind" | "title" | "attributes"> & { readonly id: string; readonly session: string | null },
  transcripts: readonly Transcript[],
): Promise<CaseSummary> {
  const { codebook } = found(await ports.coding.findCodebook(study), "codebook.notFound", study);
  const sees = await createSight(ports, study, caller.id);
  const codings = (await Promise.all(transcripts.map(({ id }) => ports.coding.list(study, id)))).flat().filter(sees);
  const drafted = draftCase(
    {
      ...head,
      id: brandAs<CaseId>(head.id),
      session: head.session === null ? null : brandAs<SessionId>(head.session),
      template: head.kind === "person" ? personTemplate : reformTemplate,
      transcripts,
      codebook,
      codings,
    },
    ports.runtime.text,
  );
  return { ...drafted, transcripts: transcripts.map(({ id }) => id) };
}

async function gatherSources(
  ports: DraftPorts,
  { study, session, unit, transcripts = [], basis }: CaseOrder,
): Promise<{ readonly sessions: readonly Session[]; readonly transcripts: readonly Transcript[] }> {
  if (session !== undefined) found(await ports.sessions.find(study, session), "session.notFound", session);
  const all = await ports.sessions.list(study);
  const asked = all.filter(({ id, site }) => id === session || (unit !== undefined && site.unit === unit));
  const heads = await ports.transcripts.listHeads(study);
  for (const id of transcripts)
    found(
      heads.find((head) => head.id === id),
      "transcript.notFound",
      id,
    );
  const wanted = new Set<string>(asked.map(({ id }) => id));
  const chosen = heads.filter((head) => transcripts.includes(head.id) || wanted.has(head.session ?? ""));
  if (chosen.length === 0) {
    throw problem("case.invalid", `nothing to draft from: ${session ?? unit ?? "no session, unit"} has no transcript`, {
      remedy: "import a transcript of the session, or name transcripts",
    });
  }
  const spoken = chosen.find((head) => head.session !== null);
  if (basis === "documents" && spoken !== undefined) {
    throw problem("case.invalid", `basis: transcript ${spoken.id} is of an interview, expected documents alone`, {
      remedy: "leave it out, or draft the case from interviews",
    });
  }
  const used = new Set(chosen.map((head) => head.session));
  const read = await Promise.all(chosen.map(({ id }) => ports.transcripts.find(study, id)));
  const sessions = all
    .filter(({ id }) => used.has(id))
    .sort((one, other) => (one.id === session ? -1 : other.id === session ? 1 : 0));
  return { sessions, transcripts: read.filter((one) => one !== undefined) };
}
