import type { CollectorMode } from "./response.ts";

/**
 * What came of one collector, counted without identifying anybody. Visits and starts are counted as the pages report
 * them; what was answered before that, or taken from a file, is `uncounted`.
 */
export interface CollectorAccount {
  readonly collector: string;
  readonly questionnaire: string;
  readonly label: string;
  readonly mode: CollectorMode;
  /** Invitations given out; null where there are none: for open links nobody knows how many were asked, nor for paper and files. */
  readonly invited: number | null;
  /** Opened by a person's browser; robots that only fetch the page are not counted. */
  readonly visits: number;
  /** Came to the first page of questions. */
  readonly starts: number;
  /** Arrived: valid, late, excluded and withdrawn ones. */
  readonly received: number;
  /** Of the received ones: without visit and start, because nobody was counting. */
  readonly uncounted: number;
  readonly valid: number;
  readonly late: number;
  readonly excluded: number;
  readonly withdrawn: number;
}
