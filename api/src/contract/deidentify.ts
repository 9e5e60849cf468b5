import { sessionTextParts } from "@diaoyan/instruments";
import { z } from "zod";
import { transcriptSummary } from "./fieldwork.ts";
import { allow, defineRoute } from "./route.ts";
import { json, studyParams, uuid } from "./values.ts";

const transcriptParams = studyParams.extend({ transcript: uuid });
const offset = z.number().int().min(0);
const name = z.string().min(1).max(50);
const replacement = z.string().min(1).max(100);

const wordsRule = z.strictObject({
  kind: z.literal("words"),
  name,
  words: z.array(z.string().min(1).max(100)).max(2_000),
  replacement,
});
const patternRule = z.strictObject({
  kind: z.literal("pattern"),
  name,
  pattern: z.enum(["phone", "idNumber", "email", "project"]),
  replacement,
});

/** Rules in order: of two that find the same place the earlier stands. */
export const deidentifyRules = z.array(z.discriminatedUnion("kind", [wordsRule, patternRule])).max(100);

/** A place in the original, in code points; `replacement` null: it is kept as it is. */
const placeDecision = z.strictObject({ start: offset, end: offset, replacement: replacement.nullable() });

/**
 * A place a rule found, or a person marked (`rule` ""), with the words around it, and what was decided when the transcript
 * was last de-identified.
 */
export const identifierHit = z.object({
  start: offset,
  end: offset,
  rule: z.string(),
  text: z.string(),
  replacement: z.string(),
  before: z.string(),
  after: z.string(),
  decided: z.object({ replacement: z.string().nullable() }).optional(),
});

/** A word of a session's record that is replaced when the session leaves the study; `replacement` null: a person keeps it. */
const wordDecision = z.strictObject({
  text: z.string().trim().min(1).max(200),
  replacement: z.string().trim().min(1).max(100).nullable(),
});

const sessionWord = z.object({
  text: z.string(),
  rule: z.string(),
  /** What the rule says; null for a word no rule finds. */
  byRule: z.string().nullable(),
  replacement: z.string(),
  decided: wordDecision.nullable(),
  count: z.number(),
  place: z.object({ part: z.enum(sessionTextParts), before: z.string(), after: z.string() }).nullable(),
});

/** Routes of the replacement of names in transcripts. */
export const deidentifyRoutes = {
  listSessionWords: defineRoute({
    id: "listSessionWords",
    group: "sessions",
    summary: "Words in the records of sessions that are replaced when a session leaves the study",
    method: "get",
    path: "/api/studies/{study}/session-words",
    access: allow("originals.read"),
    audits: "deidentify.read",
    params: studyParams,
    response: z.object({
      rulesRevision: z.number(),
      revision: z.number(),
      sessions: z.array(
        z.object({ session: z.string(), number: z.string(), title: z.string(), words: z.array(sessionWord) }),
      ),
    }),
    status: 200,
  }),
  /** What is not named is replaced as the rules say. The whole list is given; an edit of an old revision is refused with 409. */
  decideSessionWords: defineRoute({
    id: "decideSessionWords",
    group: "sessions",
    summary: "Decide which words of sessions are kept, replaced by something else, or replaced besides",
    method: "put",
    path: "/api/studies/{study}/session-words",
    access: allow("originals.read"),
    params: studyParams,
    body: z.strictObject({
      revision: z.number().int().min(0),
      decisions: z.array(wordDecision.extend({ session: uuid })).max(5_000),
    }),
    response: z.object({ revision: z.number() }),
    status: 200,
  }),
  getDeidentifyRules: defineRoute({
    id: "getDeidentifyRules",
    group: "transcripts",
    summary: "Rules of de-identification; revision 0 where none were saved yet",
    method: "get",
    path: "/api/studies/{study}/deidentify-rules",
    access: allow("originals.read"),
    audits: "deidentify.read",
    params: studyParams,
    response: z.object({ rules: deidentifyRules, revision: z.number() }),
    status: 200,
  }),
  saveDeidentifyRules: defineRoute({
    id: "saveDeidentifyRules",
    group: "transcripts",
    summary: "Store the rules of de-identification; an edit of an old revision is refused with 409",
    method: "put",
    path: "/api/studies/{study}/deidentify-rules",
    access: allow("originals.read"),
    params: studyParams,
    body: z.strictObject({ rules: deidentifyRules, revision: z.number().int().min(0) }),
    response: z.object({ rules: deidentifyRules, revision: z.number() }),
    status: 200,
  }),
  /** Shows words of the original: once that is sealed, every call stands in the audit log. */
  listIdentifiers: defineRoute({
    id: "listIdentifiers",
    group: "transcripts",
    summary: "Places of the original the rules find, for a person to decide",
    method: "get",
    path: "/api/studies/{study}/transcripts/{transcript}/identifiers",
    access: allow("originals.read"),
    audits: "transcript.original",
    params: transcriptParams,
    response: z.object({
      revision: z.number(),
      rulesRevision: z.number(),
      hits: z.array(identifierHit),
      /** Memos of codings in which the rules find something; what they find is replaced there, too. */
      memos: z.array(z.object({ coding: z.string(), memo: z.string(), words: z.array(z.string()) })),
    }),
    status: 200,
  }),
  /**
   * Every place the rules find needs a decision; more places may be given. Codings that have no place in the new text
   * must be named in `removeCodings`: without that the answer is 409 and lists them, and nothing changes.
   */
  deidentifyTranscript: defineRoute({
    id: "deidentifyTranscript",
    group: "transcripts",
    summary: "Make the de-identified text the transcript's; the original is sealed",
    method: "post",
    path: "/api/studies/{study}/transcripts/{transcript}/deidentified",
    access: allow("originals.read"),
    params: transcriptParams,
    body: z.strictObject({
      revision: z.number().int().min(1),
      rulesRevision: z.number().int().min(1),
      decisions: z.array(placeDecision).max(20_000),
      removeCodings: z.array(uuid).max(20_000).optional(),
    }),
    response: z.object({ transcript: transcriptSummary, carried: z.number(), removed: z.number() }),
    status: 200,
  }),
  readOriginal: defineRoute({
    id: "readOriginal",
    group: "transcripts",
    summary: "The original of a de-identified transcript; the reading stands in the audit log",
    method: "get",
    path: "/api/studies/{study}/transcripts/{transcript}/original",
    access: allow("originals.read"),
    audits: "transcript.original",
    params: transcriptParams,
    response: z.object({ text: z.string(), turns: z.array(json) }),
    status: 200,
  }),
};
