import type {
  Codebook,
  CodeId,
  CodingId,
  Instant,
  PolicySource,
  TextSpan,
  Transcript,
  TranscriptId,
  UserId,
} from "@diaoyan/instruments";

/** A code on a stretch of a transcript. Quote and context stand beside the offsets so that a shifted text is noticed. */
export interface Coding extends TextSpan {
  readonly id: CodingId;
  readonly transcript: TranscriptId;
  readonly transcriptRevision: number;
  readonly code: CodeId;
  readonly quote: string;
  /** Up to 20 code points before and after the quote. */
  readonly before: string;
  readonly after: string;
  readonly modifiers: Readonly<Record<string, string>>;
  readonly memo: string;
  /** A person, or the rule that made it; a rule is never counted as a coder. */
  readonly origin: { readonly kind: "human"; readonly user: UserId } | { readonly kind: "rule"; readonly rule: string };
  readonly at: Instant;
  /** How often it was stored: 1 when it was made, and where nothing is said. */
  readonly revision?: number;
}

/** Transcripts with their codings and the attributes of the persons who spoke. */
export interface Corpus {
  readonly transcripts: readonly Transcript[];
  readonly codebook: Codebook;
  readonly codings: readonly Coding[];
  /** Attributes of a transcript, e.g. 单位类型, 类别, by transcript id. */
  readonly attributes: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** Policy texts beside the transcripts; left out where there are none. */
  readonly policies?: PolicyCorpus;
}

/** A policy text: what is known of it, and its words by provisions. */
export interface PolicyText {
  readonly source: PolicySource;
  readonly text: Transcript;
}

/** Policy texts with their codings; they are never counted among what people said. */
export interface PolicyCorpus {
  readonly texts: readonly PolicyText[];
  readonly codings: readonly Coding[];
}
