import {
  type Construct,
  type QuestionnaireDefinition,
  type SnapshotPolicy,
  type StudySnapshot,
  snapshotFormat,
} from "@diaoyan/instruments";
import { notSnapshot, questionnaireUnknown } from "../errors.ts";
import { deriveSchema } from "../expression/derivation.ts";
import { addDerived } from "../expression/derive.ts";
import type { Coding, Corpus, PolicyCorpus } from "../model/corpus.ts";
import type { Dataset } from "../model/dataset.ts";
import { buildDataset } from "./build-dataset.ts";

/** A parsed JSON document as a snapshot. Throws `snapshot.format` for anything else, and for one whose moment is none. */
export function parseSnapshot(json: unknown): StudySnapshot {
  const { format, takenAt } = (json ?? {}) as { readonly format?: unknown; readonly takenAt?: unknown };
  const saying = (given: unknown, none: string): string =>
    typeof given === "string" ? `“${given.slice(0, 60)}”` : none;
  if (format !== snapshotFormat)
    throw notSnapshot(`the format “${snapshotFormat}”`, saying(format, "a document that names no format"));
  if (typeof takenAt !== "string" || Number.isNaN(Date.parse(takenAt)))
    throw notSnapshot("takenAt: a moment such as 2026-11-27T08:00:00.000Z", saying(takenAt, "none"));
  return json as StudySnapshot;
}

/** The newest published definition of a questionnaire; with one questionnaire its name may be left out. Throws `snapshot.questionnaire`. */
export function definitionFromSnapshot(snapshot: StudySnapshot, name?: string): QuestionnaireDefinition {
  const definitions = snapshot.versions.map(({ definition }) => definition);
  const names = [...new Set(definitions.map((definition) => String(definition.name)))];
  const wanted = name ?? (names.length === 1 ? names[0] : undefined);
  const found = definitions.filter((definition) => definition.name === wanted).at(-1);
  if (found === undefined) throw questionnaireUnknown(name, names);
  return found;
}

/**
 * Responses that count of a questionnaire, all its versions joined by variable name, with the derived variables its
 * newest definition declares and labels as a sentence can hold them. Throws `snapshot.questionnaire`, `derive.invalid`.
 */
export function datasetFromSnapshot(snapshot: StudySnapshot, name?: string): Dataset {
  const definition = definitionFromSnapshot(snapshot, name);
  const versions = snapshot.versions.filter((version) => version.definition.name === definition.name);
  const hashes = new Set(versions.map(({ hash }) => hash));
  const responses = snapshot.responses.filter(({ version, status }) => hashes.has(version) && status === "complete");
  const built = buildDataset(
    versions.map(({ compiled }) => compiled),
    responses,
  );
  const derived = (definition.derive ?? []).map((entry) => deriveSchema.parse(entry)).reduce(addDerived, built);
  return labelVariables(derived, definition.constructs);
}

/** Transcripts with their codings, what is known of the unit where each was recorded, and attributes that people gave them; policy texts apart. */
export function corpusFromSnapshot(snapshot: StudySnapshot): Corpus {
  const { attributes: given, codebook, codings, policies, sessions, transcripts } = snapshot;
  const bySession = new Map(sessions.map((session) => [session.id, session]));
  const attributes = new Map(
    transcripts.map(({ id, session }) => {
      const site = session === null ? undefined : bySession.get(session)?.site;
      const ofSite = site === undefined ? {} : { 单位类型: site.unitType, 试点层级: site.pilotLevel };
      return [String(id), { ...ofSite, ...given?.[id] }];
    }),
  );
  const corpus = { transcripts, codebook, codings: codings as unknown as readonly Coding[], attributes };
  return policies === undefined ? corpus : { ...corpus, policies: readPolicies(policies) };
}

function readPolicies(policies: readonly SnapshotPolicy[]): PolicyCorpus {
  return {
    texts: policies.map(({ source, text }) => ({ source, text })),
    codings: policies.flatMap(({ codings }) => codings as unknown as readonly Coding[]),
  };
}

/** Scores have their construct's name, questions no colon or question mark at the end. */
function labelVariables(dataset: Dataset, constructs: readonly Construct[]): Dataset {
  const labels = new Map(constructs.map(({ id, label }) => [id, label]));
  const variables = dataset.variables.map((variable) => {
    const label = variable.label.zh === variable.name ? labels.get(variable.name) : undefined;
    const { zh } = label ?? variable.label;
    return { ...variable, label: { ...(label ?? variable.label), zh: zh.replace(/[：:？?]$/, "") } };
  });
  return { ...dataset, variables };
}
