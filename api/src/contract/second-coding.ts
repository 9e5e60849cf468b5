import { z } from "zod";
import { presentation } from "./analyses.ts";
import { allow, defineRoute } from "./route.ts";
import { studyParams, uuid } from "./values.ts";

const offset = z.number().int().min(0);
const codeId = z.string().min(1).max(100);

const assignment = z.object({
  id: z.string(),
  coder: z.string(),
  seed: z.number(),
  share: z.number(),
  frameSize: z.number(),
  frameHash: z.string(),
  transcripts: z.array(z.string()),
  by: z.string(),
  at: z.string(),
  closedAt: z.string().nullable(),
});
export type AssignmentLine = z.infer<typeof assignment>;

const decided = {
  transcript: uuid,
  start: offset,
  end: offset,
  code: codeId,
  withCode: z.array(z.string().max(100)).max(50),
  without: z.array(z.string().max(100)).max(50),
  decision: z.enum(["applies", "not", "codebook"]),
  reason: z.string().max(2_000),
};
const adjudication = z.object({ ...decided, transcript: z.string(), id: z.string(), by: z.string(), at: z.string() });
export type AdjudicationLine = z.infer<typeof adjudication>;

const disagreement = z.object({
  transcript: z.string(),
  title: z.string(),
  /** Place of its first turn among the turns, from 1, and who speaks there; null where it stands in none. */
  turn: z.object({ number: z.number(), speaker: z.string() }).nullable(),
  start: z.number(),
  end: z.number(),
  words: z.string(),
  code: z.string(),
  withCode: z.array(z.string()),
  without: z.array(z.string()),
});
export type DisagreementLine = z.infer<typeof disagreement>;

const codedSoFar = z.object({ codings: z.number(), codes: z.number(), transcripts: z.number() });

const ranked = z.object({ code: z.string(), confidence: z.number(), reasons: z.array(z.string()) });
export type RankedCodeLine = z.infer<typeof ranked>;

/** Routes of blind second coding and suggestions. */
export const secondCodingRoutes = {
  listAssignments: defineRoute({
    id: "listAssignments",
    group: "agreement",
    summary: "Second codings, drawn and blind until closed, with the names of members and what was adjudicated",
    method: "get",
    path: "/api/studies/{study}/second-codings",
    access: allow("agreement.measure"),
    audits: null,
    params: studyParams,
    response: z.object({
      assignments: z.array(assignment),
      adjudications: z.array(adjudication),
      coders: z.array(z.object({ id: z.string(), name: z.string(), codes: z.boolean() })),
      /** Titles of the transcripts that were drawn or decided on, by id. */
      titles: z.record(z.string(), z.string()),
    }),
    status: 200,
  }),
  drawAssignment: defineRoute({
    id: "drawAssignment",
    group: "agreement",
    summary: "Draw transcripts that a second person codes blindly",
    method: "put",
    path: "/api/studies/{study}/second-codings/{assignment}",
    access: allow("agreement.draw"),
    params: studyParams.extend({ assignment: uuid }),
    body: z.strictObject({
      coder: z.string().min(1).max(100),
      seed: z.number().int().min(0).max(2_147_483_647),
      share: z.number().min(0.01).max(1),
    }),
    response: z.object({ assignment }),
    status: 201,
  }),
  closeAssignment: defineRoute({
    id: "closeAssignment",
    group: "agreement",
    summary: "End the blindness of a second coding",
    method: "post",
    path: "/api/studies/{study}/second-codings/{assignment}/close",
    access: allow("agreement.draw"),
    params: studyParams.extend({ assignment: uuid }),
    response: z.object({ assignment }),
    status: 200,
  }),
  measureAgreement: defineRoute({
    id: "measureAgreement",
    group: "agreement",
    summary: "Agreement of coders with unit and treatment of uncoded text declared, and the disagreements behind it",
    method: "get",
    path: "/api/studies/{study}/agreement",
    access: allow("agreement.measure"),
    // an entry, as of coding.retrieve, where the disagreements show words as they were said
    audits: null,
    params: studyParams,
    query: z.object({
      assignment: uuid.optional(),
      segment: z.enum(["turn", "sentence", "clause"]),
      uncoded: z.enum(["included", "excluded"]),
      locale: z.enum(["zh", "en"]),
    }),
    response: z.object({
      presentation,
      coders: z.array(z.string()),
      seed: z.number(),
      disagreements: z.array(disagreement),
      total: z.number(),
      /** Codings of the sample that were changed since the blindness ended. */
      changedSince: z.number(),
    }),
    status: 200,
  }),
  adjudicate: defineRoute({
    id: "adjudicate",
    group: "agreement",
    summary: "Keep what was decided of a disagreement",
    method: "put",
    path: "/api/studies/{study}/adjudications/{adjudication}",
    access: allow("agreement.measure"),
    params: studyParams.extend({ adjudication: uuid }),
    /** `seen`: how many decisions the page knew of; one that was made meanwhile refuses this one. */
    body: z.strictObject({ ...decided, seen: z.number().int().min(0).optional() }),
    response: z.object({ adjudication }),
    status: 201,
  }),
  /** What is shown is logged; nothing is coded. */
  suggestCodes: defineRoute({
    id: "suggestCodes",
    group: "coding",
    summary: "Codes that stretches may have, learned from what people coded",
    method: "post",
    path: "/api/studies/{study}/suggestions",
    access: allow("coding.do"),
    params: studyParams,
    body: z.strictObject({
      transcript: uuid,
      spans: z
        .array(z.strictObject({ start: offset, end: offset }))
        .min(1)
        .max(200),
    }),
    response: z.object({
      model: z.string(),
      examples: z.number(),
      suggestions: z.array(
        z.object({ start: z.number(), end: z.number(), abstains: z.boolean(), ranked: z.array(ranked) }),
      ),
    }),
    status: 200,
  }),
  logSuggestion: defineRoute({
    id: "logSuggestion",
    group: "coding",
    summary: "Keep whether a suggestion was accepted or rejected, or shown after all where it was held back",
    method: "post",
    path: "/api/studies/{study}/suggestions/outcomes",
    access: allow("coding.do"),
    params: studyParams,
    body: z.strictObject({
      transcript: uuid,
      revision: z.number().int().min(1),
      start: offset,
      end: offset,
      code: codeId,
      confidence: z.number().min(0).max(1),
      outcome: z.enum(["shown", "accepted", "rejected"]),
      model: z.string().max(100),
    }),
    status: 204,
  }),
  measureSuggestions: defineRoute({
    id: "measureSuggestions",
    group: "coding",
    summary: "Learning curve on held-out transcripts, and what became of suggestions that were shown",
    method: "get",
    path: "/api/studies/{study}/suggestions/quality",
    access: allow("coding.do"),
    audits: null,
    params: studyParams,
    response: z.object({
      points: z.array(
        z.object({
          examples: z.number(),
          n: z.number(),
          accuracy: z.number(),
          inFirstThree: z.number(),
          coverage: z.number(),
          precision: z.number().nullable(),
        }),
      ),
      heldOut: z.number(),
      transcripts: z.number(),
      /** What people coded, and the least that suggestions need; too little is no error: there are no points then. */
      coded: codedSoFar,
      least: codedSoFar,
      log: z.array(
        z.object({
          code: z.string().nullable(),
          outcome: z.enum(["shown", "abstained", "accepted", "rejected"]),
          count: z.number(),
        }),
      ),
    }),
    status: 200,
  }),
};
