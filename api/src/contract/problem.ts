import { z } from "zod";

/** One place in the request that is wrong, and how to mend it. */
const problemDetail = z.object({
  code: z.string(),
  place: z.string(),
  message: z.string(),
  remedy: z.string().optional(),
  /** The case whose section is open. */
  case: z.string().optional(),
});

/** RFC 9457 body of every error: `code` is stable, `title` Chinese, `detail` says what and where, `remedy` how to mend it. */
export const problemBody = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  remedy: z.string().optional(),
  errors: z.array(problemDetail).optional(),
});

/** A problem as it is sent (RFC 9457). */
export type ProblemBody = z.infer<typeof problemBody>;
