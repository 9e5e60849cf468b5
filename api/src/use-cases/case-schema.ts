import { z } from "zod";

const offset = z.number().int().min(0);

const sentence = z.strictObject({
  text: z.string().min(1).max(5_000),
  source: z
    .strictObject({ transcript: z.uuid(), revision: z.number().int().min(1), start: offset, end: offset })
    .nullable(),
});

const section = z.strictObject({
  id: z.string().min(1).max(100),
  heading: z.string().min(1).max(200),
  guidance: z.string().max(2_000),
  sentences: z.array(sentence).max(500),
});

/** `CaseSummary` of @diaoyan/analysis as it may come from outside. */
export const caseSchema = z.strictObject({
  id: z.uuid(),
  kind: z.enum(["reform", "person"]),
  title: z.string().min(1).max(200),
  session: z.uuid().nullable(),
  status: z.enum(["draft", "confirmedByPerson", "confirmedByUnit", "final"]),
  publicationConsent: z.boolean(),
  attributes: z.record(z.string().max(50), z.string().max(100)),
  sections: z.array(section).max(50),
  revision: z.number().int().min(1),
  withheld: z.number().int().min(0).optional(),
});
