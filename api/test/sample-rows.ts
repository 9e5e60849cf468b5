import {
  brandAs,
  type CollectorId,
  type CompiledQuestionnaire,
  type ContentHash,
  type Day,
  type Instant,
  type QuestionnaireDefinition,
  type QuestionnaireName,
  type ResponseId,
  type StudyId,
} from "@diaoyan/instruments";
import type { PaperBatch, PaperEntry, PaperForm } from "../src/ports/paper-store.ts";
import type { Collector, StoredVersion } from "../src/ports/questionnaire-store.ts";
import type { StoredResponse } from "../src/ports/response-store.ts";
import type { StudyDocument } from "../src/ports/study-store.ts";

export const sampleStudy = "sample-study";
/** What the audit log says of writes that tests make by themselves. */
export const sampleNote = { actor: "tester", action: "test", subject: "sample" };
export const sampleHash = "a".repeat(64);
export const sampleCollector = "samplelink";

/** A study document with nothing in it but what every study has. */
export const sampleDocument: StudyDocument = {
  study: {
    id: brandAs<StudyId>(sampleStudy),
    title: { zh: "样例课题" },
    topic: "4",
    commissioner: "委托单位",
    undertaker: "承担单位",
    lead: "负责人",
    period: { from: brandAs<Day>("2026-01-01"), to: brandAs<Day>("2026-12-31") },
    reportYear: 2026,
    region: "天津",
    obligations: [],
    deliverables: [],
    simulated: true,
    mainlandPersonalInformation: false,
  },
  protocols: [],
  records: [],
  indicators: [],
  policies: [],
  findings: [],
  recommendations: [],
  bibliography: "",
  notice: { version: "1", brief: "简要告知", markdown: "# 告知" },
};

const name = brandAs<QuestionnaireName>("sample");

const definition: QuestionnaireDefinition = {
  name,
  form: "short",
  title: { zh: "样例问卷" },
  purpose: { zh: "样例" },
  minutes: 8,
  constructs: [],
  missingCodes: [],
  survey: {},
};

const compiled: CompiledQuestionnaire = {
  format: 1,
  name,
  hash: brandAs<ContentHash>(sampleHash),
  title: definition.title,
  variables: [],
  program: [],
};

export const sampleVersion: StoredVersion = {
  study: sampleStudy,
  hash: compiled.hash,
  number: 1,
  status: "published",
  definition,
  compiled,
  publishedAt: "2026-11-24T02:00:00.000Z",
};

export function makeCollector(changes: Partial<Collector> = {}): Collector {
  return {
    id: sampleCollector,
    study: sampleStudy,
    questionnaire: "sample",
    version: sampleHash,
    label: "公开链接",
    mode: "pseudonymous",
    opensAt: null,
    closesAt: null,
    closedAt: null,
    quota: null,
    invitedOnly: false,
    unit: null,
    split: false,
    imported: null,
    accepted: 0,
    received: 0,
    withdrawn: 0,
    visits: 0,
    starts: 0,
    uncounted: 0,
    ...changes,
  };
}

/** Id number `at` of a test, as a UUID of version 4. */
export function sampleId(at: number): string {
  return `00000000-0000-4000-8000-${String(at).padStart(12, "0")}`;
}

export function makeResponse(at: number, changes: Partial<StoredResponse> = {}): StoredResponse {
  return {
    id: brandAs<ResponseId>(sampleId(at)),
    study: sampleStudy,
    collector: brandAs<CollectorId>(sampleCollector),
    questionnaire: "sample",
    version: brandAs<ContentHash>(sampleHash),
    status: "complete",
    answers: { q1: at },
    contentHash: `content-${at}`,
    commitment: `commitment-${at}`,
    receipt: `receipt-${at}`,
    submittedAt: brandAs<Instant>("2026-11-24T02:00:00.000Z"),
    day: brandAs<Day>("2026-11-24"),
    seconds: 300,
    unit: null,
    noticeVersion: "1",
    flags: [],
    timing: null,
    ...changes,
  };
}

const paperPlace = { study: sampleStudy, batch: "batch", form: "1" };

/** A batch of paper returns with one form that one clerk has begun. */
export const samplePaper: {
  readonly place: typeof paperPlace;
  readonly batch: PaperBatch;
  readonly form: PaperForm;
  readonly entry: PaperEntry;
} = {
  place: paperPlace,
  batch: {
    study: sampleStudy,
    id: "batch",
    collector: sampleCollector,
    questionnaire: "sample",
    version: sampleHash,
    label: "第一批",
    source: "会场",
    expected: 10,
    unit: null,
    noticeVersion: "1",
    rule: { share: 1, seed: "seed", sameClerk: false },
    openedAt: "2026-11-24T02:00:00.000Z",
  },
  form: { ...paperPlace, questionnaire: "sample", state: "first", agreement: {}, original: null, response: null },
  entry: {
    ...paperPlace,
    pass: 1,
    clerk: "clerk",
    typed: {},
    done: false,
    revision: 1,
    updatedAt: "2026-11-24T02:00:00.000Z",
  },
};
