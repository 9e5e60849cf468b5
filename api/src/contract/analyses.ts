import { z } from "zod";
import { access, allow, defineRoute } from "./route.ts";
import { json, slug, studyParams } from "./values.ts";

const tableCell = z.object({
  text: z.string(),
  align: z.enum(["left", "center", "right"]).optional(),
  value: z.number().optional(),
});

/** An analysis as its reader sees it: table, chart and sentences. */
export const presentation = z.object({
  table: z.object({
    caption: z.string(),
    unit: z.string().optional(),
    header: z.array(z.array(tableCell)),
    body: z.array(z.array(tableCell)),
    note: z.string(),
  }),
  /** Vega-Lite spec, or null. */
  chart: json,
  sentences: z.array(
    z.object({
      text: z.string(),
      numbers: z.array(z.object({ path: z.string(), value: z.number(), text: z.string() })),
    }),
  ),
  /** Which cases were taken, in words; null where all were. */
  scope: z.string().nullable(),
});

/** Routes of analyses. */
export const analysisRoutes = {
  /** `params` is a JSON Schema; a property with meta `role: variable|variables` is picked from the questionnaire's variables. */
  listAnalyses: defineRoute({
    id: "listAnalyses",
    group: "analyses",
    summary: "Registered analyses with the JSON Schema of their parameters",
    method: "get",
    path: "/api/analyses",
    access: access.session,
    audits: null,
    response: z.object({
      analyses: z.array(
        z.object({
          kind: z.string(),
          title: z.object({ zh: z.string(), en: z.string() }),
          reads: z.enum(["dataset", "corpus", "both"]),
          params: json,
        }),
      ),
    }),
    status: 200,
  }),
  runAnalysis: defineRoute({
    id: "runAnalysis",
    group: "analyses",
    summary: "Run an analysis on the stored responses or transcripts",
    method: "post",
    path: "/api/studies/{study}/analyses",
    access: allow("analyses.run"),
    params: studyParams,
    body: z.strictObject({
      questionnaire: slug.optional(),
      request: z.looseObject({ kind: z.string().max(50) }),
      locale: z.enum(["zh", "en"]).optional(),
    }),
    response: z.object({ kind: z.string(), params: json, result: json, presentation }),
    status: 200,
  }),
};

const openText = z.object({ code: z.string(), place: z.string(), message: z.string(), case: z.string().optional() });

const built = z.object({
  build: z.string(),
  placeholders: z.number(),
  evidence: z.number(),
  /** Texts that wait to be written, each with its place: file and line, the field of the study, the case. */
  open: z.array(openText),
  files: z.array(z.object({ name: z.string(), sha256: z.string(), bytes: z.number() })),
});

/** Routes of report outlines and their builds. */
export const reportRoutes = {
  listReports: defineRoute({
    id: "listReports",
    group: "reports",
    summary: "Outlines of a study and their built files",
    method: "get",
    path: "/api/studies/{study}/reports",
    access: allow("reports.see"),
    audits: null,
    params: studyParams,
    response: z.object({
      reports: z.array(
        z.object({
          outline: z.string(),
          title: z.string(),
          builds: z.array(
            z.object({
              id: z.string(),
              at: z.string(),
              mode: z.string(),
              file: z.string(),
              sha256: z.string(),
              placeholders: z.number(),
            }),
          ),
        }),
      ),
    }),
    status: 200,
  }),
  getOutline: defineRoute({
    id: "getOutline",
    group: "reports",
    summary: "The Markdown of an outline",
    method: "get",
    path: "/api/studies/{study}/reports/{outline}",
    access: allow("reports.see"),
    audits: null,
    params: studyParams.extend({ outline: slug }),
    response: z.object({ markdown: z.string(), revision: z.number() }),
    status: 200,
  }),
  saveOutline: defineRoute({
    id: "saveOutline",
    group: "reports",
    summary: "Store an edited outline; an edit of an old revision is refused with 409",
    method: "put",
    path: "/api/studies/{study}/reports/{outline}",
    access: allow("reports.build"),
    params: studyParams.extend({ outline: slug }),
    body: z.strictObject({ markdown: z.string().max(2_000_000), revision: z.int().min(0).optional() }),
    response: z.object({ revision: z.number() }),
    status: 200,
  }),
  addToOutline: defineRoute({
    id: "addToOutline",
    group: "reports",
    summary:
      "Add a passage to the end of an outline as it stands, beside whoever edits it; one that stands in it is not added again",
    method: "post",
    path: "/api/studies/{study}/reports/{outline}/passages",
    access: allow("reports.build"),
    params: studyParams.extend({ outline: slug }),
    body: z.strictObject({ passage: z.string().min(1).max(100_000) }),
    response: z.object({ revision: z.number(), added: z.boolean() }),
    status: 200,
  }),
  buildReport: defineRoute({
    id: "buildReport",
    group: "reports",
    summary: "Build a report as .docx and .html from the present state",
    method: "post",
    path: "/api/studies/{study}/reports/{outline}/builds",
    access: allow("reports.build"),
    params: studyParams.extend({ outline: slug }),
    body: z.strictObject({ mode: z.enum(["draft", "final"]) }),
    response: built,
    status: 201,
  }),
  makeFirstReport: defineRoute({
    id: "makeFirstReport",
    group: "reports",
    summary:
      "Write the outline of an automatic first report from what the questionnaires declare, and build it as a draft",
    method: "post",
    path: "/api/studies/{study}/first-report",
    access: allow("reports.build"),
    params: studyParams,
    response: z.object({
      outline: z.string(),
      /** What could not be computed yet, in Chinese. */
      missing: z.array(z.string()),
      /** Null where this runtime draws no charts. */
      built: built.nullable(),
    }),
    status: 201,
  }),
  mergeReport: defineRoute({
    id: "mergeReport",
    group: "reports",
    summary: "Show what was changed in an edited .docx of this outline, and with `write` carry it into the outline",
    method: "post",
    path: "/api/studies/{study}/reports/{outline}/merges",
    access: allow("reports.build"),
    params: studyParams.extend({ outline: slug }),
    query: z.object({ write: z.enum(["true", "false"]).default("false") }),
    bodyMedia: "application/octet-stream",
    response: z.object({
      saved: z.boolean(),
      merged: z.array(
        z.object({
          kind: z.enum(["changed", "added", "deleted", "moved"]),
          line: z.number(),
          was: z.string(),
          now: z.string(),
          remarks: z.array(z.string()),
        }),
      ),
      refused: z.array(
        z.object({
          line: z.number().nullable(),
          was: z.string(),
          now: z.string(),
          evidence: z.array(z.string()),
          reason: z.enum(["number", "generated", "built", "table", "outdated"]),
          /** Caption of the table it stands in. */
          table: z.string().optional(),
          why: z.string(),
        }),
      ),
      comments: z.array(z.object({ author: z.string(), text: z.string(), on: z.string() })),
      tracked: z.object({ insertions: z.number(), deletions: z.number() }),
    }),
    status: 200,
  }),
  downloadBuild: defineRoute({
    id: "downloadBuild",
    group: "reports",
    summary: "A file of a build",
    method: "get",
    path: "/api/studies/{study}/reports/{outline}/builds/{build}/{file}",
    access: allow("reports.see"),
    audits: "report.take",
    params: studyParams.extend({ outline: slug, build: z.uuid(), file: z.string().max(200) }),
    responseMedia: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    status: 200,
  }),
};
