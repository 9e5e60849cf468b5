import type { KeptProtocol } from "@diaoyan/instruments";
import type { fieldworkRoutes } from "../../contract/fieldwork.ts";
import { listSeenHeads } from "../../use-cases/count-seen.ts";
import { readFieldKit } from "../../use-cases/field-kit.ts";
import { importRescue } from "../../use-cases/import-rescue.ts";
import { nameTranscript } from "../../use-cases/name-transcript.ts";
import { readProtocols } from "../../use-cases/read-protocols.ts";
import { removeSession } from "../../use-cases/remove-session.ts";
import { removeTranscript } from "../../use-cases/remove-transcript.ts";
import { nameCoders } from "../../use-cases/retrieve-from-study.ts";
import { createSight } from "../../use-cases/second-coding.ts";
import type { Services } from "../../use-cases/services.ts";
import { readSight, requireSightOfStored } from "../../use-cases/session-sight.ts";
import { listSessions, makeReceipt, readSessionOf, saveSession } from "../../use-cases/sessions.ts";
import { importTranscript, readTranscriptOf, summariseTranscript } from "../../use-cases/transcripts.ts";
import type { HandlersOf } from "../call.ts";
import { asWire } from "./as-wire.ts";

const keptAsWire = ({ version, protocol }: KeptProtocol) => ({ version, protocol: asWire(protocol) });

export function fieldworkHandlers({ ports }: Services): HandlersOf<typeof fieldworkRoutes> {
  return {
    listProtocols: async ({ params }) => {
      const { protocols, former, records } = await readProtocols(ports, params.study);
      return {
        protocols: protocols.map(asWire),
        formerProtocols: former.map(keptAsWire),
        records: records.map(asWire),
      };
    },
    listSessions: async ({ params, caller, role }) => ({
      sessions: [...(await listSessions(ports, { ...params, caller, role }))],
    }),
    getSession: async ({ params, caller, role }) => ({
      session: asWire(await readSessionOf(ports, { ...params, caller, role })),
    }),
    saveSession: async ({ params, caller, role, body }) => {
      await requireSightOfStored(ports, params.study, { session: params.session, caller, role });
      const given = { study: params.study, id: params.session, session: body.session };
      const session = await saveSession(ports, caller, given);
      return { session: asWire(session), receipt: makeReceipt(session) };
    },
    removeSession: async ({ params, query, caller }) => {
      await removeSession(ports, caller, { ...params, ...query });
      return { removed: true };
    },
    getFieldKit: async ({ params, caller }) => {
      const kit = await readFieldKit(ports, caller, params.study);
      return {
        ...kit,
        protocols: kit.protocols.map(asWire),
        formerProtocols: kit.formerProtocols.map(keptAsWire),
        sessions: kit.sessions.map(asWire),
        plan: [...kit.plan],
      };
    },
    importRescue: ({ params, caller, bytes }) =>
      importRescue(ports, caller, { study: params.study, text: new TextDecoder().decode(bytes) }),
    listTranscripts: async ({ params, caller, role }) => {
      const sees = await readSight(ports, params.study, { caller, role });
      const heads = await listSeenHeads(ports, params.study, caller.id);
      return { transcripts: heads.filter(({ policy, session }) => !policy && sees(session)).map(summariseTranscript) };
    },
    getTranscript: async ({ params, caller }) => {
      const {
        transcript,
        codings: all,
        seq,
        policy,
      } = await readTranscriptOf(ports, caller, { ...params, id: params.transcript });
      const codings = all.filter(await createSight(ports, params.study, caller.id));
      const coders = await nameCoders(ports, params.study);
      return { transcript: asWire(transcript), codings: codings.map(asWire), seq, coders, policy };
    },
    nameTranscript: async ({ params, caller, body }) => ({
      heading: await nameTranscript(ports, caller, { ...params, ...body }),
    }),
    removeTranscript: async ({ params, query, caller }) => {
      await removeTranscript(ports, caller, { ...params, ...query });
      return { removed: true };
    },
    importTranscript: async ({ params, query, caller, bytes }) => {
      const { transcript, findings } = await importTranscript(ports, caller, {
        study: params.study,
        id: params.transcript,
        title: query.title,
        format: query.format,
        session: query.session,
        bytes,
      });
      return { transcript, findings: findings.map((finding) => ({ ...finding, places: [...finding.places] })) };
    },
  };
}
