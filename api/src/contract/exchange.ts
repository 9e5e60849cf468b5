import { z } from "zod";
import { lintFinding } from "./questionnaires.ts";
import { allow, defineRoute } from "./route.ts";
import { json, slug, statedConsent, studyParams } from "./values.ts";

const questionnaireParams = studyParams.extend({ questionnaire: slug });
const cell = z.string().max(20_000);

/** Questionnaires and answers that come from other programs, or go there. */
export const exchangeRoutes = {
  exportQuestionnaire: defineRoute({
    id: "exportQuestionnaire",
    group: "questionnaires",
    summary: "A questionnaire for another program: XLSForm, plain SurveyJS, or Diaoyan's own file",
    method: "get",
    path: "/api/studies/{study}/questionnaires/{questionnaire}/file",
    access: allow("questionnaires.see"),
    audits: null,
    params: questionnaireParams,
    /** The draft unless a version is named. */
    query: z.object({ format: z.enum(["xlsform", "surveyjs", "diaoyan"]), version: z.string().length(64).optional() }),
    responseMedia: "application/octet-stream",
    status: 200,
  }),
  readQuestionnaireFile: defineRoute({
    id: "readQuestionnaireFile",
    group: "questionnaires",
    summary: "Read a questionnaire out of an XLSForm or SurveyJS file and say what cannot be kept; stores nothing",
    method: "post",
    path: "/api/studies/{study}/questionnaire-files",
    access: allow("questionnaires.edit"),
    params: studyParams,
    /** Name of the file: `.xlsx` is read as XLSForm, `.json` as SurveyJS. */
    query: z.object({ name: z.string().min(1).max(255) }),
    bodyMedia: "application/octet-stream",
    response: z.object({
      /** A `QuestionnaireDefinition`, to be saved as a draft; null where the file holds none. */
      definition: json,
      findings: z.array(lintFinding),
      /** Whether the study has a questionnaire of this name, whose draft saving would replace. */
      exists: z.boolean(),
      /** Revision of that draft, to be saved over and no later one; 0 for a new questionnaire. */
      revision: z.number(),
    }),
    status: 200,
  }),
  importAnswers: defineRoute({
    id: "importAnswers",
    group: "responses",
    summary: "Take in responses collected elsewhere: all rows are checked before the first is stored",
    method: "post",
    path: "/api/studies/{study}/questionnaires/{questionnaire}/imported-responses",
    access: allow("responses.import"),
    params: questionnaireParams,
    body: z.strictObject({
      name: z.string().min(1).max(255),
      /** Names of variables; cells hold codes, "" is no answer. */
      header: z.array(z.string().min(1).max(200)).min(1).max(3_000),
      rows: z.array(z.array(cell).max(3_000)).min(1).max(100_000),
      rowNumbers: z.array(z.number().int().positive()).optional(),
      seconds: z.array(z.number().int().min(0).max(10_000_000).nullable()).optional(),
      source: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .optional(),
      /** Who asked the respondents for their consent, and how; left out where it is not known. */
      consent: statedConsent.nullable().optional(),
      /** Only check. */
      check: z.boolean().optional(),
    }),
    response: z.object({
      added: z.number(),
      /** Rows that an earlier import brought in. */
      existing: z.number(),
      /** Rows of an earlier import that were withdrawn since: they do not come back. */
      withdrawn: z.number(),
      collector: z.string().nullable(),
    }),
    status: 200,
  }),
};
