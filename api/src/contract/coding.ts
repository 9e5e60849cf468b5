import { z } from "zod";
import { allow, defineRoute } from "./route.ts";
import { json, studyParams, uuid } from "./values.ts";

const offset = z.number().int().min(0);
/** Routes of codebook and codings. */
export const codingRoutes = {
  getCodebook: defineRoute({
    id: "getCodebook",
    group: "coding",
    summary: "The codebook with counts of codings by code",
    method: "get",
    path: "/api/studies/{study}/codebook",
    access: allow("codebook.see"),
    audits: null,
    params: studyParams,
    response: z.object({ codebook: json, revision: z.number(), counts: z.record(z.string(), z.number()) }),
    status: 200,
  }),
  saveCodebook: defineRoute({
    id: "saveCodebook",
    group: "coding",
    summary: "Store an edited codebook; a code in use cannot be dropped, an edit of an older revision is refused",
    method: "put",
    path: "/api/studies/{study}/codebook",
    access: allow("coding.do"),
    params: studyParams,
    /** `revision` is the one that was edited; left out: whatever stands. */
    body: z.strictObject({ codebook: json, revision: z.number().int().min(0).optional() }),
    response: z.object({ codebook: json, revision: z.number() }),
    status: 200,
  }),
  /** The server takes quote and context from the transcript, so offsets and words cannot disagree. */
  addCoding: defineRoute({
    id: "addCoding",
    group: "coding",
    summary: "Put a code on a stretch of a transcript",
    method: "put",
    path: "/api/studies/{study}/codings/{coding}",
    access: allow("coding.do"),
    params: studyParams.extend({ coding: uuid }),
    body: z.strictObject({
      transcript: uuid,
      revision: z.number().int().min(1),
      code: z.string().max(100),
      start: offset,
      end: offset,
      modifiers: z.record(z.string().max(50), z.string().max(50)).optional(),
      memo: z.string().max(5_000).optional(),
    }),
    response: z.object({ coding: json }),
    status: 201,
  }),
  removeCoding: defineRoute({
    id: "removeCoding",
    group: "coding",
    summary: "Take a coding away",
    method: "delete",
    path: "/api/studies/{study}/codings/{coding}",
    access: allow("coding.do"),
    params: studyParams.extend({ coding: uuid }),
    status: 204,
  }),
  applyRules: defineRoute({
    id: "applyRules",
    group: "coding",
    summary: "Code transcripts by the dictionary rules of the codebook",
    method: "post",
    path: "/api/studies/{study}/codings/rules",
    access: allow("coding.do"),
    params: studyParams,
    body: z.strictObject({
      transcripts: z.array(uuid).max(1_000).optional(),
      codes: z.array(z.string().max(100)).max(2_000).optional(),
      /** Only answers what would be coded (`drafts`, at most 500). */
      preview: z.boolean().optional(),
      act: uuid.optional(),
    }),
    response: z.object({ added: z.number(), kept: z.number(), drafts: z.array(json) }),
    status: 200,
  }),
};
