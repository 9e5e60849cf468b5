import { z } from "zod";

const text = z.object({ zh: z.string().min(1), en: z.string().optional() }).strict();
const variableName = z.string().min(1).max(200);

const construct = z
  .object({
    id: z.string().regex(/^[\p{L}_][\p{L}\p{N}_-]{0,63}$/u),
    label: text,
    items: z.array(variableName).min(1),
    reverse: z.array(variableName).optional(),
    scale: z.object({ min: z.number(), max: z.number() }).strict().optional(),
    sourceConcept: z.string().optional(),
    wording: z.literal("own"),
    licenceNote: z.string().optional(),
  })
  .strict();

const pair = z.object({ label: text, importance: variableName, performance: variableName }).strict();

const split = z
  .object({
    draw: z.number().int().positive(),
    minutes: z.number().positive().max(240),
    title: text.optional(),
    modules: z
      .array(
        z
          .object({
            id: z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,31}$/u, "expected letters, digits and _, a letter first"),
            label: text,
            pages: z.array(z.string().min(1)).min(1),
          })
          .strict(),
      )
      .min(2)
      .max(24),
    core: z.array(variableName),
  })
  .strict();

/** Shape of a questionnaire file around its `survey`; the survey itself is checked by the profile. */
export const definitionSchema = z
  .object({
    name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/u, "expected lower-case letters, digits and hyphens"),
    form: z.enum(["short", "full"]),
    title: text,
    purpose: text,
    minutes: z.number().positive().max(240),
    constructs: z.array(construct),
    importancePerformance: z.array(pair).optional(),
    missingCodes: z.array(z.number()),
    derive: z.array(z.json()).optional(),
    attentionChecks: z.array(z.object({ question: z.string(), expected: z.json() }).strict()).optional(),
    split: split.optional(),
    impossibleCombinations: z
      .array(z.object({ if: z.string().min(1).max(2_000), reason: text }).strict())
      .max(60)
      .optional(),
    personal: z.array(variableName).min(1).max(60).optional(),
    nomination: z
      .object({ kind: z.enum(["reform", "person"]), sheet: z.string().min(1).max(64), title: variableName })
      .strict()
      .optional(),
    survey: z.record(z.string(), z.unknown()),
  })
  .strict();
