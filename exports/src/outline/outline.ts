import type { ReportForm, ReportProfile, ReportRelease } from "../model/document.ts";

/** Attributes of a directive, as written. */
export type Attributes = Readonly<Record<string, string>>;

/** A directive with the place it stands at. */
export interface Directive {
  readonly name: string;
  /** Text between square brackets. */
  readonly label: string;
  readonly attributes: Attributes;
  readonly line: number;
}

/** A piece of a paragraph: text, or a directive to be resolved into text. */
export type InlinePart =
  | { readonly kind: "text"; readonly text: string; readonly bold: boolean; readonly italic: boolean }
  | { readonly kind: "directive"; readonly directive: Directive };

/** First and last line of a block in its file. */
export interface Lines {
  readonly line: number;
  readonly endLine: number;
}

/** One entry of a list with its lines. */
export interface ListEntry extends Lines {
  readonly parts: readonly InlinePart[];
}

/** A block of an outline. */
export type OutlineBlock =
  | ({ readonly kind: "heading"; readonly level: 1 | 2 | 3 | 4; readonly text: string } & Lines)
  | ({ readonly kind: "paragraph"; readonly parts: readonly InlinePart[] } & Lines)
  | ({ readonly kind: "list"; readonly items: readonly ListEntry[] } & Lines)
  | ({
      readonly kind: "table";
      /** Header row first; a cell is text and directives. */
      readonly rows: readonly (readonly (readonly InlinePart[])[])[];
    } & Lines)
  | ({ readonly kind: "placeholder"; readonly guidance: string } & Lines)
  | { readonly kind: "directive"; readonly directive: Directive };

/** A parsed outline. */
export interface Outline {
  readonly file: string;
  /** SHA-256 of its text. */
  readonly hash: string;
  readonly title: string;
  readonly subtitle: string;
  readonly profile: ReportProfile;
  /** Levels of headings in the table of contents. */
  readonly contents: number;
  readonly form: ReportForm;
  readonly release: ReportRelease;
  readonly blocks: readonly OutlineBlock[];
}
