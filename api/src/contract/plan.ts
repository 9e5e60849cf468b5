import { z } from "zod";
import { allow, defineRoute } from "./route.ts";
import { json, studyParams, uuid } from "./values.ts";

const dayWindow = z.object({ from: z.string(), to: z.string() });

/** A planned item against what was held; see `comparePlan` of @diaoyan/instruments. */
export const planLine = z.object({
  item: z.string().nullable(),
  session: z.string().nullable(),
  title: z.string(),
  number: z.string(),
  type: z.string(),
  unit: z.string().nullable(),
  first: dayWindow.nullable(),
  window: dayWindow.nullable(),
  day: z.string().nullable(),
  outcome: z.enum(["held", "moved", "postponed", "ahead", "overdue", "cancelled", "unplanned"]),
  reason: z.string(),
  planned: z.number(),
  actual: z.number(),
  assigned: z.number(),
});

/** Plan against actual of a study. */
export const planSum = z.object({
  sessions: z.number(),
  outcomes: z.object({
    held: z.number(),
    moved: z.number(),
    postponed: z.number(),
    ahead: z.number(),
    overdue: z.number(),
    cancelled: z.number(),
    unplanned: z.number(),
  }),
  planned: z.number(),
  actual: z.number(),
  unplanned: z.number(),
  short: z.number(),
});

/** Somebody a planned item can be assigned to. */
export const planTeam = z.object({ user: z.string(), name: z.string(), role: z.string() });

/** Routes of planned sessions. */
export const planRoutes = {
  /** `items` are `PlanItem`; an interviewer gets those assigned to them, and no unit but theirs. */
  getPlan: defineRoute({
    id: "getPlan",
    group: "plan",
    summary: "Planned visits, interviews and meetings against what was held",
    method: "get",
    path: "/api/studies/{study}/plan",
    access: allow("plan.see"),
    audits: null,
    params: studyParams,
    response: z.object({
      items: z.array(json),
      units: z.array(z.object({ code: z.string(), name: z.string() })),
      team: z.array(planTeam),
      lines: z.array(planLine),
      sum: planSum,
      today: z.string(),
    }),
    status: 200,
  }),
  savePlanItem: defineRoute({
    id: "savePlanItem",
    group: "plan",
    summary: "Store a planned item; an edit of an old revision is refused with 409",
    method: "put",
    path: "/api/studies/{study}/plan/{item}",
    access: allow("plan.edit"),
    params: studyParams.extend({ item: uuid }),
    body: z.strictObject({ item: json }),
    response: z.object({ item: json }),
    status: 200,
  }),
  /** `revision` says which state was looked at. What was begun elsewhere meanwhile comes in as a session nobody planned. */
  removePlanItem: defineRoute({
    id: "removePlanItem",
    group: "plan",
    summary: "Take away a planned item that nobody has begun",
    method: "delete",
    path: "/api/studies/{study}/plan/{item}",
    access: allow("plan.edit"),
    params: studyParams.extend({ item: uuid }),
    query: z.object({ revision: z.coerce.number().int().min(1) }),
    response: z.object({ removed: z.literal(true) }),
    status: 200,
  }),
};
