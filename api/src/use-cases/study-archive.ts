import { type Dataset, startDataset } from "@diaoyan/analysis";
import {
  type Answers,
  type CollectorAccount,
  type CompiledQuestionnaire,
  hashJsonInSteps,
  type Json,
  type ResponseRecord,
  type SnapshotPolicy,
  type StudySnapshot,
  snapshotFormat,
} from "@diaoyan/instruments";
import type { Ports } from "../ports/ports.ts";
import type { StoredVersion } from "../ports/questionnaire-store.ts";
import type { ObservedResponse, StoredResponse } from "../ports/response-store.ts";
import { found, problem } from "../problems.ts";
import { readEvidence } from "./evidence.ts";
import { finishInTurns } from "./finish-in-turns.ts";
import { listAccounts } from "./read-accounts.ts";
import { openRelease } from "./session-words.ts";

/** Few enough that nobody waits long behind one page. */
const responsesAPage = 200;
const keptStudies = 8;

type ArchivePorts = Pick<
  Ports,
  | "studies"
  | "questionnaires"
  | "collectors"
  | "invitations"
  | "responses"
  | "sessions"
  | "transcripts"
  | "coding"
  | "policies"
  | "codingTrail"
  | "cases"
  | "quotas"
  | "reports"
  | "plan"
  | "evidence"
  | "deidentify"
  | "keys"
  | "clock"
>;

/** A data set with the compiled versions it was built from. */
interface QuestionnaireData {
  readonly dataset: Dataset;
  /** Hash of the version each row answers. */
  readonly rowVersions: readonly string[];
  readonly versions: readonly CompiledQuestionnaire[];
  /** Derived variables as the newest version declares them. */
  readonly derive: readonly Json[];
}

/** The analysed state of studies; built once for each state of a study. */
export interface StudyArchive {
  /** Responses that count of one questionnaire. Throws `questionnaire.notFound`, `analysis.noData`. */
  dataset(study: string, questionnaire: string): Promise<QuestionnaireData>;
  /** Answers of the responses that count now, each with the hash of its version. */
  answers(
    study: string,
    questionnaire: string,
  ): Promise<readonly { readonly id: string; readonly version: string; readonly answers: Answers }[]>;
  snapshot(study: string): Promise<StudySnapshot>;
  /** What happened on the pages of the responses that count; nothing of anonymous collectors. */
  events(study: string, questionnaire: string): Promise<readonly ObservedResponse[]>;
}

interface Kept {
  readonly state: string;
  readonly datasets: Map<string, Promise<QuestionnaireData>>;
  /** With the accounts it was taken with: visits move them without moving the study's state. */
  snapshot?: { readonly accounts: string; readonly taken: Promise<StudySnapshot> };
}

export function createStudyArchive(ports: ArchivePorts, software: string): StudyArchive {
  const studies = new Map<string, Kept>();

  async function keptOf(study: string): Promise<Kept> {
    const state = await ports.studies.stateOf(study);
    const kept = studies.get(study);
    if (kept?.state === state) return kept;
    const fresh: Kept = { state, datasets: new Map() };
    studies.delete(study);
    studies.set(study, fresh);
    for (const oldest of studies.keys()) if (studies.size > keptStudies) studies.delete(oldest);
    return fresh;
  }

  return {
    dataset: async (study, questionnaire) => {
      const kept = await keptOf(study);
      const data = kept.datasets.get(questionnaire) ?? buildData(ports, study, questionnaire);
      kept.datasets.set(questionnaire, data);
      data.catch(() => kept.datasets.delete(questionnaire));
      return data;
    },
    answers: async (study, questionnaire) => {
      const responses = await readCounted(ports, study, questionnaire);
      return responses.map(({ id, version, answers }) => ({ id, version, answers }));
    },
    events: async (study, questionnaire) => {
      const observed: ObservedResponse[] = [];
      const pages = inPages((page) => ports.responses.listEvents(study, { questionnaire, ...page }));
      for await (const page of pages) observed.push(...page);
      return observed;
    },
    snapshot: async (study) => {
      const kept = await keptOf(study);
      const accounts = await listAccounts(ports, study);
      const text = JSON.stringify(accounts);
      if (kept.snapshot?.accounts !== text) {
        kept.snapshot = { accounts: text, taken: buildSnapshot(ports, study, { software, accounts }) };
        kept.snapshot.taken.catch(() => studies.delete(study));
      }
      return kept.snapshot.taken;
    },
  };
}

async function buildData(ports: ArchivePorts, study: string, questionnaire: string): Promise<QuestionnaireData> {
  const stored = await ports.questionnaires.listVersions(study, questionnaire);
  if (stored.length === 0) {
    throw problem("analysis.noData", `questionnaire "${questionnaire}" has no published version`);
  }
  const versions = stored.map(({ compiled }) => compiled);
  const hashes = new Map(versions.map(({ hash }) => [String(hash), String(hash)]));
  const building = startDataset(versions);
  const rowVersions: string[] = [];
  for await (const page of listCounted(ports, study, questionnaire)) {
    building.add(page);
    // the one text of each version, not a copy a row
    for (const { version } of page) rowVersions.push(hashes.get(version) ?? version);
  }
  const dataset = await finishInTurns(building.finish());
  return { versions, rowVersions, derive: stored.at(-1)?.definition.derive ?? [], dataset };
}

