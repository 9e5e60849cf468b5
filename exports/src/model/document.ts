import type { ChartSpec, PresentationTable } from "@diaoyan/analysis";

/** A run of text. `evidence` is the id of the entry it rests on, shown as a mark that leads there. */
export interface Run {
  readonly text: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly evidence?: string;
}

/** What a paragraph is; it decides the style. */
export type ParagraphStyle = "body" | "quote" | "note" | "placeholder" | "draftMark" | "bullet" | "reference";

/** The evidence of the number in one cell; row and column count from 0 in the body of the table. */
export interface CellMark {
  readonly row: number;
  readonly column: number;
  readonly evidence: string;
}

/** Blocks a report is made of; both renderers know all of them and nothing else. */
export type Block =
  | {
      readonly kind: "heading";
      readonly level: 1 | 2 | 3 | 4;
      readonly number: string;
      readonly text: string;
      readonly id: string;
    }
  | { readonly kind: "paragraph"; readonly style: ParagraphStyle; readonly runs: readonly Run[] }
  | {
      readonly kind: "table";
      readonly id: string;
      readonly number: number;
      readonly table: PresentationTable;
      readonly evidence: string | null;
      /** Evidence of single cells of the body. */
      readonly marks?: readonly CellMark[];
    }
  | {
      readonly kind: "figure";
      readonly id: string;
      readonly number: number;
      readonly caption: string;
      readonly chart: ChartSpec;
      readonly evidence: string | null;
    }
  | { readonly kind: "pageBreak" };

/** One entry of the evidence list: what stands at `place` rests on this. */
export interface Evidence {
  /** E1, E2 … in order of first use. */
  readonly id: string;
  readonly kind: "analysis" | "value" | "quote" | "indicator" | "ledger" | "case" | "finding";
  /** The request or the source, in words a reader can follow. */
  readonly query: string;
  readonly n: number | null;
  readonly value: string;
  /** Outline file and line. */
  readonly place: string;
}

export type ReportProfile = "gongwen" | "technical";

/** A resolved outline: what renderers need and nothing more. */
export interface Report {
  readonly title: string;
  readonly subtitle: string;
  readonly profile: ReportProfile;
  /** Levels of headings in the table of contents. */
  readonly contents: number;
  readonly mode: "draft" | "final";
  readonly simulated: boolean;
  readonly study: {
    readonly title: string;
    readonly undertaker: string;
    readonly commissioner: string;
    readonly lead: string;
    readonly period: string;
  };
  readonly snapshot: string;
  readonly takenAt: string;
  /** The day of the snapshot in China, `YYYY-MM-DD`. */
  readonly day: string;
  readonly software: string;
  readonly blocks: readonly Block[];
  readonly evidence: readonly Evidence[];
  /** Texts that are still to be written. */
  readonly placeholders: number;
}
