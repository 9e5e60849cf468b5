import { z } from "zod";
import { attachmentKinds } from "./rescue/index.ts";
import { allow, defineRoute } from "./route.ts";
import { studyParams, uuid } from "./values.ts";

const attachmentParams = studyParams.extend({ attachment: uuid });
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const base64 = z.string().regex(/^[A-Za-z0-9+/]+=*$/);
const day = z.iso.date();
const seconds = z.number().min(0).max(1_000_000).nullable();

/** `received` of `chunks` sealed chunks are here. `sessionStands` false: its session is not here, so it waits for one. */
export const attachmentSummary = z.object({
  id: z.string(),
  session: z.string(),
  note: z.string().nullable(),
  kind: z.enum(attachmentKinds),
  name: z.string(),
  media: z.string(),
  bytes: z.number(),
  sha256: z.string().nullable(),
  seconds: z.number().nullable(),
  startsAt: z.number().nullable(),
  recordedAt: z.string(),
  owner: z.string(),
  state: z.enum(["receiving", "stored", "purged"]),
  received: z.number(),
  chunks: z.number(),
  sessionStands: z.boolean(),
  /** Last day on which a recording is kept; null for what is no recording. */
  keptUntil: z.string().nullable(),
});

/** What the server has of an attachment: positions of the chunks that stand, in order. */
const uploadState = z.object({
  attachment: z.string(),
  chunks: z.number(),
  stored: z.array(z.number()),
  finished: z.boolean(),
});

/** The server's word that the whole stands: the device compares the hash with its own. */
const attachmentReceipt = z.object({
  marker: z.literal("diaoyan-stored"),
  attachment: z.string(),
  bytes: z.number(),
  sha256: z.string(),
  /** `missing`: no such session is here; the attachment is kept apart until somebody says where it belongs. */
  session: z.enum(["stands", "missing"]),
});

/** How long recordings are kept: `until` of the study's configuration, or as a lead set it. */
export const recordingRetention = z.object({
  until: day,
  source: z.enum(["configuration", "lead"]),
  byConfiguration: day,
  reason: z.string().nullable(),
});

/** A line of the purge log; `bytes` and `sha256` are of what was destroyed. */
export const purgeLine = z.object({
  attachment: z.string(),
  session: z.string(),
  name: z.string(),
  bytes: z.number(),
  sha256: z.string(),
  recordedAt: z.string(),
  dueOn: z.string(),
  reason: z.string(),
  actor: z.string(),
  /** Name of who did it, as far as the study knows it. */
  actorName: z.string(),
  at: z.string(),
});

