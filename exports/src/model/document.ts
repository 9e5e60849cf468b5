import type { ChartSpec, PresentationTable } from "@diaoyan/analysis";
import type { OutlineFinding } from "../errors.ts";

/** A run of text. `evidence` is the id of the entry it rests on, shown as a mark that leads there. */
export interface Run {
  readonly text: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly evidence?: string;
  /** Numbers of the references the run cites; it then has no text of its own. */
  readonly cites?: readonly number[];
  /** The text of a footnote that hangs on the run. */
  readonly footnote?: string;
}

/**
 * Where a block comes from: `own` text stands in the outline from `line` to `endLine`, the rest was made by the directive
 * in that line. `anchor` is its bookmark, by which an edited document finds back.
 */
export interface Origin {
  readonly anchor: string;
  readonly line: number;
  readonly endLine: number;
  readonly own: boolean;
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
      /** Begins a page, as each case of a collection does. */
      readonly newPage?: boolean;
      readonly origin?: Origin;
    }
  | {
      readonly kind: "paragraph";
      readonly style: ParagraphStyle;
      readonly runs: readonly Run[];
      /** Bookmark that citations lead to. */
      readonly id?: string;
      readonly origin?: Origin;
    }
  | {
      readonly kind: "table";
      readonly id: string;
      /** `1`, in an appendix of a technical report `A.1`. */
      readonly number: string;
      readonly table: PresentationTable;
      readonly evidence: string | null;
      /** Evidence of single cells of the body. */
      readonly marks?: readonly CellMark[];
      /** Of a table that stands in the outline itself. */
      readonly origin?: Origin;
    }
  | {
      readonly kind: "figure";
      readonly id: string;
      readonly number: string;
      readonly caption: string;
      readonly chart: ChartSpec;
      readonly evidence: string | null;
    }
  | {
      readonly kind: "picture";
      readonly id: string;
      /** Also its alternative text. */
      readonly caption: string;
      /** The attachment it is; one that is not handed to a renderer stands by its caption alone. */
      readonly attachment: string;
    };

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

/** 公文式 after GB/T 9704 or 科技报告式 after GB/T 7713. */
export type ReportProfile = "gongwen" | "technical";

/** A report has cover, information page and contents; a brief is its text under its title. */
export type ReportForm = "report" | "brief";

/** Who will read it: small counts are suppressed in what is public. */
export type ReportRelease = "internal" | "public";

/** A resolved outline: what renderers need and nothing more. */
export interface Report {
  /** SHA-256 of the outline it was built from. */
  readonly outline: string;
  readonly title: string;
  readonly subtitle: string;
  readonly profile: ReportProfile;
  /** Levels of headings in the table of contents. */
  readonly contents: number;
  readonly form: ReportForm;
  readonly release: ReportRelease;
  readonly mode: "draft" | "final";
  readonly simulated: boolean;
  readonly study: {
    readonly title: string;
    readonly undertaker: string;
    readonly commissioner: string;
    readonly lead: string;
    /** Empty where the study does not name them. */
    readonly team: string;
    readonly funding: string;
    readonly period: string;
  };
  readonly snapshot: string;
  readonly takenAt: string;
  /** The day of the snapshot in China, `YYYY-MM-DD`. */
  readonly day: string;
  readonly software: string;
  readonly blocks: readonly Block[];
  readonly evidence: readonly Evidence[];
  /** How many texts are still to be written, and each of them with its place. */
  readonly placeholders: number;
  readonly open: readonly OutlineFinding[];
}
