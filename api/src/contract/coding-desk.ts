import { z } from "zod";
import { transcriptFileFormat } from "./fieldwork.ts";
import { allow, defineRoute } from "./route.ts";
import { json, studyParams, uuid } from "./values.ts";

const offset = z.number().int().min(0);
const codeId = z.string().min(1).max(100);
const revision = z.number().int().min(1);
const codingRevision = z.strictObject({ coding: uuid, revision });
const modifiers = z.record(z.string().max(50), z.string().max(50));

const codingEdit = codingRevision.extend({
  remove: z.literal(true).optional(),
  set: z
    .strictObject({
      code: codeId.optional(),
      start: offset.optional(),
      end: offset.optional(),
      memo: z.string().max(5_000).optional(),
      modifiers: modifiers.optional(),
    })
    .optional(),
});

/** `coding` is the coding as it stands since, null where it was taken away. */
const codingChange = z.object({
  seq: z.number(),
  act: z.string(),
  kind: z.string(),
  actor: z.string(),
  at: z.string(),
  id: z.string(),
  revision: z.number(),
  coding: json.nullable(),
});
export type CodingChangeLine = z.infer<typeof codingChange>;

const memoKind = z.enum(["code", "transcript", "case"]);
const memo = z.object({
  kind: memoKind,
  subject: z.string(),
  revision: z.number(),
  text: z.string(),
  author: z.string(),
  at: z.string(),
});
export type MemoLine = z.infer<typeof memo>;

const attributes = z.object({
  transcript: z.string(),
  revision: z.number(),
  attributes: z.record(z.string(), z.string()),
});

const touchedCoding = z.object({
  coding: z.string(),
  code: z.string().nullable(),
  codeBefore: z.string().nullable(),
  quote: z.string(),
  /** Why, where the act asks for it. */
  reason: z.string().nullable(),
  transcript: z.string(),
  title: z.string(),
  /** Where it stands, or stood; null where that is in no present text. */
  place: z.object({ start: z.number(), end: z.number() }).nullable(),
});

const correctionReport = z.object({
  revision: z.number(),
  kept: z.number(),
  reworded: z.array(z.object({ coding: z.string(), code: z.string(), before: z.string(), after: z.string() })),
  unplaced: z.array(z.object({ coding: z.string(), code: z.string(), start: z.number(), quote: z.string() })),
});
const unplaced = z.object({
  coding: z.string(),
  code: z.string(),
  coder: z.string().nullable(),
  memo: z.string(),
  quote: z.string(),
  before: z.string(),
  after: z.string(),
  /** When the correction took it away. */
  at: z.string(),
});
export type UnplacedLine = z.infer<typeof unplaced>;

export type CorrectionReportLine = z.infer<typeof correctionReport>;

const transcriptParams = studyParams.extend({ transcript: uuid });

