import { z } from "zod";
import { allow, defineRoute } from "./route.ts";
import { json, studyParams, uuid } from "./values.ts";

const caseParams = studyParams.extend({ case: uuid });
const status = z.enum(["draft", "confirmedByPerson", "confirmedByUnit", "secrecyChecked", "final"]);
const consentKind = z.enum(["publication", "naming", "portrait"]);
const basis = z.enum(["interviews", "documents"]);
const revision = z.number().int().min(1);
const oneCase = z.object({ case: json });

/** What was confirmed: the text of a hash, on a sheet of a number or place. */
const confirmation = z.strictObject({
  textHash: z.string().max(200),
  form: z.string().trim().min(1).max(200),
  revision,
});

/** A case as a list shows it. */
export const caseSummaryLine = z.object({
  id: z.string(),
  kind: z.enum(["reform", "person"]),
  title: z.string(),
  status,
  publicationConsent: z.boolean(),
  /** Publication was refused, or agreed to and taken back. */
  withdrawn: z.boolean(),
  /** Day on which somebody it rests on was erased at their request, while their words stay; null where nobody was. */
  erasedOn: z.string().nullable(),
  revision: z.number(),
  basis,
});

/** What an act made of a case: by the machine (draft, redraft, carried over to a new transcript) or by hand. */
export const caseChange = z.object({
  revision: z.number(),
  kind: z.string(),
  by: z.enum(["machine", "hand"]),
  actor: z.string(),
  at: z.string(),
  note: z.string(),
  sentences: z.array(z.object({ section: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
});

/** Where a sentence of a case comes from; `said` is null where the transcript has another text by now. */
export const casePassage = z.object({
  transcript: z.string(),
  start: z.number(),
  end: z.number(),
  title: z.string(),
  speaker: z.string(),
  said: z.string().nullable(),
  /** What was asked before it, for words that make sense with their question only; empty for documents. */
  question: z.string(),
  before: z.string(),
  after: z.string(),
  /** Names of the codes on it. */
  codes: z.array(z.string()),
});

/** What a case is made of and what it still needs. */
export const caseMaterial = z.object({
  /** Names the present text: what a confirmation is of. */
  textHash: z.string(),
  /** As in the list of cases. */
  erasedOn: z.string().nullable(),
  steps: z.array(status),
  /** Steps that were confirmed of a text that was edited since. */
  stale: z.array(z.string()),
  consentsNeeded: z.array(consentKind),
  consentsMissing: z.array(consentKind),
  passages: z.array(casePassage),
  /** Numbers of the case's sentences that do not stand in the words they came from, by the sentence. */
  foreignNumbers: z.array(z.object({ text: z.string(), numbers: z.array(z.string()) })),
  /** Why figures that were put in by directives cannot be filled in. */
  figureFaults: z.array(z.object({ code: z.string(), place: z.string(), message: z.string() })),
  /** Sentences with figures by directives, and how each reads now. */
  figures: z.array(z.object({ text: z.string(), shown: z.string() })),
  /** Of those, how they read now where that is not what was confirmed. */
  figuresChanged: z.array(z.string()),
  transcripts: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      session: z.string().nullable(),
      codings: z.number(),
      used: z.boolean(),
    }),
  ),
  sessions: z.array(
    z.object({
      id: z.string(),
      number: z.string(),
      title: z.string(),
      day: z.string(),
      unit: z.string(),
      /** What interviewees said to being named or put into a case; null where nobody was asked. */
      namedConsent: z.boolean().nullable(),
    }),
  ),
  photos: z.array(z.object({ id: z.string(), name: z.string(), session: z.string() })),
  /** Survey of the case's unit; `n` is null where the group is too small to be shown. */
  survey: z.array(
    z.object({
      /** Its title. */
      questionnaire: z.string(),
      n: z.number().nullable(),
      facts: z.array(z.object({ label: z.string(), unit: z.number(), all: z.number() })),
    }),
  ),
  smallCell: z.number(),
});

