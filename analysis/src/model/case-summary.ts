import type { CaseId, ContentHash, Day, Instant, SessionId, TextSpan, TranscriptId } from "@diaoyan/instruments";

/** A reform of a unit (典型案例) or a person (风采案例). */
export type CaseKind = "reform" | "person";

/** The workflow of a case: only `final` ones with publication consent enter a built collection. */
export const caseSteps = ["draft", "confirmedByPerson", "confirmedByUnit", "secrecyChecked", "final"] as const;
/** How far a case is. */
export type CaseStatus = (typeof caseSteps)[number];

/** A sentence of a case and the words it came from; `source` is null only for text a person wrote. */
export interface CaseSentence {
  readonly text: string;
  readonly source: (TextSpan & { readonly transcript: TranscriptId; readonly revision: number }) | null;
}

/** A part of the template with what belongs into it, and its sentences. */
export interface CaseSection {
  readonly id: string;
  readonly heading: string;
  readonly guidance: string;
  readonly sentences: readonly CaseSentence[];
}

/** Somebody's word that one text of a case may go a step further; holds for the text of that hash alone. */
export interface CaseConfirmation {
  readonly step: Exclude<CaseStatus, "draft">;
  readonly textHash: ContentHash;
  /** Number or place of the signed sheet. */
  readonly form: string;
  /** Sentences with figures by directive as they read then: a text says no other number than was confirmed. */
  readonly figures?: readonly string[];
  /** Account that recorded it. */
  readonly by: string;
  readonly at: Instant;
}

/** What a person must have agreed to on paper before a case is published. */
export const caseConsentKinds = ["publication", "naming", "portrait"] as const;

/** One such agreement, given or refused, with the form that proves it. */
export interface CaseConsent {
  readonly kind: (typeof caseConsentKinds)[number];
  /** False: refused, or taken back. */
  readonly granted: boolean;
  readonly form: string;
  readonly day: Day;
  readonly by: string;
  readonly at: Instant;
}

/** A photo that belongs to a case, by the number of its attachment. */
export interface CasePicture {
  readonly attachment: string;
  readonly caption: string;
  /** Shows somebody who can be recognised: needs the consent to their portrait. */
  readonly portrait: boolean;
}

/** A case 案例: template sections filled with sentences that each lead back to their source. */
export interface CaseSummary {
  readonly id: CaseId;
  readonly kind: CaseKind;
  readonly title: string;
  /** The first interview it was drafted from; null for one made of documents. */
  readonly session: SessionId | null;
  readonly status: CaseStatus;
  readonly publicationConsent: boolean;
  readonly attributes: Readonly<Record<string, string>>;
  readonly sections: readonly CaseSection[];
  readonly revision: number;
  /** Sentences the draft left out: they name persons, were said off the record, or were taken back later. */
  readonly withheld?: number;
  /** Stretches it could not quote since they never end or are too long. */
  readonly endless?: number;
  /** `documents`: made of published texts alone, so that nobody has to confirm it but the secrecy check. */
  readonly basis?: "interviews" | "documents";
  /** Transcripts it was drafted from. */
  readonly transcripts?: readonly TranscriptId[];
  /** Lead it came from. */
  readonly lead?: string;
  /** Publishes the name of the person or unit. */
  readonly named?: boolean;
  /** Missing in cases from before confirmations were kept with their text: their `status` says where they stand. */
  readonly confirmations?: readonly CaseConfirmation[];
  readonly consents?: readonly CaseConsent[];
  readonly pictures?: readonly CasePicture[];
  /** Places a person took out of a draft: drafting anew does not bring them back. */
  readonly dropped?: readonly NonNullable<CaseSentence["source"]>[];
}
