import { z } from "zod";
import { dataFileFormats } from "./responses.ts";
import { allow, defineRoute } from "./route.ts";
import { json, slug, studyParams } from "./values.ts";

/** How answers are guarded before they leave. */
const protection = z.strictObject({
  /** Background variables others may know, as they are called after coarsening. */
  keys: z.array(z.string().min(1).max(200)).min(1).max(50),
  /** Fewest people a combination should be shared by; the study's smallest group unless given. */
  k: z.int().min(2).max(1_000).optional(),
  /** Recodings and cuts in the language of `derive`. */
  coarsen: z.array(json).max(200).optional(),
  /** Takes the background variables out of rows whose combination too few people share. */
  suppress: z.boolean().default(false),
});

const anonymity = z.object({
  keys: z.array(z.object({ variable: z.string(), label: z.string(), values: z.number(), smallValues: z.number() })),
  k: z.number(),
  rows: z.number(),
  combinations: z.number(),
  smallest: z.number(),
  combinationsBelow: z.number(),
  rowsBelow: z.number(),
  unique: z.number(),
});

const questionnaireParams = studyParams.extend({ questionnaire: slug });

/** Routes of what a download would reveal. */
export const protectionRoutes = {
  assessAnonymity: defineRoute({
    id: "assessAnonymity",
    group: "exports",
    summary: "How many people share a combination of background variables, before and after protection (k-anonymity)",
    method: "post",
    path: "/api/studies/{study}/questionnaires/{questionnaire}/anonymity",
    access: allow("data.export"),
    params: questionnaireParams,
    body: protection,
    response: z.object({ before: anonymity, after: anonymity, suppressedRows: z.number() }),
    status: 200,
  }),
  exportProtected: defineRoute({
    id: "exportProtected",
    group: "exports",
    summary:
      "The zip of `exportCsv` with coarsened and suppressed background variables and anonymity.json, without paradata",
    method: "post",
    path: "/api/studies/{study}/questionnaires/{questionnaire}/export",
    access: allow("data.export"),
    audits: "export.take",
    params: questionnaireParams,
    body: z.strictObject({ protect: protection, format: z.enum(dataFileFormats).optional() }),
    responseMedia: "application/zip",
    status: 200,
  }),
};
