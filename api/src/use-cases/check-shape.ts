import type { z } from "zod";
import { type ProblemCode, problem } from "../problems.ts";

/** Holds a document from outside against its schema; every wrong place is named below `root`. */
export function checkShape<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  { code, root }: { readonly code: ProblemCode; readonly root: string },
): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.slice(0, 50).map((issue) => ({
    code: issue.code ?? "invalid",
    place: [root, ...issue.path.map(String)].join("."),
    message: issue.message,
  }));
  throw problem(code, `${errors[0]?.place}: ${errors[0]?.message}`, { errors });
}
