import { z } from "zod";
import { allow, defineRoute } from "./route.ts";
import { studyParams, uuid } from "./values.ts";

const outcome = z.enum(["selected", "reserve", "rejected"]);

/** A lead 案例线索 with what is known, how it was scored and what was decided. */
export const caseLead = z.object({
  id: z.string(),
  kind: z.enum(["reform", "person"]),
  source: z.enum(["nomination", "session"]),
  title: z.string(),
  day: z.string(),
  /** Personal ones are opened for researchers alone and stand in no export. */
  answers: z.array(z.object({ label: z.string(), text: z.string(), personal: z.boolean() })),
  sheet: z
    .object({
      id: z.string(),
      title: z.string(),
      items: z.array(z.object({ id: z.string(), label: z.string(), maximum: z.number(), hint: z.string() })),
      threshold: z.number().nullable(),
    })
    .nullable(),
  /** Sheets given so far. */
  sheets: z.number(),
  /** Null while nobody gave a complete sheet, and for a rater whose own is not in. */
  score: z.number().nullable(),
  scoredBy: z.enum(["mean", "trimmed"]).nullable(),
  /** Others gave sheets that the caller sees once their own is in. */
  hidden: z.boolean(),
  rank: z.number().nullable(),
  own: z.object({ points: z.record(z.string(), z.number()), comment: z.string() }).nullable(),
  /** Sheets of others, once the caller may see them; `rater` is named to the lead alone. */
  given: z.array(
    z.object({
      rater: z.string().nullable(),
      points: z.array(z.object({ label: z.string(), points: z.number() })),
      sum: z.number(),
      comment: z.string(),
    }),
  ),
  decision: z.object({ outcome, reason: z.string(), by: z.string(), at: z.string(), revision: z.number() }).nullable(),
  case: z.string().nullable(),
});

const leadParams = studyParams.extend({ lead: uuid });

/** Routes of case leads and their scores. */
export const leadRoutes = {
  listLeads: defineRoute({
    id: "listLeads",
    group: "cases",
    summary: "Leads to cases: nominations and sessions, with scores and decisions",
    method: "get",
    path: "/api/studies/{study}/leads",
    access: allow("leads.score"),
    audits: "lead.read",
    params: studyParams,
    response: z.object({ leads: z.array(caseLead) }),
    status: 200,
  }),
  scoreLead: defineRoute({
    id: "scoreLead",
    group: "cases",
    summary: "Give one's score sheet on a lead, or type in that of an expert",
    method: "put",
    path: "/api/studies/{study}/leads/{lead}/score",
    access: allow("leads.score"),
    params: leadParams,
    body: z.strictObject({
      expert: z
        .string()
        .regex(/^[\p{L}\p{N}-]{1,40}$/u)
        .optional(),
      points: z.record(z.string().max(100), z.number().min(0).max(1_000)),
      comment: z.string().max(2_000).default(""),
    }),
    status: 204,
  }),
  decideLead: defineRoute({
    id: "decideLead",
    group: "cases",
    summary: "Decide about a lead: selected, reserve or rejected, with the reason",
    method: "put",
    path: "/api/studies/{study}/leads/{lead}/decision",
    access: allow("leads.score"),
    params: leadParams,
    /** `revision` of the decision that was looked at; 0 where there was none. */
    body: z.strictObject({ outcome, reason: z.string().trim().min(1).max(1_000), revision: z.number().int().min(0) }),
    status: 204,
  }),
};
