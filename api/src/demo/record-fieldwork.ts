import { brandAs, keepProtocolVersion, type Protocol, type SessionId } from "@diaoyan/instruments";
import { type Client, routes } from "../contract/index.ts";
import type { SimulatedSession } from "./simulated-material.node.ts";

/** How much was recorded. */
export interface RecordedFieldwork {
  readonly sessions: number;
  readonly transcripts: number;
  readonly codings: number;
  readonly cases: number;
}

/** Records sessions under the ids and transcripts over HTTP, codes them by the dictionary rules and drafts the cases they announce. */
export async function recordFieldwork(
  client: Client,
  study: string,
  { material, ids }: { readonly material: readonly SimulatedSession[]; readonly ids: readonly string[] },
): Promise<RecordedFieldwork> {
  await recordSessions(client, study, { material, ids });
  const { added } = await client.call(routes.applyRules, { params: { study }, body: {} });
  let cases = 0;
  for (const [index, one] of material.entries()) {
    const session = ids[index];
    if (one.caseKind === null || session === undefined) continue;
    const body = {
      id: crypto.randomUUID(),
      kind: one.caseKind,
      title: one.caseTitle,
      session,
      attributes: { ...one.attributes },
    };
    await client.call(routes.draftCase, { params: { study }, body });
    cases += 1;
  }
  const transcripts = material.filter((one) => one.transcript !== null).length;
  return { sessions: material.length, transcripts, codings: added, cases };
}

async function recordSessions(
  client: Client,
  study: string,
  { material, ids }: { readonly material: readonly SimulatedSession[]; readonly ids: readonly string[] },
): Promise<void> {
  const { protocols } = await client.call(routes.listProtocols, { params: { study } });
  for (const [at, { session, transcript }] of material.entries()) {
    const id = ids[at];
    if (id === undefined) continue;
    const made = { ...session, id: brandAs<SessionId>(id), revision: 0 };
    const held = keepProtocolVersion(undefined, made, protocols as unknown as readonly Protocol[]);
    const body = { session: structuredClone(held) as unknown as Record<string, never> };
    await client.call(routes.saveSession, { params: { study, session: id }, body });
    if (transcript !== null) {
      await client.call(routes.importTranscript, {
        params: { study, transcript: crypto.randomUUID() },
        query: { title: session.title, format: "txt", session: id },
        bytes: transcript,
      });
    }
  }
}
