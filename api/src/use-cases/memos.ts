import { policyAttributes } from "@diaoyan/analysis";
import type { Memo, TranscriptAttributes } from "../ports/coding-store.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import { found } from "../problems.ts";
import { saveRevision } from "./save-revision.ts";

type MemoPorts = Pick<Ports, "codingTrail" | "transcripts" | "journal" | "clock">;

/** Stores a memo on a code, a transcript or a case; an edit of an older revision is refused with `edit.conflict`. */
export async function saveMemo(
  ports: MemoPorts,
  caller: Caller,
  order: Pick<Memo, "kind" | "subject" | "text"> & { readonly study: string; readonly base: number },
): Promise<Memo> {
  const { study, base, kind, subject, text } = order;
  const current = await ports.codingTrail.findMemo(study, kind, subject);
  const made = { kind, subject, text, author: caller.id, at: ports.clock.now() };
  const revision = await saveRevision(ports, {
    study,
    kind: "memo",
    id: `${kind}:${subject}`,
    current: current && { document: current, revision: current.revision },
    base,
    content: text,
    write: (next) => ports.codingTrail.putMemo(study, { ...made, revision: next }),
    note: { actor: caller.id, action: "memo.save", subject: `${kind}:${subject}` },
  });
  return { ...made, revision };
}

/** Stores the attributes a person gave a transcript; those of its session stand beside them. */
export async function saveAttributes(
  ports: MemoPorts,
  caller: Caller,
  order: TranscriptAttributes & { readonly study: string },
): Promise<TranscriptAttributes> {
  const { study, transcript, attributes, revision: base } = order;
  found(await ports.transcripts.find(study, transcript), "transcript.notFound", transcript);
  const current = (await ports.codingTrail.listAttributes(study)).find((one) => one.transcript === transcript);
  const revision = await saveRevision(ports, {
    study,
    kind: "attributes",
    id: transcript,
    current: current && { document: current, revision: current.revision },
    base,
    content: { ...attributes },
    write: (next) => ports.codingTrail.putAttributes(study, { transcript, attributes, revision: next }),
    note: { actor: caller.id, action: "attributes.save", subject: transcript },
  });
  return { transcript, attributes, revision };
}

/** A line of the attribute sheet for every transcript. */
export async function listAttributeRows(
  ports: Pick<Ports, "codingTrail" | "policies" | "sessions" | "transcripts">,
  study: string,
) {
  const [heads, given, sessions, policies] = await Promise.all([
    ports.transcripts.listHeads(study),
    ports.codingTrail.listAttributes(study),
    ports.sessions.list(study),
    ports.policies.list(study),
  ]);
  const byPolicy = new Map(policies.map((source) => [String(source.id), policyAttributes(source)]));
  const bySession = new Map(sessions.map((session) => [session.id, session.site]));
  return heads.map(({ id, session, title }) => {
    const own = given.find(({ transcript }) => transcript === id);
    const site = session === null ? undefined : bySession.get(session);
    return {
      transcript: String(id),
      title,
      revision: own?.revision ?? 0,
      attributes: { ...own?.attributes },
      ofSession: {
        ...(site === undefined ? {} : { 单位类型: site.unitType, 试点层级: site.pilotLevel }),
        ...byPolicy.get(id),
      } as Record<string, string>,
    };
  });
}
