import type { PositionReading } from "./position-reading.ts";
import type { Guid } from "./qda-project.ts";

/**
 * How sure the place of a coding is. `quote`: its quotation stands there. `neighbours`: it has none, and the other
 * selections of its text, the ends of sentences and lines around it, or other texts of the file decide how positions were counted. `same`: every
 * way of counting gives this place. `assumed`: ways of counting differ and nothing decides; counted as the standard says.
 * `moved`: its quotation is not where it says, but at exactly one other place, where it was put. `differs`: its quotation
 * stands nowhere, or at several places; it was left where it says. `cut`: its end lies a line end beyond the
 * text and was set to it. `empty`: it begins where it ends, so it holds no words; kept as it is. `outside`: beyond the
 * text; not kept.
 */
export type PlaceVerdict =
  | "quote"
  | "neighbours"
  | "same"
  | "assumed"
  | "moved"
  | "differs"
  | "cut"
  | "empty"
  | "outside";

/** The verdict on one coding, or on a selection without codings. */
export interface CodingVerdict {
  readonly source: string;
  /** The text it stands in. */
  readonly text: Guid;
  readonly selection: Guid;
  readonly coding: Guid | null;
  readonly verdict: PlaceVerdict;
  readonly reading: PositionReading;
  /** As the file says. */
  readonly given: { readonly start: number; readonly end: number };
  /** In code points of the kept text; null where the coding was not kept. */
  readonly span: { readonly start: number; readonly end: number } | null;
  /** The words at the kept place, at most 80 characters; the name of a selection that was not kept. */
  readonly words: string;
}

/** `lost`: not in what was read. `changed`: kept in another form. `note`: kept, but worth a look. */
export interface QdaFinding {
  readonly kind: "lost" | "changed" | "note";
  readonly code: string;
  /** What it is about, by name. */
  readonly what: string;
  readonly message: string;
  /** The particulars in Chinese, where what the code means (`sayFinding`) does not say all. */
  readonly detail?: string;
}

/** What came of an import, place by place. */
export interface QdaImportReport {
  readonly codings: readonly CodingVerdict[];
  readonly findings: readonly QdaFinding[];
}
