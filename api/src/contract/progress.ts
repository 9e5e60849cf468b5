import { z } from "zod";
import { allow, defineRoute } from "./route.ts";
import { json, localized, slug, studyParams } from "./values.ts";

/** A count; null where it is withheld. */
const count = z.number().nullable();

const constructProgress = z.object({
  id: z.string(),
  label: localized,
  n: count,
  /** Share of the items shown that were answered, 0 to 1. */
  answered: z.number().nullable(),
  mean: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** Codes of all items together with their label and count. */
  distribution: z.array(z.object({ code: z.number(), label: localized, count })),
});

const quotaAxis = z.object({
  variable: z.string(),
  label: localized,
  groups: z.array(z.object({ id: z.string(), label: localized })),
});

const quotaCells = {
  cells: z.array(
    z.object({
      groups: z.array(z.string()),
      target: z.number(),
      limit: z.boolean(),
      received: count,
      valid: count,
      gap: count,
    }),
  ),
  /** What falls into no cell. */
  unmatched: z.object({ received: count, valid: count }),
};

const quotaProgress = z.object({
  axes: z.array(quotaAxis),
  ...quotaCells,
  /** Questions counted beside the cells, each by itself. */
  margins: z.array(quotaAxis.extend(quotaCells)),
});

/** How far a questionnaire is. */
export const progress = z.object({
  questionnaire: z.string(),
  title: localized,
  at: z.string(),
  /** `exact` for those who steer; `lots` for others; `held` where an anonymous link makes exact figures wait for company. */
  view: z.enum(["exact", "lots", "held"]),
  smallCell: z.number(),
  totals: z.object({
    received: count,
    valid: count,
    late: count,
    /** Taken out by a person; what is kept beyond a quota is counted apart. */
    excluded: count,
    beyondQuota: count,
    withdrawn: count,
  }),
  quota: quotaProgress.nullable(),
  /** Valid responses. */
  days: z.array(z.object({ day: z.string(), count })),
  collectors: z.array(z.object({ id: z.string(), label: z.string(), unit: z.string().nullable(), count })),
  units: z.array(z.object({ unit: z.string(), count })),
  /** True while the answers are still being read for the first time. */
  pending: z.boolean(),
  constructs: z.array(constructProgress),
  open: z.array(z.object({ variable: z.string(), label: localized, answered: count })),
});

const questionnaireParams = studyParams.extend({ questionnaire: slug });

/** Routes of progress and quotas. */
export const progressRoutes = {
  getProgress: defineRoute({
    id: "getProgress",
    group: "progress",
    summary: "How far collection has come: quota cells, days, links, constructs; small groups are withheld",
    method: "get",
    path: "/api/studies/{study}/questionnaires/{questionnaire}/progress",
    access: allow("progress.see"),
    audits: null,
    params: questionnaireParams,
    response: progress,
    status: 200,
  }),
  getQuota: defineRoute({
    id: "getQuota",
    group: "progress",
    summary: "The quota plan of a questionnaire, and the questions that can be an axis",
    method: "get",
    path: "/api/studies/{study}/questionnaires/{questionnaire}/quota",
    access: allow("quotas.manage"),
    audits: null,
    params: questionnaireParams,
    /** `plan` is a `QuotaPlan` or null, `variables` are `Variable`s of @diaoyan/instruments. */
    response: z.object({ plan: json, revision: z.number(), variables: json }),
    status: 200,
  }),
  saveQuota: defineRoute({
    id: "saveQuota",
    group: "progress",
    summary: "Store an edited quota plan; a limit below what is counted already is refused",
    method: "put",
    path: "/api/studies/{study}/questionnaires/{questionnaire}/quota",
    access: allow("quotas.manage"),
    params: questionnaireParams,
    body: z.strictObject({ revision: z.number().int().min(0), plan: json }),
    response: z.object({ revision: z.number() }),
    status: 200,
  }),
  removeQuota: defineRoute({
    id: "removeQuota",
    group: "progress",
    summary: "Remove the quota plan of a questionnaire; nothing is counted into cells or limited any more",
    method: "delete",
    path: "/api/studies/{study}/questionnaires/{questionnaire}/quota",
    access: allow("quotas.manage"),
    params: questionnaireParams,
    query: z.object({ revision: z.coerce.number().int().min(0) }),
    response: z.object({ revision: z.number() }),
    status: 200,
  }),
  saveDisclosure: defineRoute({
    id: "saveDisclosure",
    group: "progress",
    summary: "Set the smallest group whose figures are shown in a study",
    method: "put",
    path: "/api/studies/{study}/disclosure",
    access: allow("disclosure.set"),
    params: studyParams,
    body: z.strictObject({ smallCell: z.number().int().min(3).max(50) }),
    response: z.object({ smallCell: z.number() }),
    status: 200,
  }),
};
