import { z } from "zod";
import { access, allow, defineRoute } from "./route.ts";
import { json, localized, role, studyParams } from "./values.ts";

/** A study as a list shows it. */
export const studySummary = z.object({
  id: z.string(),
  title: localized,
  topic: z.string(),
  simulated: z.boolean(),
  role,
});

/** An obligation with what is evidenced; `evidence` holds ids of sessions, responses or reports. */
export const obligationCount = z.object({
  obligation: z.object({
    id: z.string(),
    label: localized,
    measure: z.string(),
    atLeast: z.number(),
    unit: z.string(),
  }),
  count: z.number(),
  met: z.boolean(),
  gap: z.number(),
  evidence: z.array(z.string()),
});

/** What the first page of a study shows. */
export const studyOverview = z.object({
  /** `Study` of @diaoyan/instruments. */
  study: json,
  role,
  obligations: z.array(obligationCount),
  counts: z.object({
    responses: z.number(),
    sessions: z.number(),
    transcripts: z.number(),
    codings: z.number(),
    cases: z.number(),
    questionnaires: z.number(),
  }),
});

/** Entries of one person, or about one thing: `roster` for `roster.read`, `roster.export` and so on. */
const auditFilter = {
  actor: z.string().min(1).max(100).optional(),
  about: z
    .string()
    .regex(/^[A-Za-z]{1,40}$/)
    .optional(),
  /** First and last day, in China. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
};

/** Routes of studies and their logs. */
export const studyRoutes = {
  getMe: defineRoute({
    id: "getMe",
    group: "account",
    summary: "The signed-in person and their studies",
    method: "get",
    path: "/api/me",
    access: access.session,
    audits: null,
    response: z.object({
      user: z.object({ id: z.string(), name: z.string(), email: z.string(), secondFactor: z.boolean() }),
      studies: z.array(studySummary),
      /** Whether the person may found a study, or bring a pack's new files into one of theirs. */
      mayLoadPacks: z.boolean(),
    }),
    status: 200,
  }),
  /** Files by path inside the pack; all are checked before anything is stored. */
  loadPack: defineRoute({
    id: "loadPack",
    group: "studies",
    summary: "Create a study from a pack, or bring a pack's new files into it",
    method: "post",
    path: "/api/studies",
    access: access.session,
    body: z.strictObject({
      files: z.record(z.string().max(200), z.string().max(2_000_000)),
      simulated: z.boolean().optional(),
    }),
    response: z.object({ study: z.string(), questionnaires: z.array(z.string()) }),
    status: 201,
  }),
  getStudy: defineRoute({
    id: "getStudy",
    group: "studies",
    summary: "A study with its obligations counted",
    method: "get",
    path: "/api/studies/{study}",
    access: allow("study.see"),
    audits: null,
    params: studyParams,
    response: studyOverview,
    status: 200,
  }),
  saveStudyFacts: defineRoute({
    id: "saveStudyFacts",
    group: "studies",
    summary: "Fill in who has the study done, who does it and who pays",
    method: "put",
    path: "/api/studies/{study}/facts",
    access: allow("study.describe"),
    params: studyParams,
    body: z.strictObject({
      commissioner: z.string().trim().min(1).max(500),
      undertaker: z.string().trim().min(1).max(500),
      lead: z.string().trim().min(1).max(500),
      team: z.string().trim().max(500),
      funding: z.string().trim().max(500),
      contact: z.string().trim().max(500),
    }),
    /** `Study` of @diaoyan/instruments. */
    response: z.object({ study: json }),
    status: 200,
  }),
  readOneTimeLink: defineRoute({
    id: "readOneTimeLink",
    group: "account",
    summary: "What a one-time link is for; looking at it does not use it",
    method: "post",
    path: "/api/invitations/look",
    access: access.public,
    body: z.strictObject({ token: z.string().min(20).max(200) }),
    response: z.object({
      /** Makes the first account of a server, or that of an invited person, or gives an account another password. */
      use: z.enum(["setUp", "join", "reset"]),
      /** Null with the set-up link. */
      email: z.string().nullable(),
      name: z.string().nullable(),
      /** Title of the study somebody is invited to. */
      study: localized.nullable(),
    }),
    status: 200,
  }),
  acceptInvitation: defineRoute({
    id: "acceptInvitation",
    group: "account",
    summary: "Use a one-time link: make the account, or give it another password",
    method: "post",
    path: "/api/invitations/accept",
    access: access.public,
    body: z.strictObject({
      token: z.string().min(20).max(200),
      name: z.string().min(1).max(100),
      /** Only with the set-up link of a fresh server; an invitation already names the address. */
      email: z.email().optional(),
      password: z.string().min(1).max(400),
    }),
    response: z.object({ email: z.string() }),
    status: 200,
  }),
  listAudit: defineRoute({
    id: "listAudit",
    group: "audit",
    summary: "The audit log of a study, newest first",
    method: "get",
    path: "/api/studies/{study}/audit",
    access: allow("audit.read"),
    audits: "audit.read",
    params: studyParams,
    query: z.object({
      after: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(500).optional(),
      ...auditFilter,
    }),
    response: z.object({
      entries: z.array(
        z.object({
          seq: z.number(),
          at: z.string(),
          actor: z.string(),
          action: z.string(),
          subject: z.string(),
          hash: z.string(),
        }),
      ),
      next: z.string().nullable(),
    }),
    status: 200,
  }),
  exportAudit: defineRoute({
    id: "exportAudit",
    group: "audit",
    summary: "The audit log, or the part that is asked for, as CSV with the hashes that chain it",
    method: "get",
    path: "/api/studies/{study}/audit/export",
    access: allow("audit.read"),
    audits: "audit.export",
    params: studyParams,
    query: z.object(auditFilter),
    responseMedia: "text/csv",
    status: 200,
  }),
};