/** Routes of memos, changes and corrections of coded texts. */
export const codingDeskRoutes = {
  /** Each edit names the revision of the coding it was made on; one that was changed meanwhile refuses them all. */
  changeCodings: defineRoute({
    id: "changeCodings",
    group: "coding",
    summary: "Change or take away codings as one act that can be undone",
    method: "post",
    path: "/api/studies/{study}/coding-acts",
    access: allow("coding.do"),
    params: studyParams,
    body: z.strictObject({ act: uuid, edits: z.array(codingEdit).min(1).max(5_000) }),
    response: z.object({ changes: z.array(codingChange) }),
    status: 200,
  }),
  undoAct: defineRoute({
    id: "undoAct",
    group: "coding",
    summary: "Take back an act, as an act of its own",
    method: "post",
    path: "/api/studies/{study}/coding-acts/{undone}/undo",
    access: allow("coding.do"),
    params: studyParams.extend({ undone: z.string().min(1).max(100) }),
    body: z.strictObject({ act: uuid }),
    response: z.object({ changes: z.array(codingChange) }),
    status: 200,
  }),
  listCodingActs: defineRoute({
    id: "listCodingActs",
    group: "coding",
    summary: "Acts on codings and codes, newest first",
    method: "get",
    path: "/api/studies/{study}/coding-acts",
    access: allow("coding.do"),
    audits: "coding.retrieve",
    params: studyParams,
    /** `before` and `beforeAct`: time and id of the last act of the page before. */
    query: z.object({ before: z.iso.datetime().optional(), beforeAct: z.string().max(100).optional() }),
    response: z.object({
      acts: z.array(
        z.object({
          act: z.string(),
          kind: z.string(),
          actor: z.string(),
          at: z.string(),
          count: z.number(),
          /** Whether it changed the codebook. */
          codebook: z.boolean(),
          /** The first codings and codes it touched; codes are null where nothing names them any more. */
          touched: z.array(touchedCoding),
          codes: z.array(z.object({ before: z.string().nullable(), after: z.string().nullable() })),
        }),
      ),
    }),
    status: 200,
  }),
  listCodingChanges: defineRoute({
    id: "listCodingChanges",
    group: "coding",
    summary: "What changed on a transcript's codings since",
    method: "get",
    path: "/api/studies/{study}/transcripts/{transcript}/coding-changes",
    access: allow("coding.do"),
    // opening the transcript is what the audit log tells; this adds an entry only for whoever has not opened it
    audits: null,
    params: transcriptParams,
    query: z.object({ after: z.coerce.number().int().min(0) }),
    response: z.object({ revision: z.number(), changes: z.array(codingChange) }),
    status: 200,
  }),
  reorganiseCodes: defineRoute({
    id: "reorganiseCodes",
    group: "coding",
    summary: "Add, merge, split or move codes with their codings as one act that can be undone",
    method: "post",
    path: "/api/studies/{study}/codebook/acts",
    access: allow("coding.do"),
    params: studyParams,
    body: z.strictObject({
      act: uuid,
      revision: z.number().int().min(0),
      change: z.discriminatedUnion("kind", [
        /** `on`: the stretch the new code is put on in the same act. */
        z.strictObject({
          kind: z.literal("add"),
          part: json,
          on: z
            .strictObject({
              coding: uuid,
              transcript: uuid,
              revision: z.number().int().min(1),
              start: z.number().int().min(0),
              end: z.number().int().min(0),
            })
            .optional(),
        }),
        z.strictObject({ kind: z.literal("merge"), from: z.array(codeId).min(1).max(200), into: codeId }),
        z.strictObject({
          kind: z.literal("move"),
          code: codeId,
          parent: codeId.nullable(),
          number: z.string().min(1).max(40),
        }),
        z.strictObject({
          kind: z.literal("split"),
          code: codeId,
          part: json,
          codings: z.array(codingRevision).max(5_000),
        }),
      ]),
    }),
    response: z.object({ codebook: json, changes: z.array(codingChange) }),
    status: 200,
  }),
  /** Body: the corrected file. Without `act` nothing changes and the answer says what would. */
  correctTranscript: defineRoute({
    id: "correctTranscript",
    group: "transcripts",
    summary: "Put a corrected text in the place of a transcript's; codings are carried over",
    method: "post",
    path: "/api/studies/{study}/transcripts/{transcript}/corrections",
    access: allow("transcripts.edit"),
    params: transcriptParams,
    query: z.object({
      revision: z.coerce.number().int().min(1),
      format: transcriptFileFormat,
      act: uuid.optional(),
      /** Ids of codings without a place that are taken away, separated by commas. */
      remove: z.string().max(8_000).optional(),
    }),
    bodyMedia: "application/octet-stream",
    response: correctionReport,
    status: 200,
  }),
  listUnplaced: defineRoute({
    id: "listUnplaced",
    group: "coding",
    summary: "Codings that corrections of a transcript could not place, with their words as they were",
    method: "get",
    path: "/api/studies/{study}/transcripts/{transcript}/unplaced-codings",
    access: allow("coding.do"),
    // opening the transcript is what the audit log tells; this adds an entry only where there are such words
    audits: null,
    params: transcriptParams,
    response: z.object({ unplaced: z.array(unplaced) }),
    status: 200,
  }),
  placeCoding: defineRoute({
    id: "placeCoding",
    group: "coding",
    summary: "Put an unplaced coding on a stretch of the present text, as an act that can be undone",
    method: "post",
    path: "/api/studies/{study}/transcripts/{transcript}/unplaced-codings/{coding}",
    access: allow("coding.do"),
    params: transcriptParams.extend({ coding: uuid }),
    /** `revision`: of the transcript. */
    body: z.strictObject({ act: uuid, revision, code: codeId, start: offset, end: offset }),
    response: z.object({ changes: z.array(codingChange) }),
    status: 200,
  }),
  dismissCoding: defineRoute({
    id: "dismissCoding",
    group: "coding",
    summary: "Take an unplaced coding off the list, with a reason, as an act that can be undone",
    method: "post",
    path: "/api/studies/{study}/transcripts/{transcript}/unplaced-codings/{coding}/dismissal",
    access: allow("coding.do"),
    params: transcriptParams.extend({ coding: uuid }),
    body: z.strictObject({ act: uuid, reason: z.string().trim().min(1).max(500) }),
    response: z.object({ changes: z.array(codingChange) }),
    status: 200,
  }),
  listMemos: defineRoute({
    id: "listMemos",
    group: "coding",
    summary: "Memos on codes, transcripts and cases",
    method: "get",
    path: "/api/studies/{study}/memos",
    access: allow("coding.do"),
    audits: null,
    params: studyParams,
    response: z.object({ memos: z.array(memo) }),
    status: 200,
  }),
  saveMemo: defineRoute({
    id: "saveMemo",
    group: "coding",
    summary: "Store a memo; `base` is the revision that was edited, 0 for a new one",
    method: "put",
    path: "/api/studies/{study}/memos/{kind}/{subject}",
    access: allow("coding.do"),
    params: studyParams.extend({ kind: memoKind, subject: z.string().min(1).max(100) }),
    body: z.strictObject({ base: z.number().int().min(0), text: z.string().max(20_000) }),
    response: z.object({ memo }),
    status: 200,
  }),
  listAttributes: defineRoute({
    id: "listAttributes",
    group: "transcripts",
    summary: "Attributes of transcripts: given by people, and those of their sessions",
    method: "get",
    path: "/api/studies/{study}/transcript-attributes",
    access: allow("coding.do"),
    audits: null,
    params: studyParams,
    response: z.object({
      rows: z.array(
        z.object({
          transcript: z.string(),
          title: z.string(),
          revision: z.number(),
          attributes: z.record(z.string(), z.string()),
          ofSession: z.record(z.string(), z.string()),
        }),
      ),
    }),
    status: 200,
  }),
  saveAttributes: defineRoute({
    id: "saveAttributes",
    group: "transcripts",
    summary: "Store the attributes of a transcript; `revision` is the one that was edited, 0 for none",
    method: "put",
    path: "/api/studies/{study}/transcript-attributes/{transcript}",
    access: allow("coding.do"),
    params: transcriptParams,
    body: z.strictObject({
      revision: z.number().int().min(0),
      attributes: z.record(z.string().min(1).max(50), z.string().max(200)),
    }),
    response: z.object({ row: attributes }),
    status: 200,
  }),
};
