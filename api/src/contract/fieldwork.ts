import { z } from "zod";
import { access, defineRoute } from "./route.ts";
import { json, studyParams, uuid } from "./values.ts";

/** `session` is `Session` of @diaoyan/instruments, checked with its schema; `revision` says which state was edited. */
const sessionParams = studyParams.extend({ session: uuid });
const transcriptParams = studyParams.extend({ transcript: uuid });

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

export const transcriptSummary = z.object({
  id: z.string(),
  title: z.string(),
  session: z.string().nullable(),
  revision: z.number(),
  characters: z.number(),
  codings: z.number(),
});

export const transcriptFileFormat = z.enum(["txt", "docx", "srt", "vtt", "json"]);

/** What was odd in an imported file; `places` are the first twenty of `count` lines or segments, from 1. */
export const transcriptFinding = z.object({
  code: z.string(),
  message: z.string(),
  count: z.number(),
  unit: z.enum(["line", "segment"]),
  places: z.array(z.number()),
});

export const fieldworkRoutes = {
  listProtocols: defineRoute({
    id: "listProtocols",
    group: "sessions",
    summary: "Protocols and record sheets of a study",
    method: "get",
    path: "/api/studies/{study}/protocols",
    access: access.members,
    params: studyParams,
    response: z.object({ protocols: z.array(json), records: z.array(json) }),
    status: 200,
  }),
  listSessions: defineRoute({
    id: "listSessions",
    group: "sessions",
    summary: "Sessions of a study",
    method: "get",
    path: "/api/studies/{study}/sessions",
    access: access.members,
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
    access: access.collectors,
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
    access: access.collectors,
    params: sessionParams,
    body: z.strictObject({ session: json }),
    response: z.object({ session: json }),
    status: 200,
  }),
  listTranscripts: defineRoute({
    id: "listTranscripts",
    group: "transcripts",
    summary: "Transcripts of a study",
    method: "get",
    path: "/api/studies/{study}/transcripts",
    access: access.members,
    params: studyParams,
    response: z.object({ transcripts: z.array(transcriptSummary) }),
    status: 200,
  }),
  getTranscript: defineRoute({
    id: "getTranscript",
    group: "transcripts",
    summary: "A transcript with its turns and codings",
    method: "get",
    path: "/api/studies/{study}/transcripts/{transcript}",
    access: access.researchers,
    params: transcriptParams,
    response: z.object({ transcript: json, codings: z.array(json) }),
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
    access: access.researchers,
    params: transcriptParams,
    query: z.object({ title: z.string().min(1).max(200), format: transcriptFileFormat, session: uuid.optional() }),
    bodyMedia: "application/octet-stream",
    response: z.object({ transcript: transcriptSummary, findings: z.array(transcriptFinding) }),
    status: 201,
  }),
};
