import type { CollectorAccount } from "./account.ts";
import type { Codebook } from "./codebook.ts";
import type { CompiledQuestionnaire } from "./compiled.ts";
import type { ContentHash, Instant } from "./ids.ts";
import type { StudyPack } from "./pack.ts";
import type { PlanItem } from "./plan.ts";
import type { PolicySource } from "./policy-source.ts";
import type { Json, QuestionnaireVersion } from "./questionnaire.ts";
import type { ResponseRecord } from "./response.ts";
import type { Session } from "./session.ts";
import type { Transcript } from "./transcript.ts";

/** What a snapshot names itself; a document of another format is not read. */
export const snapshotFormat = "diaoyan-snapshot/1";

/** A policy text in a snapshot; codings are the JSON of `Coding`. */
export interface SnapshotPolicy {
  readonly source: PolicySource;
  readonly text: Transcript;
  readonly codings: readonly Json[];
}

/**
 * The state of a study frozen for analysis and reports: written by `diaoyan export --snapshot`, read by notebooks.
 * `hash` covers everything but itself and `takenAt`, so equal contents have equal hashes. Codings and cases are the
 * JSON of `Coding` and `CaseSummary` of `@diaoyan/analysis`, which gives them their types.
 */
export interface StudySnapshot {
  readonly format: typeof snapshotFormat;
  readonly hash: ContentHash;
  readonly takenAt: Instant;
  readonly software: string;
  readonly pack: StudyPack;
  readonly versions: readonly (QuestionnaireVersion & { readonly compiled: CompiledQuestionnaire })[];
  /** Those that count. */
  readonly responses: readonly ResponseRecord[];
  /** Where responses came from and what became of all of them; missing in snapshots from before it was counted. */
  readonly accounts?: readonly CollectorAccount[];
  readonly sessions: readonly Session[];
  /** What was planned, without who is to do it; missing where nothing is planned, and in snapshots from before it was kept. */
  readonly plan?: readonly PlanItem[];
  readonly transcripts: readonly Transcript[];
  readonly codebook: Codebook;
  /** Attributes that people gave transcripts, by transcript id; left out where nobody gave any. */
  readonly attributes?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly codings: readonly Json[];
  /** Policy texts with their codings; left out where there are none. */
  readonly policies?: readonly SnapshotPolicy[];
  readonly cases: readonly Json[];
}
