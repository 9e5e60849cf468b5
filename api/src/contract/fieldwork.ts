import { z } from "zod";
import { allow, defineRoute } from "./route.ts";
import { json, localized, studyParams, uuid } from "./values.ts";

/** `session` is `Session` of @diaoyan/instruments, checked with its schema; `revision` says which state was edited. */
const sessionParams = studyParams.extend({ session: uuid });
const transcriptParams = studyParams.extend({ transcript: uuid });

/** `version` as sessions note it, `protocol` a `Protocol` of @diaoyan/instruments. */
const keptProtocol = z.object({ version: z.string(), protocol: json });

/** A session as a list shows it. */
export const sessionSummary = z.object({
  id: z.string(),
  number: z.string(),
  type: z.string(),
  status: z.string(),
  title: z.string(),
  day: z.string(),
  unit: z.string(),
  interviewees: z.number(),
  notes: z.number(),
  transcripts: z.number(),
  revision: z.number(),
});

/** A transcript as a list shows it. */
export const transcriptSummary = z.object({
  id: z.string(),
  title: z.string(),
  session: z.string().nullable(),
  revision: z.number(),
  characters: z.number(),
  codings: z.number(),
});

/** What a transcript is called and where it belongs. */
const transcriptHeading = z.strictObject({ title: z.string().trim().min(1).max(200), session: uuid.nullable() });

/** Files that transcripts are read from. */
export const transcriptFileFormat = z.enum(["txt", "docx", "srt", "vtt", "json"]);

/** What was odd in an imported file; `places` are the first twenty of `count` lines or segments, from 1. */
export const transcriptFinding = z.object({
  code: z.string(),
  message: z.string(),
  count: z.number(),
  unit: z.enum(["line", "segment"]),
  places: z.array(z.number()),
});

/** The server's word that a session stands: the device compares the hash (SHA-256 of RFC 8785 JSON without `revision`) with its own. */
export const sessionReceipt = z.object({
  marker: z.literal("diaoyan-stored"),
  session: z.string(),
  revision: z.number(),
  contentHash: z.string(),
});

/** What became of each record of a rescue file, and what is wrong with the file itself. */
export const rescueReport = z.object({
  records: z.array(
    z.object({
      record: z.string(),
      number: z.string(),
      title: z.string(),
      outcome: z.enum(["stored", "merged", "unchanged", "refused"]),
      /** Fields in which two values could not both stand; each is told in a note row. */
      conflicts: z.number(),
      reason: z.string().nullable(),
    }),
  ),
  problems: z.array(z.string()),
});

