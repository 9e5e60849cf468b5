import { z } from "zod";
import { allow, defineRoute } from "./route.ts";
import { json, slug, statedConsent, studyParams, text, unitCode } from "./values.ts";

const questionnaireParams = studyParams.extend({ questionnaire: slug });

/** Something about a questionnaire its author should look at. */
export const lintFinding = z.object({
  severity: z.enum(["error", "warning"]),
  code: z.string(),
  path: z.string(),
  message: z.string(),
  remedy: z.string(),
});

/** A published version as a list shows it. */
export const versionSummary = z.object({
  hash: z.string(),
  number: z.number(),
  status: z.enum(["published", "closed"]),
  publishedAt: z.string(),
  responses: z.number(),
});

/** A questionnaire with its draft and versions. */
export const questionnaireSummary = z.object({
  name: z.string(),
  title: z.string(),
  form: z.string(),
  hasUnpublishedDraft: z.boolean(),
  versions: z.array(versionSummary),
});

/** A link with its counts. */
export const collectorSummary = z.object({
  id: z.string(),
  questionnaire: z.string(),
  version: z.string(),
  label: z.string(),
  mode: z.enum(["identified", "pseudonymous", "anonymous"]),
  opensAt: z.string().nullable(),
  closesAt: z.string().nullable(),
  quota: z.number().nullable(),
  invitedOnly: z.boolean(),
  unit: z.string().nullable(),
  /** Asks the core items and a few modules instead of everything. */
  split: z.boolean(),
  responses: z.number(),
  /** Complete responses: those that hold a place of the quota. */
  accepted: z.number(),
  open: z.boolean(),
  /** Batch of paper returns that arrive under this collector; nobody enters it from outside. */
  paperBatch: z.string().nullable(),
  /** The file its responses were brought in from, with what was stated about consent; null for links. */
  imported: z.object({ file: z.string(), consent: statedConsent.nullable() }).nullable(),
});