/** Responses that count, in pages by id. */
function listCounted(
  ports: ArchivePorts,
  study: string,
  questionnaire?: string,
): AsyncGenerator<readonly StoredResponse[]> {
  const of = questionnaire === undefined ? {} : { questionnaire };
  return inPages((page) => ports.responses.list(study, { statuses: ["complete"], ...of, ...page }));
}

/** What a list holds, in pages by id; others are served between two pages. */
async function* inPages<Row extends { readonly id: string }>(
  list: (page: { readonly limit: number; readonly after?: string }) => Promise<readonly Row[]>,
): AsyncGenerator<readonly Row[]> {
  for (let last: string | undefined; ; ) {
    const page = await list({ limit: responsesAPage, ...(last === undefined ? {} : { after: last }) });
    yield page;
    if (page.length < responsesAPage) return;
    last = page.at(-1)?.id;
  }
}

async function readCounted(ports: ArchivePorts, study: string, questionnaire?: string): Promise<StoredResponse[]> {
  const all: StoredResponse[] = [];
  for await (const page of listCounted(ports, study, questionnaire)) all.push(...page);
  return all;
}

async function buildSnapshot(
  ports: ArchivePorts,
  study: string,
  { software, accounts }: { readonly software: string; readonly accounts: readonly CollectorAccount[] },
): Promise<StudySnapshot> {
  const document = found(await ports.studies.find(study), "study.notFound", study);
  const evidence = await readEvidence(ports, study);
  const { codebook } = found(await ports.coding.findCodebook(study), "codebook.notFound", study);
  const outlines = await ports.reports.listOutlines(study);
  const release = await openRelease(ports, study);
  const plan = (await ports.plan.list(study)).map(release.planItem);
  const given = await ports.codingTrail.listAttributes(study);
  const { codings, policies, transcripts } = await readTexts(ports, study);
  // nominations are leads to cases, no answers of a survey
  const versions = await ports.questionnaires.listVersions(study);
  const surveyed = versions.filter(({ definition }) => definition.nomination === undefined);
  const hashes = new Set<string>(surveyed.map(({ hash }) => hash));
  const content = {
    format: snapshotFormat as typeof snapshotFormat,
    software,
    pack: {
      ...document,
      ...evidence.document,
      questionnaires: await ports.questionnaires.listDrafts(study),
      codebook,
      reports: outlines.map(({ file, markdown }) => ({ file, markdown })),
      quotas: (await ports.quotas.list(study)).map(({ plan: quota }) => quota),
    },
    versions: surveyed.map(toVersion),
    responses: (await readCounted(ports, study)).filter(({ version }) => hashes.has(version)).map(toRecord),
    accounts,
    sessions: (await ports.sessions.list(study)).map(release.session),
    ...(plan.length > 0 && { plan }),
    transcripts,
    codebook,
    ...(given.length === 0
      ? {}
      : { attributes: Object.fromEntries(given.map(({ transcript, attributes }) => [transcript, attributes])) }),
    codings: codings as unknown as readonly Json[],
    ...(policies.length > 0 && { policies }),
    cases: (await ports.cases.list(study)) as unknown as readonly Json[],
  };
  const hash = await finishInTurns(hashJsonInSteps(content as unknown as { readonly [key: string]: Json }));
  return { ...content, hash, takenAt: ports.clock.now() };
}

/** What people said, and policy texts apart, each with its codings. */
async function readTexts(ports: ArchivePorts, study: string) {
  const sources = new Map((await ports.policies.list(study)).map((source) => [String(source.id), source]));
  const [texts, codings] = await Promise.all([ports.transcripts.list(study), ports.coding.list(study)]);
  const policies = texts.flatMap((text): SnapshotPolicy[] => {
    const source = sources.get(text.id);
    if (source === undefined) return [];
    const own = codings.filter(({ transcript }) => transcript === text.id);
    return [{ source, text, codings: own as unknown as readonly Json[] }];
  });
  return {
    policies,
    transcripts: texts.filter(({ id }) => !sources.has(id)),
    codings: codings.filter(({ transcript }) => !sources.has(transcript)),
  };
}

function toVersion({ hash, number, status, definition, compiled }: StoredVersion) {
  return { hash, number, status, definition, compiled };
}

function toRecord(response: StoredResponse): ResponseRecord {
  const { study: _s, questionnaire: _q, contentHash: _h, commitment: _c, receipt: _r, ...record } = response;
  // what happened on the page is no part of what is analysed
  return record.timing === null ? record : { ...record, timing: { ...record.timing, events: [] } };
}
