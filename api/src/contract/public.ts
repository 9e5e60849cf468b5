import { z } from "zod";
import { access, defineRoute } from "./route.ts";
import { submittedTiming } from "./timing.ts";
import { answers, invitationToken, json, localized, modulesSignature, slug, uuid } from "./values.ts";

const collectorParams = z.object({ collector: slug });

/** Modules of a split questionnaire: they stand in the answers as `MODULES` and are sent back with their signature. */
export const assignedModules = z.object({ modules: z.array(z.string()), signature: modulesSignature });

const noticeText = z.object({ version: z.string(), brief: z.string(), markdown: z.string() });

/** What the respondent's page needs, in one answer. `survey` is SurveyJS JSON, `compiled` the check program. */
export const collectorPage = z.object({
  collector: z.string(),
  mode: z.enum(["identified", "pseudonymous", "anonymous"]),
  invitedOnly: z.boolean(),
  open: z.boolean(),
  /** When the link opens, where it has a time. */
  opensAt: z.string().nullable(),
  /** Why the link takes nothing new: too early, over, or all its places taken. */
  closedReason: z.enum(["notYetOpen", "closed", "full"]).nullable(),
  study: z.object({ title: localized, commissioner: z.string(), undertaker: z.string() }),
  questionnaire: z.object({
    name: z.string(),
    title: localized,
    purpose: localized,
    minutes: z.number(),
    version: z.string(),
  }),
  /** In Chinese, which governs; `en` is its translation, a version of its own, null where there is none. */
  notice: noticeText.extend({ en: noticeText.nullable() }),
  survey: json,
  compiled: json,
  /** Asks the core items and the modules assigned. */
  split: z.boolean(),
  /** For this respondent, drawn anew for each; null where everything is asked, and for invited people (`openInvitation`). */
  assignment: assignedModules.nullable(),
  simulated: z.boolean(),
});

/** `id` is made by the client; the same id with the same content gets the same receipt again. */
export const submission = z.strictObject({
  id: uuid,
  version: z.string().length(64),
  answers,
  /** Of the text that was read: the Chinese notice or its translation. */
  noticeVersion: z.string().max(50),
  consent: z.literal(true),
  /** By the page's own clock: kept apart from what the server saw, and never trusted. */
  seconds: z.number().int().min(0).max(604_800).nullable(),
  /** When the page says it was finished; believed only as far as the server can bound it. */
  finishedAt: z.iso.datetime().nullable().optional(),
  timing: submittedTiming.optional(),
  /** Of the link, in collectors for invited people. */
  invitation: invitationToken.optional(),
  /** Of the modules in `answers.MODULES`, in collectors of a split questionnaire. */
  modulesSignature: modulesSignature.optional(),
});

/** `marker` tells an accepted answer from a captive portal's page. */
export const receipt = z.object({
  marker: z.literal("diaoyan-accepted"),
  id: z.string(),
  receipt: z.string(),
  withdrawalCode: z.string(),
  /** `beyondQuota`: kept, though the places of the link were taken already. */
  status: z.enum(["complete", "late", "beyondQuota"]),
});

/** Routes of respondents. */
export const publicRoutes = {
  getCollectorPage: defineRoute({
    id: "getCollectorPage",
    group: "respondents",
    summary: "Questionnaire, notice and check program of a collector",
    method: "get",
    path: "/api/public/collectors/{collector}",
    access: access.public,
    audits: null,
    params: collectorParams,
    response: collectorPage,
    status: 200,
  }),
  submitResponse: defineRoute({
    id: "submitResponse",
    group: "respondents",
    summary: "Submit a complete response",
    method: "post",
    path: "/api/public/collectors/{collector}/responses",
    access: access.public,
    params: collectorParams,
    body: submission,
    response: receipt,
    status: 201,
  }),
  saveDraft: defineRoute({
    id: "saveDraft",
    group: "respondents",
    summary: "Keep an unfinished response of an invited person",
    method: "put",
    path: "/api/public/collectors/{collector}/drafts/{id}",
    access: access.public,
    params: collectorParams.extend({ id: uuid }),
    body: z.strictObject({ version: z.string().length(64), answers, invitation: invitationToken.optional() }),
    response: z.object({ saved: z.literal(true), updatedAt: z.string() }),
    status: 200,
  }),
  openInvitation: defineRoute({
    id: "openInvitation",
    group: "respondents",
    summary: "What an invited person's page starts from, on any device",
    method: "post",
    path: "/api/public/collectors/{collector}/invitation",
    access: access.public,
    params: collectorParams,
    body: z.strictObject({ token: invitationToken }),
    response: z.object({
      response: z.string(),
      used: z.boolean(),
      /** The same on every device; null where everything is asked. */
      assignment: assignedModules.nullable(),
      draft: z.object({ version: z.string(), answers, updatedAt: z.string() }).nullable(),
    }),
    status: 200,
  }),
  checkReceipt: defineRoute({
    id: "checkReceipt",
    group: "respondents",
    summary: "Say whether a receipt stands in the log",
    method: "post",
    path: "/api/public/receipts",
    access: access.public,
    body: z.strictObject({ receipt: z.string().max(40) }),
    response: z.object({ known: z.boolean(), withdrawn: z.boolean() }),
    status: 200,
  }),
  withdrawResponse: defineRoute({
    id: "withdrawResponse",
    group: "respondents",
    summary: "Withdraw a response by its receipt and withdrawal code",
    method: "post",
    path: "/api/public/withdrawals",
    access: access.public,
    body: z.strictObject({ receipt: z.string().max(40), withdrawalCode: z.string().max(40) }),
    response: z.object({ withdrawn: z.literal(true) }),
    status: 200,
  }),
};
