import { z } from "zod";
import { allow, defineRoute } from "./route.ts";
import { json, slug, studyParams } from "./values.ts";

const facts = z.object({ value: z.string(), n: z.number().nullable() }).nullable();

/** Routes of the comparison of two snapshots. */
export const reportDiffRoutes = {
  diffReports: defineRoute({
    id: "diffReports",
    group: "reports",
    summary: "Which numbers of the reports differ between two snapshots, or a snapshot and the present state, and why",
    method: "post",
    path: "/api/studies/{study}/report-diff",
    access: allow("reports.build"),
    params: studyParams,
    /** Snapshots as `exportSnapshot` writes them; without `after` the present state. */
    body: z.strictObject({ before: json, after: json.optional(), outline: slug.optional() }),
    response: z.object({
      reports: z.array(
        z.object({
          outline: z.string(),
          changes: z.array(
            z.object({
              kind: z.string(),
              query: z.string(),
              place: z.string(),
              was: facts,
              now: facts,
              why: z.array(z.string()),
            }),
          ),
        }),
      ),
    }),
    status: 200,
  }),
};
