import { caseConsentKinds, caseSteps } from "@diaoyan/analysis";
import { z } from "zod";

const offset = z.number().int().min(0);

const source = z.strictObject({ transcript: z.uuid(), revision: z.number().int().min(1), start: offset, end: offset });

const sentence = z.strictObject({ text: z.string().min(1).max(5_000), source: source.nullable() });

const section = z.strictObject({
  id: z.string().min(1).max(100),
  heading: z.string().min(1).max(200),
  guidance: z.string().max(2_000),
  sentences: z.array(sentence).max(500),
});

const confirmation = z.strictObject({
  step: z.enum(caseSteps).exclude(["draft"]),
  textHash: z.string(),
  form: z.string(),
  figures: z.array(z.string()).optional(),
  by: z.string(),
  at: z.string(),
});

const consent = z.strictObject({
  kind: z.enum(caseConsentKinds),
  granted: z.boolean(),
  form: z.string(),
  day: z.string(),
  by: z.string(),
  at: z.string(),
});

const picture = z.strictObject({
  attachment: z.string().min(1).max(100),
  caption: z.string().min(1).max(200),
  portrait: z.boolean(),
});

/** `CaseSummary` of @diaoyan/analysis as it may come from outside. */
export const caseSchema = z.strictObject({
  id: z.uuid(),
  kind: z.enum(["reform", "person"]),
  title: z.string().min(1).max(200),
  session: z.uuid().nullable(),
  status: z.enum(caseSteps),
  publicationConsent: z.boolean(),
  attributes: z.record(z.string().max(50), z.string().max(100)),
  sections: z.array(section).max(50),
  revision: z.number().int().min(1),
  withheld: z.number().int().min(0).optional(),
  endless: z.number().int().min(0).optional(),
  basis: z.enum(["interviews", "documents"]).optional(),
  transcripts: z.array(z.uuid()).max(200).optional(),
  lead: z.string().max(200).optional(),
  named: z.boolean().optional(),
  confirmations: z.array(confirmation).max(20).optional(),
  consents: z.array(consent).max(20).optional(),
  pictures: z.array(picture).max(50).optional(),
  dropped: z.array(source).max(5_000).optional(),
});
