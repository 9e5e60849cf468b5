import type { Locale, Variable } from "@diaoyan/instruments";

/** What tables, charts and sentences need to speak of a result. */
export interface PresentationContext {
  readonly variables: readonly Variable[];
  readonly locale: Locale;
  readonly rules: PresentationRules;
}

/** Rules of wording and rounding, printed beside what they govern. */
export interface PresentationRules {
  readonly alphaLevel: number;
  /** Groups below this size are marked 样本较小. */
  readonly smallSample: number;
  /** Cells below this count are suppressed in public tables; 0 switches it off. */
  readonly minimumCell: number;
}

/** Rules where a study sets none. */
export const defaultRules: PresentationRules = { alphaLevel: 0.05, smallSample: 30, minimumCell: 0 };

/** One cell of a table. */
export interface TableCell {
  /** As printed, e.g. `3.62±0.81`. */
  readonly text: string;
  readonly align?: "left" | "center" | "right";
  /** The number behind the text, where there is one. */
  readonly value?: number;
}

/** A three-line table 三线表: caption above, header row, body, note below. */
export interface PresentationTable {
  readonly caption: string;
  readonly unit?: string;
  readonly header: readonly (readonly TableCell[])[];
  readonly body: readonly (readonly TableCell[])[];
  readonly note: string;
}

/** A sentence with the numbers it carries, so that a click can show them: `path` leads into the result. */
export interface NarratedSentence {
  readonly text: string;
  readonly numbers: readonly { readonly path: string; readonly value: number; readonly text: string }[];
}

/** A Vega-Lite 6 specification with its data inside. */
export type ChartSpec = { readonly $schema?: string } & { readonly [key: string]: unknown };
