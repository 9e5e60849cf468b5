import { policyHeadSchema, policyLevels, policyStates } from "@diaoyan/instruments";
import { z } from "zod";
import { allow, defineRoute } from "./route.ts";
import { studyParams, text, uuid } from "./values.ts";

const policyParams = studyParams.extend({ policy: uuid });
const years = {
  from: z.coerce.number().int().min(1900).max(2100).optional(),
  to: z.coerce.number().int().min(1900).max(2100).optional(),
};

/** Files that policy documents are read from. */
export const policyFormats = ["docx", "html", "htm", "pdf", "txt"] as const;

/** What is known of a policy document beside its text. */
export const policyHead = z.object({
  title: z.string(),
  issuer: z.string(),
  number: z.string(),
  day: z.string().nullable(),
  region: z.string(),
  level: z.enum(policyLevels),
  state: z.enum(policyStates),
  url: z.string(),
});
/** `confirmed` is the moment a person confirmed what is known of it. */
export const policyLine = policyHead.extend({
  id: z.string(),
  file: z.string(),
  revision: z.number(),
  confirmed: z.string().nullable(),
  characters: z.number(),
  codings: z.number(),
});
export type PolicyLine = z.infer<typeof policyLine>;
export type PolicyHeadFields = z.infer<typeof policyHead>;

/** What the text says of itself, and the words it was read from, by field. */
const suggestion = z.object({ head: policyHead, quotes: z.record(z.string(), z.string()) });

/** `codes` are numbers of codes; `level` counts codes by themselves or by their first level. */
const comparison = z.strictObject({
  by: z.enum(["region", "level", "year"]).default("region"),
  codes: z.array(text).min(1).max(500).optional(),
  level: z.enum(["code", "top"]).default("top"),
  origin: z.enum(["all", "human"]).default("all"),
  levels: z.array(z.enum(policyLevels)).min(1).optional(),
  regions: z.array(text).min(1).max(500).optional(),
  /** Leaves out documents that were changed or repealed. */
  inForce: z.boolean().optional(),
  ...years,
});
export type PolicyComparisonOrder = z.input<typeof comparison>;

const provision = z.object({
  policy: policyHead.extend({ id: z.string() }),
  citation: z.string(),
  start: z.number(),
  end: z.number(),
  words: z.string(),
  codings: z.array(
    z.object({
      id: z.string(),
      code: z.string(),
      start: z.number(),
      end: z.number(),
      quote: z.string(),
      rule: z.boolean(),
    }),
  ),
});
export type ProvisionLine = z.infer<typeof provision>;

/** Routes of policy documents. */
export const policyRoutes = {
  listPolicies: defineRoute({
    id: "listPolicies",
    group: "policies",
    summary: "Policy documents of a study",
    method: "get",
    path: "/api/studies/{study}/policies",
    access: allow("policies.see"),
    audits: null,
    params: studyParams,
    response: z.object({ policies: z.array(policyLine) }),
    status: 200,
  }),
  /**
   * Body: the bytes of a .docx, .html, .pdf or .txt. What is known of it is suggested from the text and counts once it is
   * confirmed. The same id and file again is accepted; a text that stands already is 409.
   */
  importPolicy: defineRoute({
    id: "importPolicy",
    group: "policies",
    summary: "Import a policy document",
    method: "put",
    path: "/api/studies/{study}/policies/{policy}",
    access: allow("policies.edit"),
    params: policyParams,
    query: z.object({ file: text, url: z.string().max(2_000).optional() }),
    bodyMedia: "application/octet-stream",
    response: z.object({ policy: policyLine, suggestion, provisions: z.number() }),
    status: 201,
  }),
  getPolicy: defineRoute({
    id: "getPolicy",
    group: "policies",
    summary: "A policy document with what its text says of itself",
    method: "get",
    path: "/api/studies/{study}/policies/{policy}",
    access: allow("policies.edit"),
    audits: null,
    params: policyParams,
    response: z.object({ policy: policyLine, suggestion, provisions: z.number() }),
    status: 200,
  }),
  /** Confirms what is known of the document. */
  savePolicy: defineRoute({
    id: "savePolicy",
    group: "policies",
    summary: "Confirm issuer, number, day, region and level of a policy document",
    method: "put",
    path: "/api/studies/{study}/policies/{policy}/head",
    access: allow("policies.edit"),
    params: policyParams,
    body: z.strictObject({ head: policyHeadSchema, revision: z.number().int().min(1) }),
    response: z.object({ revision: z.number() }),
    status: 200,
  }),
  /** Only one without codings: 409 otherwise. */
  removePolicy: defineRoute({
    id: "removePolicy",
    group: "policies",
    summary: "Remove a policy document that nobody has coded",
    method: "delete",
    path: "/api/studies/{study}/policies/{policy}",
    access: allow("policies.edit"),
    params: policyParams,
    response: z.object({ removed: z.boolean() }),
    status: 200,
  }),
  /** `cells[row][column]`. `regions` and `years` are those of all confirmed documents. */
  comparePolicies: defineRoute({
    id: "comparePolicies",
    group: "policies",
    summary: "Provisions by region, level or year and theme",
    method: "post",
    path: "/api/studies/{study}/policy-comparison",
    access: allow("policies.see"),
    params: studyParams,
    body: comparison,
    response: z.object({
      rows: z.array(z.object({ value: z.string(), documents: z.number() })),
      columns: z.array(z.object({ code: z.string(), number: z.string(), name: z.string() })),
      cells: z.array(z.array(z.object({ provisions: z.number(), documents: z.number() }))),
      unconfirmed: z.number(),
      filtered: z.number(),
      regions: z.array(z.string()),
      years: z.array(z.number()),
    }),
    status: 200,
  }),
  /** `value` is a region, level or year, `code` the id of a column; the first 500 provisions. */
  listProvisions: defineRoute({
    id: "listProvisions",
    group: "policies",
    summary: "The provisions behind a cell of the comparison",
    method: "post",
    path: "/api/studies/{study}/policy-provisions",
    access: allow("policies.edit"),
    params: studyParams,
    body: comparison.extend({ value: text, code: text }),
    response: z.object({ total: z.number(), provisions: z.array(provision) }),
    status: 200,
  }),
  exportPolicies: defineRoute({
    id: "exportPolicies",
    group: "policies",
    summary: "Comparison, provisions and list of policy documents as .xlsx",
    method: "post",
    path: "/api/studies/{study}/policies.xlsx",
    access: allow("policies.edit"),
    audits: "policy.export",
    params: studyParams,
    body: comparison,
    responseMedia: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    status: 200,
  }),
  exportPolicyDocument: defineRoute({
    id: "exportPolicyDocument",
    group: "policies",
    summary: "Comparison of policy documents with its provisions as .docx",
    method: "post",
    path: "/api/studies/{study}/policies.docx",
    access: allow("policies.edit"),
    audits: "policy.export",
    params: studyParams,
    body: comparison,
    responseMedia: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    status: 200,
  }),
};
