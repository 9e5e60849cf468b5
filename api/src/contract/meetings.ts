import { z } from "zod";
import { allow, defineRoute } from "./route.ts";
import { studyParams, uuid } from "./values.ts";

const sessionParams = studyParams.extend({ session: uuid });
const docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** One subject scored on one sheet; `trimmed` drops one highest and one lowest of at least five complete sheets. */
export const meetingScores = z.object({
  sheet: z.string(),
  subject: z.string(),
  experts: z.number(),
  items: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      maximum: z.number(),
      n: z.number(),
      mean: z.number().nullable(),
      sd: z.number().nullable(),
    }),
  ),
  total: z.object({ mean: z.number().nullable(), sd: z.number().nullable() }),
  trimmed: z.number().nullable(),
  level: z.string().nullable(),
  /** Kendall's W of the experts over the items. */
  agreement: z.number().nullable(),
  /** Rule, level and agreement in Chinese. */
  said: z.string(),
});

/** Subjects the same experts scored on one sheet, best first; `agreement` is Kendall's W of the experts over the subjects. */
export const meetingRanking = z.object({
  sheet: z.string(),
  experts: z.number(),
  leftOut: z.number(),
  subjects: z.array(z.object({ subject: z.string(), rank: z.number(), mean: z.number() })),
  agreement: z.number().nullable(),
  said: z.string(),
});

/** Routes of meetings. */
export const meetingRoutes = {
  getMeetingScores: defineRoute({
    id: "getMeetingScores",
    group: "sessions",
    summary: "Statistics of a meeting's score sheets",
    method: "get",
    path: "/api/studies/{study}/sessions/{session}/scores",
    access: allow("sessions.record"),
    audits: null,
    params: sessionParams,
    response: z.object({ scores: z.array(meetingScores), rankings: z.array(meetingRanking) }),
    status: 200,
  }),
  draftMinutes: defineRoute({
    id: "draftMinutes",
    group: "sessions",
    summary: "The minutes of a meeting, drafted as .docx",
    method: "get",
    path: "/api/studies/{study}/sessions/{session}/minutes",
    access: allow("sessions.record"),
    audits: "meeting.minutes",
    params: sessionParams,
    responseMedia: docx,
    status: 200,
  }),
  draftPanelOpinion: defineRoute({
    id: "draftPanelOpinion",
    group: "sessions",
    summary: "The opinion of a panel, drafted as .docx; refused while its problems are not said",
    method: "get",
    path: "/api/studies/{study}/sessions/{session}/panel-opinion",
    access: allow("sessions.record"),
    audits: "meeting.opinion",
    params: sessionParams,
    responseMedia: docx,
    status: 200,
  }),
};
