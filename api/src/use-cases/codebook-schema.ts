import { z } from "zod";

const id = z.string().min(1).max(100);
const text = z.string().max(5_000);
const words = z.array(z.string().min(1).max(100)).max(500);

const code = z.strictObject({
  id,
  parent: id.nullable(),
  number: z.string().max(40),
  name: z.string().min(1).max(200),
  definition: text,
  include: text,
  exclude: text,
  example: text,
  rules: z.array(z.strictObject({ any: words.min(1), all: words.optional(), none: words.optional() })).max(200),
});

/** `Codebook` of @diaoyan/instruments as it may come from outside. */
export const codebookSchema = z.strictObject({
  version: z.string().min(1).max(40),
  codes: z.array(code).max(2_000),
  modifiers: z.record(z.string().max(50), z.array(z.string().min(1).max(50)).max(50)),
});
