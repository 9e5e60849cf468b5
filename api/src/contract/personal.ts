import { z } from "zod";
import { allow, defineRoute } from "./route.ts";
import { json, slug, studyParams, text } from "./values.ts";

const certificate = z.object({
  format: z.literal("diaoyan-erasure"),
  formatVersion: z.literal(1),
  id: z.string(),
  study: z.string(),
  scope: z.enum(["person", "study"]),
  subject: z.string(),
  at: z.string(),
  actor: z.string(),
  reason: z.string(),
  erased: z.array(
    z.object({
      kind: z.enum(["contact", "roster", "invitation", "response", "photo", "recording", "document", "unit"]),
      count: z.number(),
      sha256: z.array(z.string()),
    }),
  ),
  keys: z.array(z.string()),
  hash: z.string(),
});
export type WireCertificate = z.output<typeof certificate>;

/** Code of a person as the roster gives one or a session has it, or of what a nomination says of somebody. */
const personCode = z.string().min(1).max(100);
const personParams = studyParams.extend({ person: personCode });
const reason = z.strictObject({ reason: text });

/** Routes of personal data and their erasure. */
export const personalRoutes = {
  getPersonal: defineRoute({
    id: "getPersonal",
    group: "personal",
    summary: "What is held on whom, how long, and what was erased; reading it enters the audit log",
    method: "get",
    path: "/api/studies/{study}/personal",
    access: allow("personal.govern"),
    audits: "personal.read",
    params: studyParams,
    query: z.object({ find: z.string().max(100).optional() }),
    response: z.object({
      today: z.string(),
      classes: z.array(
        z.object({
          kind: z.string(),
          until: z.string().nullable(),
          key: z.enum(["person", "recording", "study", "none"]),
        }),
      ),
      notices: z.array(z.object({ version: z.string(), at: z.string(), responses: z.number() })),
      people: z.array(
        z.object({
          person: z.string(),
          name: z.string(),
          contact: z.string(),
          roster: z.boolean(),
          invitations: z.number(),
          responses: z.number(),
          sessions: z.number(),
          recordings: z.number(),
        }),
      ),
      total: z.number(),
      due: z.number().describe("people whose names and contacts are past their day"),
      erasures: z.array(certificate),
    }),
    status: 200,
  }),
  copyPersonal: defineRoute({
    id: "copyPersonal",
    group: "personal",
    summary: "A copy of all that is held of a person, for the person",
    method: "get",
    path: "/api/studies/{study}/personal/{person}",
    access: allow("personal.govern"),
    audits: "personal.copy",
    params: personParams,
    response: z.object({ copy: json }),
    status: 200,
  }),
  erasePersonal: defineRoute({
    id: "erasePersonal",
    group: "personal",
    summary: "Erase a person: records and key go, a certificate stays",
    method: "post",
    path: "/api/studies/{study}/personal/{person}/erase",
    access: allow("personal.govern"),
    params: personParams,
    body: reason,
    response: z.object({ certificate }),
    status: 200,
  }),
  purgeContacts: defineRoute({
    id: "purgeContacts",
    group: "personal",
    summary:
      "Destroy names and contacts once the study's period has ended, with a certificate; null where none are due",
    method: "post",
    path: "/api/studies/{study}/personal/purge-contacts",
    access: allow("personal.govern"),
    params: studyParams,
    body: reason,
    response: z.object({ certificate: certificate.nullable() }),
    status: 200,
  }),
  eraseStudyPersonal: defineRoute({
    id: "eraseStudyPersonal",
    group: "personal",
    summary: "Erase all personal data of a study by destroying its keys; `confirm` repeats the study's id",
    method: "post",
    path: "/api/studies/{study}/personal/erase-all",
    access: allow("personal.govern"),
    params: studyParams,
    body: reason.extend({ confirm: slug }),
    response: z.object({ certificate }),
    status: 200,
  }),
};
