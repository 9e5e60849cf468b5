import { z } from "zod";
import { allow, defineRoute } from "./route.ts";
import { json, slug, studyParams, text, unitCode } from "./values.ts";

const batchParams = studyParams.extend({ batch: slug });
/** Number written on a paper form. */
const formNumber = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,39}$/u);
const formParams = batchParams.extend({ form: formNumber });

const agreement = z.object({ compared: z.number(), agreed: z.number() });
const state = z.enum(["first", "second", "differs", "blocked", "ready", "accepted"]);

/** A pile of paper forms that is typed in together. */
export const paperBatch = z.object({
  id: z.string(),
  label: z.string(),
  questionnaire: z.string(),
  version: z.string(),
  source: z.string(),
  expected: z.number().nullable(),
  unit: z.string().nullable(),
  /** Share of the forms entered twice; 1 = all. */
  share: z.number(),
  sameClerk: z.boolean(),
  openedAt: z.string(),
  /** Forms begun, and those accepted as responses. */
  entered: z.number(),
  accepted: z.number(),
  /** Forms that wait for a decision. */
  undecided: z.number(),
  agreement,
});

const paperPass = z.object({
  pass: z.number(),
  clerk: z.string(),
  mine: z.boolean(),
  done: z.boolean(),
  updatedAt: z.string(),
});

const original = z.strictObject({
  stamped: z.boolean(),
  position: z.string().max(100),
  keptAt: z.string().max(200),
});

/** A paper form and how far it is. */
export const paperForm = z.object({
  form: z.string(),
  state,
  passes: z.array(paperPass),
  /** One person made both entries. */
  samePerson: z.boolean(),
  agreement,
  original: original.nullable(),
  response: z.string().nullable(),
});

/** Where two entries of one form differ. */
export const paperDifference = z.object({
  key: z.string(),
  first: z.string(),
  second: z.string(),
  decision: z
    .object({ taken: z.enum(["first", "second", "other"]), typed: z.string(), by: z.string(), at: z.string() })
    .nullable(),
  open: z.boolean(),
});

/** What is typed, by box. */
const typed = z.record(z.string().max(200), z.string().max(20_000));
const boxProblem = z.object({ key: z.string(), code: z.string() });
const outcome = z.object({ state, problems: z.array(boxProblem) });

