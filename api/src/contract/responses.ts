import { z } from "zod";
import { allow, defineRoute } from "./route.ts";
import { json, page, slug, studyParams, uuid } from "./values.ts";

/** A response as a list shows it, without its answers. */
export const responseSummary = z.object({
  id: z.string(),
  questionnaire: z.string(),
  version: z.string(),
  collector: z.string(),
  status: z.enum(["complete", "late", "withdrawn", "excluded"]),
  day: z.string(),
  seconds: z.number().nullable(),
  flags: z.array(z.string()),
});

/** What is known of the time a response took; the paradata stand in `getResponse`. */
const timingStatement = z.object({
  extent: z.enum(["whole", "partly", "none"]),
  /** Why not all of it was observed; null when it was. */
  reason: z.enum(["offline", "missing", "imported", "forged", "anonymous"]).nullable(),
  pageClock: z.number().nullable(),
});

const responseVerdict = z.enum(["valid", "invalid", "callback"]);

const qualityFlag = z.object({
  code: z.enum(["attention", "hurried", "rushed", "forged", "patterned", "inconsistent", "impossible", "duplicate"]),
  /** What was seen, as data; see `QualityFlag`. */
  seen: z.string(),
});

/** Flags of a response and what a person decided of it. */
export const qualityReview = z.object({
  counts: z.object({
    received: z.number(),
    complete: z.number(),
    late: z.number(),
    excluded: z.number(),
    withdrawn: z.number(),
    /** Of those not withdrawn: how far the server saw their time. */
    observed: z.object({ whole: z.number(), partly: z.number(), none: z.number() }),
  }),
  flagged: z.array(
    responseSummary.pick({ id: true, status: true, day: true, seconds: true, collector: true }).extend({
      flags: z.array(qualityFlag),
      /** Flags of two kinds: put forward for exclusion, which a person decides. */
      suggested: z.boolean(),
      timing: timingStatement,
      /** The newest verdict; null while nobody decided. */
      review: z
        .object({ verdict: responseVerdict, reason: z.string(), reviewer: z.string(), at: z.string() })
        .nullable(),
    }),
  ),
  rules: z.record(z.string(), z.number()),
});

/** Formats the answers are handed out in beside CSV; `surveyjs` are the questionnaires and a line of JSON a response. */
export const dataFileFormats = ["xlsx", "sav", "dta", "parquet", "ddi", "surveyjs"] as const;
export type DataFileFormat = (typeof dataFileFormats)[number];

/** Routes of responses and their export. */
export const responseRoutes = {
  listResponses: defineRoute({
    id: "listResponses",
    group: "responses",
    summary: "Responses by page, in order of id",
    method: "get",
    path: "/api/studies/{study}/responses",
    access: allow("responses.read"),
    audits: null,
    params: studyParams,
    query: page.extend({ questionnaire: slug.optional() }),
    response: z.object({
      responses: z.array(responseSummary),
      total: z.number(),
      waiting: z.number().describe("anonymous responses that are shown when ten of a link have come or it has ended"),
      next: z.string().nullable(),
    }),
    status: 200,
  }),
  getResponse: defineRoute({
    id: "getResponse",
    group: "responses",
    summary: "One response with its answers",
    method: "get",
    path: "/api/studies/{study}/responses/{id}",
    access: allow("responses.read"),
    audits: "response.read",
    params: studyParams.extend({ id: uuid }),
    response: z.object({ response: json }),
    status: 200,
  }),
  reviewResponse: defineRoute({
    id: "reviewResponse",
    group: "responses",
    summary: "Decide about a response, with a reason: valid, invalid (out of the analysis), or to be called back",
    method: "patch",
    path: "/api/studies/{study}/responses/{id}",
    access: allow("responses.decide"),
    params: studyParams.extend({ id: uuid }),
    body: z.strictObject({
      verdict: responseVerdict,
      reason: z.string().trim().min(1).max(500),
      /** Moment of the verdict that was looked at, null where there was none: over another one nothing is decided. */
      seen: z.string().max(40).nullable().optional(),
    }),
    response: z.object({ response: responseSummary }),
    status: 200,
  }),
  reviewQuality: defineRoute({
    id: "reviewQuality",
    group: "responses",
    summary: "Responses that somebody should look at, with the reasons and the rules",
    method: "get",
    path: "/api/studies/{study}/questionnaires/{questionnaire}/quality",
    access: allow("responses.read"),
    audits: null,
    params: studyParams.extend({ questionnaire: slug }),
    response: qualityReview,
    status: 200,
  }),
  exportCsv: defineRoute({
    id: "exportCsv",
    group: "exports",
    summary: "Zip of data.csv, variables.json, codebook.csv, manifest.json and, where pages were observed, audit.csv",
    method: "get",
    path: "/api/studies/{study}/questionnaires/{questionnaire}/export",
    access: allow("data.export"),
    audits: "export.take",
    params: studyParams.extend({ questionnaire: slug }),
    /** The same cases once more in this format, with a manifest. */
    query: z.object({ format: z.enum(dataFileFormats).optional() }),
    responseMedia: "application/zip",
    status: 200,
  }),
  exportPaperForm: defineRoute({
    id: "exportPaperForm",
    group: "exports",
    summary: "The newest published version as an A4 form with codes, to be printed",
    method: "get",
    path: "/api/studies/{study}/questionnaires/{questionnaire}/paper",
    access: allow("questionnaires.see"),
    audits: null,
    params: studyParams.extend({ questionnaire: slug }),
    responseMedia: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    status: 200,
  }),
  exportSnapshot: defineRoute({
    id: "exportSnapshot",
    group: "exports",
    summary: "Everything that is analysed, frozen as one JSON document",
    method: "get",
    path: "/api/studies/{study}/snapshot",
    access: allow("data.export"),
    audits: "export.take",
    params: studyParams,
    responseMedia: "application/json; profile=snapshot",
    status: 200,
  }),
};
