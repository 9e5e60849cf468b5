import { z } from "zod";
import { allow, defineRoute } from "./route.ts";
import { studyParams, uuid } from "./values.ts";

const sessionParams = studyParams.extend({ session: uuid });
const colleagueParams = sessionParams.extend({ user: z.string().min(1).max(100) });
const colleague = z.object({ user: z.string(), name: z.string() });

/** Routes of colleagues invited to a session. */
export const colleagueRoutes = {
  /** `others`: interviewers who could be invited. */
  listColleagues: defineRoute({
    id: "listColleagues",
    group: "sessions",
    summary: "Interviewers who were invited to work on a session, and those who could be",
    method: "get",
    path: "/api/studies/{study}/sessions/{session}/colleagues",
    access: allow("sessions.record"),
    audits: null,
    params: sessionParams,
    response: z.object({ colleagues: z.array(colleague), others: z.array(colleague) }),
    status: 200,
  }),
  inviteColleague: defineRoute({
    id: "inviteColleague",
    group: "sessions",
    summary: "Let another interviewer see and edit a session",
    method: "put",
    path: "/api/studies/{study}/sessions/{session}/colleagues/{user}",
    access: allow("sessions.record"),
    params: colleagueParams,
    response: z.object({ invited: z.literal(true) }),
    status: 200,
  }),
  /** Who has stored a state of the session by then goes on seeing it. */
  withdrawColleague: defineRoute({
    id: "withdrawColleague",
    group: "sessions",
    summary: "Take the invitation to a session back",
    method: "delete",
    path: "/api/studies/{study}/sessions/{session}/colleagues/{user}",
    access: allow("sessions.record"),
    params: colleagueParams,
    response: z.object({ withdrawn: z.literal(true) }),
    status: 200,
  }),
};
