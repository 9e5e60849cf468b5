import type { Finding, Indicator, Recommendation } from "@diaoyan/instruments";
import type { Write } from "./journal.ts";

/** Indicators 指标, findings 问题 and recommendations 对策, edited together because they name each other. */
export interface EvidenceDocument {
  readonly indicators: readonly Indicator[];
  readonly findings: readonly Finding[];
  readonly recommendations: readonly Recommendation[];
}

export interface StoredEvidence {
  readonly revision: number;
  readonly document: EvidenceDocument;
}

export interface EvidenceStore {
  /** Undefined while nobody has edited what the pack brought. */
  find(study: string): Promise<StoredEvidence | undefined>;
  put(study: string, evidence: StoredEvidence): Write;
}