/** Routes of attachments of sessions. */
export const attachmentRoutes = {
  /** Everybody who collects sees what they made; researchers and leads see all. */
  listAttachments: defineRoute({
    id: "listAttachments",
    group: "sessions",
    summary: "Photos, recordings and documents of the sessions, or of one session",
    method: "get",
    path: "/api/studies/{study}/attachments",
    access: allow("sessions.record"),
    audits: null,
    params: studyParams,
    query: z.object({ session: uuid.optional() }),
    response: z.object({ attachments: z.array(attachmentSummary), retention: recordingRetention }),
    status: 200,
  }),
  /** Begins an upload or asks how far it is: the same again answers what is here, another content under the id is 409. */
  beginAttachment: defineRoute({
    id: "beginAttachment",
    group: "sessions",
    summary: "Begin or resume the upload of an attachment",
    method: "put",
    path: "/api/studies/{study}/attachments/{attachment}",
    access: allow("sessions.record"),
    params: attachmentParams,
    body: z.strictObject({
      session: uuid,
      note: z.string().max(100).nullable(),
      kind: z.enum(attachmentKinds),
      name: z.string().min(1).max(200),
      media: z.string().max(100),
      bytes: z.number().int().min(1),
      sha256: hash,
      seconds,
      startsAt: seconds,
      recordedAt: z.iso.datetime(),
      recoveryKey: z.string().max(100),
      wrappedKey: base64.max(2_000),
    }),
    response: uploadState,
    status: 200,
  }),
  /** The same from a rescue file: `sealed` is the device's `AttachmentMeta`, `pieces` are what did not fill a chunk yet. */
  beginRescuedAttachment: defineRoute({
    id: "beginRescuedAttachment",
    group: "sessions",
    summary: "Begin or resume an attachment of a rescue file",
    method: "put",
    path: "/api/studies/{study}/attachments/{attachment}/rescue",
    access: allow("sessions.rescue"),
    params: attachmentParams,
    body: z.strictObject({
      recoveryKey: z.string().max(100),
      wrappedKey: base64.max(2_000),
      sealed: base64.max(20_000),
      chunks: z.number().int().min(0),
      pieces: z.array(base64).max(1_000),
    }),
    response: uploadState,
    status: 200,
  }),
  /** Body: a sealed chunk; `sha256` of exactly these bytes. A chunk that stands already is not stored again. */
  putAttachmentChunk: defineRoute({
    id: "putAttachmentChunk",
    group: "sessions",
    summary: "Send a sealed chunk of an attachment",
    method: "put",
    path: "/api/studies/{study}/attachments/{attachment}/chunks/{position}",
    access: allow("sessions.record"),
    params: attachmentParams.extend({ position: z.coerce.number().int().min(0).max(100_000) }),
    query: z.object({ sha256: hash }),
    bodyMedia: "application/octet-stream",
    response: z.object({ marker: z.literal("diaoyan-stored"), position: z.number(), sha256: z.string() }),
    status: 200,
  }),
  finishAttachment: defineRoute({
    id: "finishAttachment",
    group: "sessions",
    summary: "Hold what was sent against the hash of the whole and keep it",
    method: "post",
    path: "/api/studies/{study}/attachments/{attachment}/finish",
    access: allow("sessions.record"),
    params: attachmentParams,
    response: attachmentReceipt,
    status: 200,
  }),
  /** Enters the audit log; the ticket opens the original for this person until it runs out. */
  openAttachment: defineRoute({
    id: "openAttachment",
    group: "sessions",
    summary: "Ask for an original; the reading is logged",
    method: "post",
    path: "/api/studies/{study}/attachments/{attachment}/open",
    access: allow("sessions.record"),
    audits: "attachment.open",
    params: attachmentParams,
    response: z.object({ ticket: z.string(), until: z.string() }),
    status: 200,
  }),
  /** Answers ranges of bytes (RFC 9110 §14), one range at a time. */
  readAttachment: defineRoute({
    id: "readAttachment",
    group: "sessions",
    summary: "The original, whole or a range of its bytes",
    method: "get",
    path: "/api/studies/{study}/attachments/{attachment}/content",
    access: allow("sessions.record"),
    audits: "attachment.open",
    params: attachmentParams,
    query: z.object({ ticket: z.string().max(200) }),
    responseMedia: "application/octet-stream",
    status: 200,
  }),
  assignAttachment: defineRoute({
    id: "assignAttachment",
    group: "sessions",
    summary: "Put an attachment to the session it belongs to",
    method: "patch",
    path: "/api/studies/{study}/attachments/{attachment}",
    access: allow("recordings.see"),
    params: attachmentParams,
    body: z.strictObject({ session: uuid }),
    response: z.object({ attachment: attachmentSummary }),
    status: 200,
  }),
  getRecordings: defineRoute({
    id: "getRecordings",
    group: "sessions",
    summary: "How long recordings are kept, which are due, and which were destroyed",
    method: "get",
    path: "/api/studies/{study}/recordings",
    access: allow("recordings.see"),
    audits: null,
    params: studyParams,
    response: z.object({
      today: z.string(),
      retention: recordingRetention,
      recordings: z.array(attachmentSummary),
      purges: z.array(purgeLine),
    }),
    status: 200,
  }),
  setRetention: defineRoute({
    id: "setRetention",
    group: "sessions",
    summary: "Set the last day on which recordings are kept",
    method: "put",
    path: "/api/studies/{study}/recordings/retention",
    access: allow("recordings.govern"),
    params: studyParams,
    body: z.strictObject({ until: day, reason: z.string().trim().min(1).max(500) }),
    response: z.object({ retention: recordingRetention }),
    status: 200,
  }),
  /** Without `attachments`: all recordings that are due. A named one is destroyed whether it is due or not. */
  purgeRecordings: defineRoute({
    id: "purgeRecordings",
    group: "sessions",
    summary: "Destroy recordings and enter it in the purge log",
    method: "post",
    path: "/api/studies/{study}/recordings/purge",
    access: allow("recordings.govern"),
    params: studyParams,
    body: z.strictObject({ attachments: z.array(uuid).max(500).optional(), reason: z.string().trim().min(1).max(500) }),
    response: z.object({ purges: z.array(purgeLine) }),
    status: 200,
  }),
};