/** Routes of cases. */
export const caseRoutes = {
  listCases: defineRoute({
    id: "listCases",
    group: "cases",
    summary: "Cases of a study",
    method: "get",
    path: "/api/studies/{study}/cases",
    access: allow("cases.list"),
    audits: null,
    params: studyParams,
    response: z.object({ cases: z.array(caseSummaryLine) }),
    status: 200,
  }),
  getCase: defineRoute({
    id: "getCase",
    group: "cases",
    summary: "A case with its sentences and sources",
    method: "get",
    path: "/api/studies/{study}/cases/{case}",
    access: allow("cases.edit"),
    audits: "case.read",
    params: caseParams,
    response: oneCase,
    status: 200,
  }),
  getCaseMaterial: defineRoute({
    id: "getCaseMaterial",
    group: "cases",
    summary: "What a case rests on: passages, sessions, photos, survey of its unit, and what its next step lacks",
    method: "get",
    path: "/api/studies/{study}/cases/{case}/material",
    access: allow("cases.edit"),
    audits: "case.read",
    params: caseParams,
    response: caseMaterial,
    status: 200,
  }),
  listCaseChanges: defineRoute({
    id: "listCaseChanges",
    group: "cases",
    summary: "The trail of a case: machine and hand apart, with the words before and after",
    method: "get",
    path: "/api/studies/{study}/cases/{case}/changes",
    access: allow("cases.edit"),
    audits: "case.read",
    params: caseParams,
    response: z.object({ changes: z.array(caseChange) }),
    status: 200,
  }),
  draftCase: defineRoute({
    id: "draftCase",
    group: "cases",
    summary: "Draft a case from the transcripts of a session, of a unit's sessions, or from single ones",
    method: "post",
    path: "/api/studies/{study}/cases",
    access: allow("cases.edit"),
    params: studyParams,
    body: z.strictObject({
      id: uuid,
      kind: z.enum(["reform", "person"]),
      title: z.string().min(1).max(200),
      session: uuid.optional(),
      unit: z.string().min(1).max(100).optional(),
      transcripts: z.array(uuid).max(200).optional(),
      basis: basis.optional(),
      lead: z.string().max(200).optional(),
      attributes: z.record(z.string().max(50), z.string().max(100)).optional(),
    }),
    response: oneCase,
    status: 201,
  }),
  redraftCase: defineRoute({
    id: "redraftCase",
    group: "cases",
    summary: "Draft a case anew; what a person wrote, reworded or took out stays",
    method: "post",
    path: "/api/studies/{study}/cases/{case}/draft",
    access: allow("cases.edit"),
    params: caseParams,
    body: z.strictObject({ revision }),
    response: oneCase.extend({ kept: z.number() }),
    status: 200,
  }),
  saveCase: defineRoute({
    id: "saveCase",
    group: "cases",
    summary: "Store an edited case; an edit of its text makes confirmations of the text before stale",
    method: "put",
    path: "/api/studies/{study}/cases/{case}",
    access: allow("cases.edit"),
    params: caseParams,
    body: z.strictObject({ case: json }),
    response: oneCase,
    status: 200,
  }),
  /** Body: a JPEG or PNG of at most 12 MB; what the camera noted in it is taken out. */
  addCasePhoto: defineRoute({
    id: "addCasePhoto",
    group: "cases",
    summary: "Keep a photo for a case, without what the camera noted of place, time and device",
    method: "put",
    path: "/api/studies/{study}/cases/{case}/photos/{photo}",
    access: allow("cases.edit"),
    params: caseParams.extend({ photo: uuid }),
    query: z.object({ name: z.string().trim().min(1).max(200) }),
    bodyMedia: "application/octet-stream",
    response: z.object({ photo: uuid }),
    status: 200,
  }),
  confirmCase: defineRoute({
    id: "confirmCase",
    group: "cases",
    summary: "Record that one text of a case was confirmed by the person or the unit",
    method: "post",
    path: "/api/studies/{study}/cases/{case}/confirmations",
    access: allow("cases.edit"),
    params: caseParams,
    body: confirmation.extend({ step: status.extract(["confirmedByPerson", "confirmedByUnit"]) }),
    response: oneCase,
    status: 200,
  }),
  releaseCase: defineRoute({
    id: "releaseCase",
    group: "cases",
    summary: "Record the secrecy check of one text of a case, or that it is final",
    method: "post",
    path: "/api/studies/{study}/cases/{case}/release",
    access: allow("cases.release"),
    params: caseParams,
    body: confirmation.extend({ step: status.extract(["secrecyChecked", "final"]) }),
    response: oneCase,
    status: 200,
  }),
  reopenCase: defineRoute({
    id: "reopenCase",
    group: "cases",
    summary: "Take all confirmations of a case back",
    method: "post",
    path: "/api/studies/{study}/cases/{case}/reopening",
    access: allow("cases.edit"),
    params: caseParams,
    body: z.strictObject({ reason: z.string().trim().min(1).max(500), revision }),
    response: oneCase,
    status: 200,
  }),
  recordCaseConsent: defineRoute({
    id: "recordCaseConsent",
    group: "cases",
    summary: "Record a consent to publication, naming or a portrait, or that it was taken back",
    method: "put",
    path: "/api/studies/{study}/cases/{case}/consents/{consent}",
    access: allow("cases.edit"),
    params: caseParams.extend({ consent: consentKind }),
    body: z.strictObject({ granted: z.boolean(), form: z.string().max(200), day: z.iso.date(), revision }),
    response: oneCase,
    status: 200,
  }),
};
