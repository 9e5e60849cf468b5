import type { ParadataEventName } from "@diaoyan/instruments";
import { z } from "zod";
import { access, allow, defineRoute } from "./route.ts";
import { slug, studyParams, uuid } from "./values.ts";

const eventNames = [
  "form start",
  "form resume",
  "group questions",
  "jump",
  "constraint error",
  "form save",
  "form exit",
  "form finalize",
] as const satisfies readonly ParadataEventName[];

/** Something that happened on a respondent's page. `late`: it happened a while ago and could not be reported then. */
export const pageEvent = z.strictObject({
  event: z.enum(eventNames),
  page: z.string().max(64).nullable(),
  late: z.boolean().optional(),
});

/** Times the server saw, sealed for the server alone and bound to one response; the page carries it. */
const timingToken = z.string().max(8_000);

const events = z.array(pageEvent).max(60);

/** What a submission brings about its time: the token, what was not reported yet, and whether the visit was. */
export const submittedTiming = z.strictObject({
  token: timingToken.nullable(),
  events,
  visited: z.boolean(),
});

const counts = {
  visits: z.number(),
  starts: z.number(),
  received: z.number(),
  uncounted: z.number(),
  valid: z.number(),
  late: z.number(),
  excluded: z.number(),
  withdrawn: z.number(),
  invited: z.number().nullable(),
  /** Rules of the account that do not hold; none when it balances. */
  broken: z.array(z.string()),
};

/** How visits, starts and responses of a link add up. */
export const collectorAccount = z.object({
  collector: z.string(),
  questionnaire: z.string(),
  label: z.string(),
  mode: z.enum(["identified", "pseudonymous", "anonymous"]),
  ...counts,
});

/** Routes of times and accounts of links. */
export const timingRoutes = {
  countVisit: defineRoute({
    id: "countVisit",
    group: "respondents",
    summary: "Count that a person's browser opened the page",
    method: "post",
    path: "/api/public/collectors/{collector}/visits",
    access: access.public,
    params: z.object({ collector: slug }),
    status: 204,
  }),
  observeTiming: defineRoute({
    id: "observeTiming",
    group: "respondents",
    summary: "Let the server see what happens on the page now; the answer is carried to the next report",
    method: "post",
    path: "/api/public/collectors/{collector}/timing",
    access: access.public,
    params: z.object({ collector: slug }),
    body: z.strictObject({
      response: uuid,
      version: z.string().length(64),
      token: timingToken.nullable(),
      events: events.min(1),
      visited: z.boolean(),
    }),
    response: z.object({ token: z.string() }),
    status: 200,
  }),
  readAccounts: defineRoute({
    id: "readAccounts",
    group: "responses",
    summary: "Visits, starts and what became of the responses, by collector and by questionnaire",
    method: "get",
    path: "/api/studies/{study}/accounts",
    access: allow("responses.read"),
    audits: null,
    params: studyParams,
    response: z.object({
      collectors: z.array(collectorAccount),
      questionnaires: z.array(z.object({ questionnaire: z.string(), ...counts })),
    }),
    status: 200,
  }),
};
