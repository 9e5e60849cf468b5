import type { fieldworkRoutes } from "../../contract/fieldwork.ts";
import { found } from "../../problems.ts";
import type { Services } from "../../use-cases/services.ts";
import { listSessions, readSessionOf, saveSession } from "../../use-cases/sessions.ts";
import { importTranscript, readTranscriptOf, summariseTranscript } from "../../use-cases/transcripts.ts";
import type { HandlersOf } from "../call.ts";
import { asWire } from "./as-wire.ts";

export function fieldworkHandlers({ ports }: Services): HandlersOf<typeof fieldworkRoutes> {
  return {
    listProtocols: async ({ params }) => {
      const { protocols, records } = found(await ports.studies.find(params.study), "study.notFound", params.study);
      return { protocols: protocols.map(asWire), records: records.map(asWire) };
    },
    listSessions: async ({ params }) => ({ sessions: [...(await listSessions(ports, params.study))] }),
    getSession: async ({ params }) => ({ session: asWire(await readSessionOf(ports, params.study, params.session)) }),
    saveSession: async ({ params, caller, body }) => ({
      session: asWire(
        await saveSession(ports, caller, { study: params.study, id: params.session, session: body.session }),
      ),
    }),
    listTranscripts: async ({ params }) => ({
      transcripts: (await ports.transcripts.listHeads(params.study)).map(summariseTranscript),
    }),
    getTranscript: async ({ params }) => {
      const { transcript, codings } = await readTranscriptOf(ports, params.study, params.transcript);
      return { transcript: asWire(transcript), codings: codings.map(asWire) };
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
