import type { CaseId, SessionId, TextSpan, TranscriptId } from "@diaoyan/instruments";

export type CaseKind = "reform" | "person";

/** The workflow of a case: only `final` ones with publication consent enter a built collection. */
export type CaseStatus = "draft" | "confirmedByPerson" | "confirmedByUnit" | "final";

/** A sentence of a case and the words it came from; `source` is null only for text a person wrote. */
export interface CaseSentence {
  readonly text: string;
  readonly source: (TextSpan & { readonly transcript: TranscriptId; readonly revision: number }) | null;
}

export interface CaseSection {
  readonly id: string;
  readonly heading: string;
  readonly guidance: string;
  readonly sentences: readonly CaseSentence[];
}

/** A case 案例: template sections filled with sentences that each lead back to their source. */
export interface CaseSummary {
  readonly id: CaseId;
  readonly kind: CaseKind;
  readonly title: string;
  readonly session: SessionId | null;
  readonly status: CaseStatus;
  readonly publicationConsent: boolean;
  readonly attributes: Readonly<Record<string, string>>;
  readonly sections: readonly CaseSection[];
  readonly revision: number;
  /** Sentences the draft left out because they name persons or were said off the record. */
  readonly withheld?: number;
}
