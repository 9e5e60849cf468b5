import { pilotLevels, rosterAxes, rosterFieldIds } from "@diaoyan/instruments";
import { z } from "zod";
import { allow, defineRoute } from "./route.ts";
import { slug, studyParams, text, unitCode, uuid } from "./values.ts";

const short = z.string().max(100);
const field = z.enum(rosterFieldIds);

const sampleAxis = z.enum(rosterAxes);
const countAxis = z.enum([...rosterAxes, "unit"]);

const unitContent = z.strictObject({
  name: z.string().trim().min(1).max(100),
  /** Other names it is known by. */
  aliases: z.array(z.string().trim().min(1).max(100)).max(20).default([]),
  unitType: short,
  pilotLevel: z.enum(pilotLevels),
  keyUnit: z.boolean(),
  district: short,
});

/** A unit of the roster. */
export const rosterUnit = unitContent.extend({ code: z.string(), revision: z.number(), people: z.number() });

/** A person of the roster with name and contact, as those see them who may. */
export const rosterPerson = z.object({
  person: z.string(),
  name: z.string(),
  phone: z.string(),
  email: z.string(),
  unit: z.string().nullable(),
  category: z.string(),
  title: z.string(),
  ageBand: z.string(),
  education: z.string(),
  field: z.string(),
  level: z.string(),
  source: z.string(),
  /** Names this state of the person; an edit says which one it began with. */
  state: z.string(),
});

const personField = z.string().max(1_000);
const personContent = z.strictObject({
  name: personField,
  phone: personField,
  email: personField,
  category: personField,
  title: personField,
  ageBand: personField,
  education: personField,
  field: personField,
  level: personField,
});

const twin = z.object({
  why: z.enum(["sameNameUnit", "samePhone"]),
  person: z.string().nullable(),
  row: z.number().nullable(),
  name: z.string(),
  unit: z.string(),
  phone: z.string(),
});

/** What an import did, or with `check` would do. Rows under `questions` and `faults` are left out. */
export const rosterReport = z.object({
  stored: z.boolean(),
  added: z.number(),
  updated: z.number(),
  unchanged: z.number(),
  skipped: z.number(),
  units: z.number(),
  questions: z.array(
    z.discriminatedUnion("ask", [
      z.object({ ask: z.literal("unit"), row: z.number(), name: z.string(), candidates: z.array(z.string()) }),
      z.object({ ask: z.literal("person"), row: z.number(), name: z.string(), twins: z.array(twin) }),
    ]),
  ),
  faults: z.array(
    z.object({
      row: z.number(),
      field,
      value: z.string(),
      reason: z.enum(["empty", "tooLong", "phone", "email", "age", "pilotLevel", "yesNo", "idNumber", "control"]),
    }),
  ),
});

const count = z.number().nullable();

/** Counts by one axis or two; "" is not known, "*" small groups put together, null a count that is not shown. */
export const rosterStructure = z.object({
  guarded: z.boolean(),
  smallCell: z.number(),
  units: z.number(),
  unitRows: z.array(z.object({ label: z.string(), count: z.number() })),
  table: z.object({
    rows: z.array(z.string()),
    columns: z.array(z.string()),
    cells: z.array(z.array(count)),
    rowTotals: z.array(count),
    columnTotals: z.array(count),
    total: count,
  }),
});

const design = z.strictObject({
  seed: z.number().int().min(0).max(4_294_967_295),
  total: z.number().int().min(1).max(100_000),
  allocation: z.enum(["proportional", "equal"]),
  reserves: z.number().int().min(0).max(1_000),
});

/** A sample that was drawn. */
export const rosterSample = z.object({
  id: z.string(),
  by: z.string(),
  design,
  drawnAt: z.string(),
  frameSize: z.number(),
  frameHash: z.string(),
  strata: z.array(z.object({ stratum: z.string(), size: z.number(), drawn: z.number(), probability: z.number() })),
});

/** Somebody who was drawn; name and contact are empty where the person was erased since. */
const drawnPerson = z.object({
  person: z.string(),
  stratum: z.string(),
  order: z.number(),
  probability: z.number(),
  name: z.string(),
  phone: z.string(),
  email: z.string(),
  unit: z.string().nullable(),
  unitName: z.string(),
});

