import { z } from "zod";
import { allow, defineRoute } from "./route.ts";
import { obligationCount } from "./studies.ts";
import { studyParams } from "./values.ts";

const readings = z.object({
  sessions: z.number(),
  interviewees: z.number(),
  fieldworkers: z.number(),
  persons: z.number(),
  units: z.number(),
});

/** A session or a participant of it; `reason` is null where it counts. */
export const ledgerLine = z.object({
  session: z.string(),
  number: z.string(),
  title: z.string(),
  day: z.string(),
  type: z.string(),
  unit: z.string(),
  person: z.string().nullable(),
  role: z.enum(["受访", "调研组", "参会", "陪同"]).nullable(),
  reason: z
    .enum([
      "planned",
      "cancelled",
      "otherSite",
      "notKeyUnit",
      "otherType",
      "noNotes",
      "otherRole",
      "otherCategory",
      "noConsent",
      "consentTakenBack",
      "repeated",
    ])
    .nullable(),
});

/** `planned` is what sessions still to be held would add; `readings` are null where the figure does not rest on sessions. */
export const ledgerEntry = obligationCount.extend({
  planned: z.number(),
  readings: readings.nullable(),
  lines: z.array(ledgerLine),
});

/** Routes of the acceptance list. */
export const ledgerRoutes = {
  getLedger: defineRoute({
    id: "getLedger",
    group: "evidence ledger",
    summary: "Obligations with plan, count and gap, and why each session and participant counts or not",
    method: "get",
    path: "/api/studies/{study}/ledger",
    access: allow("ledger.see"),
    audits: null,
    params: studyParams,
    response: z.object({ entries: z.array(ledgerEntry) }),
    status: 200,
  }),
  /** A zip that `diaoyan verify --package` holds against its manifest. */
  exportEvidence: defineRoute({
    id: "exportEvidence",
    group: "evidence ledger",
    summary: "The acceptance list as .docx and .xlsx with attachments and a manifest of hashes, in a zip",
    method: "get",
    path: "/api/studies/{study}/ledger/package",
    access: allow("data.export"),
    audits: "ledger.export",
    params: studyParams,
    responseMedia: "application/zip",
    status: 200,
  }),
};