/** Routes of questionnaires and their links. */
export const questionnaireRoutes = {
  listQuestionnaires: defineRoute({
    id: "listQuestionnaires",
    group: "questionnaires",
    summary: "Questionnaires of a study",
    method: "get",
    path: "/api/studies/{study}/questionnaires",
    access: allow("questionnaires.see"),
    audits: null,
    params: studyParams,
    response: z.object({ questionnaires: z.array(questionnaireSummary) }),
    status: 200,
  }),
  getQuestionnaire: defineRoute({
    id: "getQuestionnaire",
    group: "questionnaires",
    summary: "Draft and newest published version of a questionnaire",
    method: "get",
    path: "/api/studies/{study}/questionnaires/{questionnaire}",
    access: allow("questionnaires.see"),
    audits: null,
    params: questionnaireParams,
    /** `draft` and `published` are `QuestionnaireDefinition`; `variables` those of the newest version. */
    response: z.object({
      summary: questionnaireSummary,
      draft: json,
      revision: z.number(),
      published: json,
      variables: json,
    }),
    status: 200,
  }),
  saveQuestionnaireDraft: defineRoute({
    id: "saveQuestionnaireDraft",
    group: "questionnaires",
    summary: "Store a draft and say what is wrong with it",
    method: "put",
    path: "/api/studies/{study}/questionnaires/{questionnaire}/draft",
    access: allow("questionnaires.edit"),
    params: questionnaireParams,
    /** Revision that was edited, 0 for a new questionnaire; without it whatever stands is replaced. */
    query: z.object({ base: z.coerce.number().int().min(0).optional() }),
    body: json,
    response: z.object({ findings: z.array(lintFinding), revision: z.number() }),
    status: 200,
  }),
  removeQuestionnaireDraft: defineRoute({
    id: "removeQuestionnaireDraft",
    group: "questionnaires",
    summary: "Remove a questionnaire that was never published",
    method: "delete",
    path: "/api/studies/{study}/questionnaires/{questionnaire}/draft",
    access: allow("questionnaires.edit"),
    params: questionnaireParams,
    response: z.object({ removed: z.literal(true) }),
    status: 200,
  }),
  getQuestionnaireVersion: defineRoute({
    id: "getQuestionnaireVersion",
    group: "questionnaires",
    summary: "A published version with its variables",
    method: "get",
    path: "/api/studies/{study}/questionnaires/{questionnaire}/versions/{version}",
    access: allow("questionnaires.see"),
    audits: null,
    params: questionnaireParams.extend({ version: z.string().length(64) }),
    /** `definition` is a `QuestionnaireDefinition`, `variables` are `Variable[]`. */
    response: z.object({ number: z.number(), definition: json, variables: json }),
    status: 200,
  }),
  publishQuestionnaire: defineRoute({
    id: "publishQuestionnaire",
    group: "questionnaires",
    summary: "Publish the draft as an immutable version",
    method: "post",
    path: "/api/studies/{study}/questionnaires/{questionnaire}/versions",
    access: allow("questionnaires.edit"),
    params: questionnaireParams,
    /** `revision` is the one that was looked at: another one is refused. */
    body: z.strictObject({ revision: z.number().int().positive().optional() }),
    response: z.object({ version: versionSummary, findings: z.array(lintFinding) }),
    status: 201,
  }),
  closeVersion: defineRoute({
    id: "closeVersion",
    group: "questionnaires",
    summary: "Close a version: no further responses",
    method: "post",
    path: "/api/studies/{study}/questionnaires/{questionnaire}/versions/{version}/close",
    access: allow("questionnaires.edit"),
    params: questionnaireParams.extend({ version: z.string().length(64) }),
    response: z.object({ closed: z.literal(true) }),
    status: 200,
  }),
  listCollectors: defineRoute({
    id: "listCollectors",
    group: "collectors",
    summary: "Collectors of a study with their counts",
    method: "get",
    path: "/api/studies/{study}/collectors",
    access: allow("questionnaires.see"),
    audits: null,
    params: studyParams,
    response: z.object({ collectors: z.array(collectorSummary) }),
    status: 200,
  }),
  openCollector: defineRoute({
    id: "openCollector",
    group: "collectors",
    summary: "Open a link to a published version",
    method: "post",
    path: "/api/studies/{study}/collectors",
    access: allow("collectors.manage"),
    params: studyParams,
    body: z.strictObject({
      questionnaire: slug,
      version: z.string().length(64),
      label: text,
      mode: z.enum(["identified", "pseudonymous", "anonymous"]),
      opensAt: z.iso.datetime().nullable().optional(),
      closesAt: z.iso.datetime().nullable().optional(),
      quota: z.number().int().positive().nullable().optional(),
      invitedOnly: z.boolean().optional(),
      unit: unitCode.nullable().optional(),
      split: z.boolean().optional(),
    }),
    response: z.object({ collector: collectorSummary, link: z.string() }),
    status: 201,
  }),
  changeCollectorQuota: defineRoute({
    id: "changeCollectorQuota",
    group: "collectors",
    summary: "Set how many responses a collector accepts within its quota; null for no limit",
    method: "put",
    path: "/api/studies/{study}/collectors/{collector}/quota",
    access: allow("collectors.manage"),
    params: studyParams.extend({ collector: slug }),
    body: z.strictObject({ quota: z.number().int().positive().nullable() }),
    response: z.object({ quota: z.number().nullable() }),
    status: 200,
  }),
  closeCollector: defineRoute({
    id: "closeCollector",
    group: "collectors",
    summary: "Close a collector now",
    method: "post",
    path: "/api/studies/{study}/collectors/{collector}/close",
    access: allow("collectors.manage"),
    params: studyParams.extend({ collector: slug }),
    response: z.object({ closed: z.literal(true) }),
    status: 200,
  }),
};
