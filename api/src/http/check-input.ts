import type { z } from "zod";
import { checkShape } from "../use-cases/check-shape.ts";

/** Holds a part of the request against the contract. */
export function checkInput(schema: z.ZodType | undefined, value: unknown, part: "path" | "query" | "body"): unknown {
  return schema === undefined ? undefined : checkShape(schema, value, { code: "request.invalid", root: part });
}
