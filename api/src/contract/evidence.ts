import { z } from "zod";
import { allow, defineRoute } from "./route.ts";
import { json, studyParams } from "./values.ts";

const evidence = z.object({ indicators: z.array(json), findings: z.array(json), recommendations: z.array(json) });
const stored = z.object({ revision: z.number(), evidence });
const fault = z.object({ row: z.number(), column: z.string(), message: z.string() });

/** How urgent a finding is; the list goes from the most urgent. */
export const findingPriority = z.object({
  id: z.string(),
  gap: z.number().nullable(),
  urgent: z.boolean(),
  chosen: z.number().nullable(),
  mentions: z.number().nullable(),
});

/** Routes of indicators, findings and recommendations. */
export const evidenceRoutes = {
  /** Entries are `Indicator`, `Finding` and `Recommendation` of @diaoyan/instruments. Revision 0: what the pack brought. */
  getEvidence: defineRoute({
    id: "getEvidence",
    group: "evidence",
    summary: "Indicators, findings and recommendations of a study",
    method: "get",
    path: "/api/studies/{study}/evidence",
    access: allow("evidence.see"),
    audits: null,
    params: studyParams,
    response: stored,
    status: 200,
  }),
  /** Reads all answers, so it is asked apart from the entries. */
  rankFindings: defineRoute({
    id: "rankFindings",
    group: "evidence",
    summary: "The findings by priority, the most urgent first",
    method: "get",
    path: "/api/studies/{study}/evidence/priorities",
    access: allow("evidence.see"),
    audits: null,
    params: studyParams,
    response: z.object({ priorities: z.array(findingPriority) }),
    status: 200,
  }),
  saveEvidence: defineRoute({
    id: "saveEvidence",
    group: "evidence",
    summary: "Store indicators, findings and recommendations; an edit of an old revision is refused with 409",
    method: "put",
    path: "/api/studies/{study}/evidence",
    access: allow("evidence.edit"),
    params: studyParams,
    body: z.strictObject({ revision: z.int().min(0), evidence }),
    response: stored,
    status: 200,
  }),
  importIndicators: defineRoute({
    id: "importIndicators",
    group: "evidence",
    summary: "Add the indicators of a sheet, its header first; nothing is stored while a row has a fault",
    method: "post",
    path: "/api/studies/{study}/evidence/indicators",
    access: allow("evidence.edit"),
    params: studyParams,
    body: z.strictObject({ rows: z.array(z.array(z.string().max(2_000)).max(50)).max(5_001) }),
    response: z.object({
      added: z.number(),
      replaced: z.number(),
      faults: z.array(fault),
      revision: z.number(),
    }),
    status: 200,
  }),
};
