import { z } from "zod";
import { identifier } from "./text-limits.ts";

const text = z.string().max(5_000);
const words = z.array(z.string().min(1).max(100)).max(500);

const code = z.strictObject({
  id: identifier,
  parent: identifier.nullable(),
  number: z.string().max(40),
  name: z.string().min(1).max(200),
  definition: text,
  include: text,
  exclude: text,
  example: text,
  rules: z
    .array(z.strictObject({ any: words.min(1), all: words.exactOptional(), none: words.exactOptional() }))
    .max(200),
  color: z
    .string()
    .regex(/^#[0-9A-F]{6}$/, "expected a colour such as #1F77B4")
    .exactOptional(),
});

/** A `Codebook` from a file or a request: ids unique, parents present, no code above itself. */
export const codebookSchema = z
  .strictObject({
    version: z.string().min(1).max(40),
    codes: z.array(code).max(2_000),
    modifiers: z.record(z.string().max(50), z.array(z.string().min(1).max(50)).max(50)),
  })
  .superRefine(({ codes }, context) => {
    const parents = new Map(codes.map(({ id, parent }) => [id, parent]));
    const seen = new Set<string>();
    for (const [index, { id, parent }] of codes.entries()) {
      const complain = (message: string): void => context.addIssue({ code: "custom", path: ["codes", index], message });
      if (seen.has(id)) complain(`code "${id}" stands twice; give one of them another id`);
      seen.add(id);
      if (parent !== null && !parents.has(parent))
        complain(`code "${id}": parent "${parent}" is not a code of this codebook`);
      if (isAboveItself(id, parents)) complain(`code "${id}" stands above itself; set another parent`);
    }
  });

function isAboveItself(id: string, parents: ReadonlyMap<string, string | null>): boolean {
  const passed = new Set<string>();
  for (let at = parents.get(id); at !== null && at !== undefined; at = parents.get(at)) {
    if (at === id) return true;
    if (passed.has(at)) return false;
    passed.add(at);
  }
  return false;
}
