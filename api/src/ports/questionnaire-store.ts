import type {
  CollectorMode,
  CompiledQuestionnaire,
  ImportSource,
  QuestionnaireDefinition,
  QuestionnaireVersion,
} from "@diaoyan/instruments";
import type { Write } from "./journal.ts";

export interface StoredVersion extends QuestionnaireVersion {
  readonly study: string;
  readonly compiled: CompiledQuestionnaire;
  readonly publishedAt: string;
}

export type VersionHead = Pick<StoredVersion, "hash" | "number" | "status" | "publishedAt"> & { readonly name: string };

export interface Collector {
  readonly id: string;
  readonly study: string;
  readonly questionnaire: string;
  readonly version: string;
  readonly label: string;
  readonly mode: CollectorMode;
  readonly opensAt: string | null;
  readonly closesAt: string | null;
  readonly closedAt: string | null;
  readonly quota: number | null;
  /** Complete responses: those that hold a place of the quota. Kept by the database with every write of a response. */
  readonly accepted: number;
  /** Whatever came in: complete, late, excluded and withdrawn. */
  readonly received: number;
  readonly withdrawn: number;
  /** Opened by people's browsers, and come to the first question. */
  readonly visits: number;
  readonly starts: number;
  /** Received while nobody counted visits, or from a file. */
  readonly uncounted: number;
  /** Admits nobody without a personal invitation. */
  readonly invitedOnly: boolean;
  /** Where its responses came from, for those that were brought in from a file. */
  readonly imported: ImportSource | null;
  /** Code of the unit all who answer here belong to. */
  readonly unit: string | null;
  /** Asks the core items and a few modules instead of everything. */
  readonly split: boolean;
}

/** A draft with the revision it is in, counted from 1. */
export interface StoredDraft {
  readonly document: QuestionnaireDefinition;
  readonly revision: number;
}

export interface QuestionnaireStore {
  listDrafts(study: string): Promise<readonly QuestionnaireDefinition[]>;
  findDraft(study: string, name: string): Promise<QuestionnaireDefinition | undefined>;
  /** The draft with its revision. */
  findRevision(study: string, name: string): Promise<StoredDraft | undefined>;
  putDraft(study: string, definition: QuestionnaireDefinition, at: string, revision?: number): Write;
  /** Removes a draft and the memory of its edits; does nothing while a version of it stands. */
  removeDraft(study: string, name: string): Write;
  listVersionHeads(study: string): Promise<readonly VersionHead[]>;
  /** Versions of a questionnaire (of all, without `name`), by name and number. */
  listVersions(study: string, name?: string): Promise<readonly StoredVersion[]>;
  findVersion(study: string, hash: string): Promise<StoredVersion | undefined>;
  addVersion(version: StoredVersion): Write;
  closeVersion(study: string, hash: string): Write;
}

export interface CollectorStore {
  find(collector: string): Promise<Collector | undefined>;
  list(study: string): Promise<readonly Collector[]>;
  add(collector: Collector, at: string): Write;
  close(study: string, collector: string, at: string): Write;
  /** Conflicts with `linkFull` where more responses hold a place already. */
  setQuota(study: string, collector: string, quota: number | null): Write;
  /** Puts what is stated about an import in place of what was stated before. */
  stateImport(study: string, collector: string, imported: ImportSource): Write;
  /** Responses by combination of modules, its ids joined by commas, without those that an anonymous link holds. */
  countAssignments(collector: string): Promise<ReadonlyMap<string, number>>;
  /** One response more (1) or less (-1) with these modules. */
  countAssignment(collector: string, modules: readonly string[], by: 1 | -1): Write;
}