/** Routes of sessions and transcripts. */
export const fieldworkRoutes = {
  /**
   * `sessions` are those still to be held that are assigned to the caller, as `Session`: of revision 0 where nobody has
   * begun it. `plan` says more of those that were planned. `now` is the server's clock.
   */
  getFieldKit: defineRoute({
    id: "getFieldKit",
    group: "sessions",
    summary: "What an interviewer's device needs to work without a network",
    method: "get",
    path: "/api/studies/{study}/field-kit",
    access: allow("sessions.record"),
    audits: null,
    params: studyParams,
    response: z.object({
      study: z.object({
        id: z.string(),
        title: localized,
        simulated: z.boolean(),
      }),
      now: z.string(),
      recovery: z.object({ id: z.string(), publicKey: z.string() }),
      /** Last day on which recordings are kept. */
      recordingsUntil: z.string(),
      protocols: z.array(json),
      /** Versions of them that sessions may have been held with. */
      formerProtocols: z.array(keptProtocol),
      codes: z.array(z.object({ id: z.string(), number: z.string(), name: z.string() })),
      sessions: z.array(json),
      plan: z.array(
        z.object({
          item: z.string(),
          from: z.string(),
          to: z.string(),
          unitName: z.string(),
          personTimes: z.number(),
          note: z.string(),
        }),
      ),
    }),
    status: 200,
  }),
  /** Body: a rescue file of an interviewer's device (`writeRescueFile`). */
  importRescue: defineRoute({
    id: "importRescue",
    group: "sessions",
    summary: "Open a rescue file by the study's recovery key and merge what is in it",
    method: "post",
    path: "/api/studies/{study}/rescue",
    access: allow("sessions.rescue"),
    params: studyParams,
    bodyMedia: "application/octet-stream",
    response: rescueReport,
    status: 200,
  }),
  listProtocols: defineRoute({
    id: "listProtocols",
    group: "sessions",
    summary: "Protocols and record sheets of a study",
    method: "get",
    path: "/api/studies/{study}/protocols",
    access: allow("sessions.list"),
    audits: null,
    params: studyParams,
    response: z.object({ protocols: z.array(json), formerProtocols: z.array(keptProtocol), records: z.array(json) }),
    status: 200,
  }),
  listSessions: defineRoute({
    id: "listSessions",
    group: "sessions",
    summary: "Sessions of a study",
    method: "get",
    path: "/api/studies/{study}/sessions",
    access: allow("sessions.list"),
    audits: null,
    params: studyParams,
    response: z.object({ sessions: z.array(sessionSummary) }),
    status: 200,
  }),
  getSession: defineRoute({
    id: "getSession",
    group: "sessions",
    summary: "A session with its notes",
    method: "get",
    path: "/api/studies/{study}/sessions/{session}",
    access: allow("sessions.record"),
    audits: "session.read",
    params: sessionParams,
    response: z.object({ session: json }),
    status: 200,
  }),
  saveSession: defineRoute({
    id: "saveSession",
    group: "sessions",
    summary: "Store a session; an edit of an old revision is refused with 409",
    method: "put",
    path: "/api/studies/{study}/sessions/{session}",
    access: allow("sessions.record"),
    params: sessionParams,
    body: z.strictObject({ session: json }),
    response: z.object({ session: json, receipt: sessionReceipt }),
    status: 200,
  }),
  /** `revision` says which state was looked at. A device that still holds the session keeps it and tells its person. */
  removeSession: defineRoute({
    id: "removeSession",
    group: "sessions",
    summary: "Take away a session that was made by mistake: one without transcripts, attachments, cases and plan",
    method: "delete",
    path: "/api/studies/{study}/sessions/{session}",
    access: allow("sessions.remove"),
    params: sessionParams,
    query: z.object({ revision: z.coerce.number().int().min(1) }),
    response: z.object({ removed: z.literal(true) }),
    status: 200,
  }),
  listTranscripts: defineRoute({
    id: "listTranscripts",
    group: "transcripts",
    summary: "Transcripts of a study",
    method: "get",
    path: "/api/studies/{study}/transcripts",
    access: allow("transcripts.list"),
    audits: null,
    params: studyParams,
    response: z.object({ transcripts: z.array(transcriptSummary) }),
    status: 200,
  }),
  getTranscript: defineRoute({
    id: "getTranscript",
    group: "transcripts",
    summary: "A transcript with its turns and codings, and the names of the study's members by id",
    method: "get",
    path: "/api/studies/{study}/transcripts/{transcript}",
    access: allow("transcripts.read"),
    audits: "transcript.read",
    params: transcriptParams,
    response: z.object({
      transcript: json,
      codings: z.array(json),
      seq: z.number(),
      coders: z.record(z.string(), z.string()),
      /** Whether it is the text of a policy document. */
      policy: z.boolean(),
    }),
    status: 200,
  }),
  /**
   * Body: the bytes of a .txt, .srt or .vtt (UTF-8, UTF-16, GB18030), a .docx, or the .json of a speech recogniser.
   * same id and text again is accepted; another text under it is 409.
   */
  importTranscript: defineRoute({
    id: "importTranscript",
    group: "transcripts",
    summary: "Import a transcript from typed text, subtitles or a speech recogniser",
    method: "put",
    path: "/api/studies/{study}/transcripts/{transcript}",
    access: allow("transcripts.edit"),
    params: transcriptParams,
    query: z.object({ title: z.string().min(1).max(200), format: transcriptFileFormat, session: uuid.optional() }),
    bodyMedia: "application/octet-stream",
    response: z.object({ transcript: transcriptSummary, findings: z.array(transcriptFinding) }),
    status: 201,
  }),
  /** `before` is what the person saw: where something else stands by now, the change is refused. */
  nameTranscript: defineRoute({
    id: "nameTranscript",
    group: "transcripts",
    summary: "Change the title of a transcript or the session it belongs to; its text and codings stay",
    method: "put",
    path: "/api/studies/{study}/transcripts/{transcript}/heading",
    access: allow("transcripts.edit"),
    params: transcriptParams,
    body: transcriptHeading.extend({ before: transcriptHeading }),
    response: z.object({ heading: transcriptHeading }),
    status: 200,
  }),
  /** Only one on which nothing rests: 409 otherwise. */
  removeTranscript: defineRoute({
    id: "removeTranscript",
    group: "transcripts",
    summary: "Remove a transcript that was imported by mistake and that nobody has coded",
    method: "delete",
    path: "/api/studies/{study}/transcripts/{transcript}",
    access: allow("transcripts.edit"),
    params: transcriptParams,
    query: z.object({ revision: z.coerce.number().int().min(1) }),
    response: z.object({ removed: z.boolean() }),
    status: 200,
  }),
};