const sampleParams = studyParams.extend({ sample: uuid });
const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** Routes of units, people and samples. */
export const rosterRoutes = {
  getRoster: defineRoute({
    id: "getRoster",
    group: "roster",
    summary: "Units, and a page of people with names and contacts; reading it enters the audit log",
    method: "get",
    path: "/api/studies/{study}/roster",
    access: allow("roster.manage"),
    audits: "roster.read",
    params: studyParams,
    query: z.object({
      unit: unitCode.optional(),
      find: short.optional(),
      after: slug.optional(),
      limit: z.coerce.number().int().min(0).max(200).optional(),
    }),
    response: z.object({
      units: z.array(rosterUnit),
      count: z.number(),
      people: z.array(rosterPerson),
      next: z.string().nullable(),
    }),
    status: 200,
  }),
  /** Rows carry their number in the sheet; at most 5,000 at once. Taken twice, a file adds nothing. */
  importRoster: defineRoute({
    id: "importRoster",
    group: "roster",
    summary: "Import people or units; likely doubles wait for a decision, bad rows are named",
    method: "post",
    path: "/api/studies/{study}/roster/import",
    access: allow("roster.manage"),
    params: studyParams,
    body: z.strictObject({
      kind: z.enum(["people", "units"]),
      source: text,
      check: z.boolean(),
      rows: z
        .array(
          z.strictObject({
            row: z.number().int().min(1),
            cells: z.partialRecord(field, z.string().max(1_000)),
          }),
        )
        .min(1)
        .max(5_000),
      decisions: z.strictObject({
        units: z.record(z.string().max(1_000), z.string().max(1_000)),
        rows: z.record(z.string().regex(/^\d+$/), z.union([z.enum(["skip", "add"]), z.strictObject({ update: slug })])),
      }),
    }),
    response: rosterReport,
    status: 200,
  }),
  getRosterStructure: defineRoute({
    id: "getRosterStructure",
    group: "roster",
    summary: "How many people and units, by one property or two; guarded for roles that may not see single persons",
    method: "get",
    path: "/api/studies/{study}/roster/structure",
    access: allow("roster.count"),
    audits: null,
    params: studyParams,
    query: z.object({ by: countAxis, across: countAxis.optional() }),
    response: rosterStructure,
    status: 200,
  }),
  exportRoster: defineRoute({
    id: "exportRoster",
    group: "roster",
    summary: "The roster as .xlsx, in columns that can be imported again",
    method: "get",
    path: "/api/studies/{study}/roster/export",
    access: allow("roster.manage"),
    audits: "roster.export",
    params: studyParams,
    responseMedia: xlsx,
    status: 200,
  }),
  /** `revision` says which state was edited (0: a new unit); a code is chosen by whoever makes the unit. */
  saveUnit: defineRoute({
    id: "saveUnit",
    group: "roster",
    summary: "Store a unit; an edit of an old revision is refused with 409",
    method: "put",
    path: "/api/studies/{study}/roster/units/{unit}",
    access: allow("roster.manage"),
    params: studyParams.extend({ unit: unitCode }),
    body: z.strictObject({ unit: unitContent, revision: z.number().int().min(0) }),
    response: z.object({ unit: rosterUnit.omit({ people: true }) }),
    status: 200,
  }),
  removeUnit: defineRoute({
    id: "removeUnit",
    group: "roster",
    summary: "Take away a unit without people and plans",
    method: "delete",
    path: "/api/studies/{study}/roster/units/{unit}",
    access: allow("roster.manage"),
    params: studyParams.extend({ unit: unitCode }),
    response: z.object({ removed: z.literal(true) }),
    status: 200,
  }),
  /** `state` says which state was edited ("": a new person); a code is chosen by whoever adds the person. */
  savePerson: defineRoute({
    id: "savePerson",
    group: "roster",
    summary: "Add or change one person; a likely double is refused until `another` says that it is none",
    method: "put",
    path: "/api/studies/{study}/roster/people/{person}",
    access: allow("roster.manage"),
    params: studyParams.extend({ person: slug }),
    body: z.strictObject({
      person: personContent,
      unit: unitCode,
      source: text,
      state: z.string().max(100),
      another: z.boolean(),
    }),
    response: z.object({ person: rosterPerson }),
    status: 200,
  }),
  erasePerson: defineRoute({
    id: "erasePerson",
    group: "roster",
    summary: "Erase a person with the key of name and contact",
    method: "delete",
    path: "/api/studies/{study}/roster/people/{person}",
    access: allow("roster.manage"),
    params: studyParams.extend({ person: slug }),
    response: z.object({ erased: z.literal(true) }),
    status: 200,
  }),
  /** The same id again is answered as it stands. */
  drawSample: defineRoute({
    id: "drawSample",
    group: "roster",
    summary: "Draw a stratified random sample of the roster; seed and inclusion probabilities are kept",
    method: "put",
    path: "/api/studies/{study}/roster/samples/{sample}",
    access: allow("roster.manage"),
    params: sampleParams,
    body: design.extend({ by: z.union([sampleAxis, z.literal("")]) }),
    response: z.object({ sample: rosterSample }),
    status: 200,
  }),
  listSamples: defineRoute({
    id: "listSamples",
    group: "roster",
    summary: "Samples that were drawn, newest first",
    method: "get",
    path: "/api/studies/{study}/roster/samples",
    access: allow("roster.manage"),
    audits: null,
    params: studyParams,
    response: z.object({ samples: z.array(rosterSample) }),
    status: 200,
  }),
  getSample: defineRoute({
    id: "getSample",
    group: "roster",
    summary: "A sample with the names of those drawn; reading it enters the audit log",
    method: "get",
    path: "/api/studies/{study}/roster/samples/{sample}",
    access: allow("roster.manage"),
    audits: "roster.read",
    params: sampleParams,
    response: z.object({ sample: rosterSample, drawn: z.array(drawnPerson), reserves: z.array(drawnPerson) }),
    status: 200,
  }),
  exportSample: defineRoute({
    id: "exportSample",
    group: "roster",
    summary: "A sample with its reserves and how it was drawn, as .xlsx",
    method: "get",
    path: "/api/studies/{study}/roster/samples/{sample}/export",
    access: allow("roster.manage"),
    audits: "roster.read",
    params: sampleParams,
    responseMedia: xlsx,
    status: 200,
  }),
};
