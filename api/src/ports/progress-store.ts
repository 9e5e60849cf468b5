import type { ResponseStatus } from "@diaoyan/instruments";
import type { Write } from "./journal.ts";

/** Responses that agree in all of this; withdrawn ones have lost their unit. */
export interface ProgressGroup {
  readonly status: ResponseStatus;
  readonly day: string;
  readonly collector: string;
  readonly unit: string | null;
  readonly count: number;
}

/** Who a release was made for: figures move on from it in lots. */
export type ReleaseAudience = "viewers" | "researchers";

export interface ProgressRelease {
  readonly study: string;
  readonly questionnaire: string;
  readonly audience: ReleaseAudience;
  readonly revision: number;
  /** JSON text of the figures shown. */
  readonly document: string;
}

/** How far collection has come, counted without reading an answer. */
export interface ProgressStore {
  countGroups(study: string, questionnaire: string): Promise<readonly ProgressGroup[]>;
  /** Responses kept beyond a full quota cell that nobody has decided on. */
  countBeyondQuota(study: string, questionnaire: string): Promise<number>;
  /** Ids of the complete responses to a questionnaire. */
  listValidIds(study: string, questionnaire: string): Promise<readonly string[]>;
  /** The smallest group shown, where the lead set one. */
  findSmallCell(study: string): Promise<number | undefined>;
  putSmallCell(study: string, smallCell: number): Write;
  findRelease(study: string, questionnaire: string, audience: ReleaseAudience): Promise<ProgressRelease | undefined>;
  /** Stores a release that follows the one before it; if another followed first, that one stays. */
  putRelease(release: ProgressRelease): Write;
}
