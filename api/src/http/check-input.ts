import type { z } from "zod";
import { problem } from "../problems.ts";

const namedErrors = 50;

/** Holds a part of the request against the contract; every wrong place is named. */
export function checkInput(schema: z.ZodType | undefined, value: unknown, part: "path" | "query" | "body"): unknown {
  if (schema === undefined) return undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.slice(0, namedErrors).map((issue) => ({
    code: issue.code ?? "invalid",
    place: [part, ...issue.path.map(String)].join("."),
    message: issue.message,
  }));
  const [first] = errors;
  throw problem("request.invalid", `${first?.place}: ${first?.message}`, { errors });
}
