import { brandAs, hashText, keepProtocolVersion, type Protocol, type SessionId } from "@diaoyan/instruments";
import { routes } from "../contract/index.ts";
import { uuidOfHash } from "../contract/uuid.ts";
import { codeByHand, type HandWork, type TranscriptToCode } from "./code-by-hand.ts";
import type { SimulatedSession } from "./simulated-material.node.ts";

/** How much was recorded. */
export interface RecordedFieldwork {
  readonly sessions: number;
  readonly transcripts: number;
  readonly codings: number;
  /** Codings of people, those of the second coder too. */
  readonly codedByHand: number;
  readonly cases: number;
}

interface Fieldwork {
  readonly material: readonly SimulatedSession[];
  readonly ids: readonly string[];
}

/**
 * Records sessions under the ids and transcripts over HTTP, codes them by the dictionary rules and by hand, and drafts the cases
 * they announce.
 */
export async function recordFieldwork(
  work: HandWork,
  study: string,
  { material, ids }: Fieldwork,
): Promise<RecordedFieldwork> {
  const client = work.first;
  const recorded = await recordSessions(work, study, { material, ids });
  const { added } = await client.call(routes.applyRules, { params: { study }, body: {} });
  const codedByHand = await codeByHand(work, study, recorded);
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
  return { sessions: material.length, transcripts: recorded.length, codings: added, codedByHand, cases };
}

/** Answers the transcripts; their ids come of the seed, so that the same ones are drawn for a second coder. */
async function recordSessions(
  { first: client, seed }: HandWork,
  study: string,
  { material, ids }: Fieldwork,
): Promise<readonly TranscriptToCode[]> {
  const recorded: TranscriptToCode[] = [];
  const { protocols } = await client.call(routes.listProtocols, { params: { study } });
  for (const [at, { codings, session, transcript }] of material.entries()) {
    const id = ids[at];
    if (id === undefined) continue;
    const made = { ...session, id: brandAs<SessionId>(id), revision: 0 };
    const held = keepProtocolVersion(undefined, made, protocols as unknown as readonly Protocol[]);
    const body = { session: structuredClone(held) as unknown as Record<string, never> };
    await client.call(routes.saveSession, { params: { study, session: id }, body });
    if (transcript !== null) {
      const made = uuidOfHash(hashText(`${seed} ${study} ${at}`));
      await client.call(routes.importTranscript, {
        params: { study, transcript: made },
        query: { title: session.title, format: "txt", session: id },
        bytes: transcript,
      });
      recorded.push({ id: made, codings });
    }
  }
  return recorded;
}