/** Routes of paper forms. */
export const paperRoutes = {
  listPaperBatches: defineRoute({
    id: "listPaperBatches",
    group: "paper",
    summary: "Batches of paper returns with their counts and agreement",
    method: "get",
    path: "/api/studies/{study}/paper",
    access: allow("paper.see"),
    audits: null,
    params: studyParams,
    response: z.object({ batches: z.array(paperBatch) }),
    status: 200,
  }),
  openPaperBatch: defineRoute({
    id: "openPaperBatch",
    group: "paper",
    summary: "Open a batch of paper returns of the newest published version",
    method: "post",
    path: "/api/studies/{study}/paper",
    access: allow("paper.manage"),
    params: studyParams,
    body: z.strictObject({
      questionnaire: slug,
      /** Of the printed form, where it is not the newest published version. */
      version: z.string().length(64).optional(),
      label: text.max(100),
      source: z.string().max(200),
      expected: z.number().int().min(1).max(100_000).nullable(),
      unit: unitCode.nullable(),
      share: z.number().min(0.01).max(1),
      sameClerk: z.boolean(),
    }),
    response: z.object({ batch: paperBatch }),
    status: 201,
  }),
  changePaperBatch: defineRoute({
    id: "changePaperBatch",
    group: "paper",
    summary: "Say whether one person may make both entries",
    method: "patch",
    path: "/api/studies/{study}/paper/{batch}",
    access: allow("paper.loosen"),
    params: batchParams,
    body: z.strictObject({ sameClerk: z.boolean() }),
    response: z.object({ changed: z.literal(true) }),
    status: 200,
  }),
  getPaperBatch: defineRoute({
    id: "getPaperBatch",
    group: "paper",
    summary: "A batch: its forms, the agreement by clerk and kind of box",
    method: "get",
    path: "/api/studies/{study}/paper/{batch}",
    access: allow("paper.see"),
    audits: null,
    params: batchParams,
    response: z.object({
      batch: paperBatch,
      forms: z.array(paperForm),
      byKind: z.array(agreement.extend({ kind: z.string() })),
      byClerk: z.array(agreement.extend({ clerk: z.string(), forms: z.number(), overruled: z.number() })),
      title: z.string(),
    }),
    status: 200,
  }),
  getPaperQuestionnaire: defineRoute({
    id: "getPaperQuestionnaire",
    group: "paper",
    summary: "The compiled questionnaire the forms of a batch were printed from",
    method: "get",
    path: "/api/studies/{study}/paper/{batch}/questionnaire",
    access: allow("paper.see"),
    audits: null,
    params: batchParams,
    response: z.object({ unit: z.string().nullable(), compiled: json }),
    status: 200,
  }),
  openPaperEntry: defineRoute({
    id: "openPaperEntry",
    group: "paper",
    summary: "Begin or continue the caller's entry of a form; which pass it is, the server says",
    method: "post",
    path: "/api/studies/{study}/paper/{batch}/forms/{form}/entries",
    access: allow("paper.enter"),
    params: formParams,
    body: z.strictObject({ takeOver: z.boolean() }),
    response: z.object({
      pass: z.union([z.literal(1), z.literal(2)]),
      typed,
      revision: z.number(),
      samePerson: z.boolean(),
      original: original.nullable(),
    }),
    status: 200,
  }),
  savePaperEntry: defineRoute({
    id: "savePaperEntry",
    group: "paper",
    summary: "Keep what is typed, or finish the entry",
    method: "put",
    path: "/api/studies/{study}/paper/{batch}/forms/{form}/entries/{pass}",
    access: allow("paper.enter"),
    params: formParams.extend({ pass: z.coerce.number().int().min(1).max(2) }),
    body: z.strictObject({ revision: z.number().int().min(1), typed, done: z.boolean() }),
    response: outcome.extend({ revision: z.number() }),
    status: 200,
  }),
  describePaperOriginal: defineRoute({
    id: "describePaperOriginal",
    group: "paper",
    summary: "Say whether the original is stamped, the position of who filled it in, and where it is kept",
    method: "put",
    path: "/api/studies/{study}/paper/{batch}/forms/{form}/original",
    access: allow("paper.enter"),
    params: formParams,
    body: original,
    response: z.object({ saved: z.literal(true) }),
    status: 200,
  }),
  comparePaperForm: defineRoute({
    id: "comparePaperForm",
    group: "paper",
    summary: "Where the two entries of a form differ, and what was decided",
    method: "get",
    path: "/api/studies/{study}/paper/{batch}/forms/{form}/comparison",
    access: allow("paper.manage"),
    audits: "paper.compare",
    params: formParams,
    response: z.object({
      form: paperForm,
      differences: z.array(paperDifference),
      problems: z.array(boxProblem),
    }),
    status: 200,
  }),
  decidePaperForm: defineRoute({
    id: "decidePaperForm",
    group: "paper",
    summary: "Decide what boxes say; with nothing left to decide the response is accepted",
    method: "post",
    path: "/api/studies/{study}/paper/{batch}/forms/{form}/decisions",
    access: allow("paper.manage"),
    params: formParams,
    body: z.strictObject({
      decisions: z
        .array(
          z.strictObject({
            box: z.string().max(200),
            taken: z.enum(["first", "second", "other"]),
            /** With `other`: what the paper says. */
            typed: z.string().max(20_000).optional(),
          }),
        )
        .max(500),
    }),
    response: outcome,
    status: 200,
  }),
};
