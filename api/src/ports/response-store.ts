import type { ParadataEvent, ResponseRecord, ResponseStatus } from "@diaoyan/instruments";
import type { Write } from "./journal.ts";

/** A response with what proves it: `commitment` stays when the answers are withdrawn. */
export interface StoredResponse extends ResponseRecord {
  readonly study: string;
  readonly questionnaire: string;
  readonly contentHash: string;
  readonly commitment: string;
  readonly receipt: string;
}

/** Days after its closing until which a link keeps, as `late`, what was finished offline in time. */
export const lateDays = 14;

/** Responses of anonymous links that no member sees yet. */
export interface WaitingCount {
  readonly questionnaire: string;
  readonly collector: string;
  readonly status: ResponseStatus;
  readonly count: number;
}

/** A line of the hash-chained log; `response` and `at` are null for anonymous collectors. */
export interface LogEntry {
  readonly study: string;
  readonly seq: number;
  readonly kind: "accepted" | "withdrawn";
  readonly response: string | null;
  readonly commitment: string;
  readonly day: string;
  readonly at: string | null;
  readonly previous: string;
  readonly hash: string;
}

interface PendingCommitment {
  readonly study: string;
  readonly commitment: string;
  readonly kind: "accepted" | "withdrawn";
  readonly day: string;
}

export interface LogHead {
  readonly seq: number;
  readonly hash: string;
}

/** How much a collector's counters move; `accepted` is not among them, the database keeps it. */
export interface CollectorCount {
  readonly collector: string;
  readonly received: number;
  readonly withdrawn: number;
  readonly visits: number;
  readonly starts: number;
  /** Received without visit and start, because nobody was counting. */
  readonly uncounted: number;
}

/** What a person decided about a response; a response has at most one verdict, the newest. */
export interface ResponseReview {
  readonly study: string;
  readonly response: string;
  readonly verdict: "valid" | "invalid" | "callback";
  readonly reason: string;
  /** Id of the account. */
  readonly reviewer: string;
  readonly at: string;
}

interface ResponseDraft {
  readonly id: string;
  readonly collector: string;
  readonly version: string;
  readonly answers: ResponseRecord["answers"];
  readonly updatedAt: string;
}

interface ResponseFilter {
  readonly questionnaire?: string;
  readonly statuses?: readonly ResponseStatus[];
  /** Ids greater than this one. */
  readonly after?: string;
  readonly limit: number;
  /** Content that is no JSON is read as something nobody answered: for whoever holds it against its commitment. */
  readonly loosely?: true;
}

/** What happened on the pages of one response. */
export interface ObservedResponse {
  readonly id: string;
  readonly events: readonly ParadataEvent[];
}

export interface ResponseStore {
  /** New responses; their drafts go. */
  add(responses: readonly StoredResponse[]): Write;
  /**
   * New responses of anonymous collectors, with all that are held already: those of collectors that have `atLeast` of them
   * now enter the study together, in random order, and their commitments wait for the log; the others stay held.
   */
  hold(responses: readonly StoredResponse[], atLeast: number): Write;
  count(counts: readonly CollectorCount[]): Write;
  appendLog(entries: readonly LogEntry[]): Write;
  addPending(commitments: readonly PendingCommitment[]): Write;
  dropPending(commitments: readonly PendingCommitment[]): Write;
  /** Empties the answers, takes times and verdict away, and keeps the tombstone. */
  withdraw(study: string, id: string): Write;
  review(study: string, id: string, status: ResponseStatus): Write;
  putReview(review: ResponseReview): Write;
  putDraft(draft: ResponseDraft): Write;

  logHead(study: string): Promise<LogHead>;
  listLog(study: string, after: number, limit: number): Promise<readonly LogEntry[]>;
  listPending(study: string): Promise<readonly PendingCommitment[]>;
  /** What will stand in the log of responses that are held. */
  listHeld(study: string): Promise<readonly PendingCommitment[]>;
  /** As members see them: without what waits (`countWaiting`); so are `findMany`, `list` unless `loosely`, `listCompleteIds`. */
  find(study: string, id: string): Promise<StoredResponse | undefined>;
  /** By the client's id alone: tells a repeated submission. */
  findById(id: string): Promise<StoredResponse | undefined>;
  findMany(study: string, ids: readonly string[]): Promise<readonly StoredResponse[]>;
  findByReceipt(receipt: string): Promise<StoredResponse | undefined>;
  findReview(study: string, response: string): Promise<ResponseReview | undefined>;
  /** In order of response, those of one questionnaire. */
  listReviews(study: string, questionnaire: string): Promise<readonly ResponseReview[]>;
  findDraft(id: string): Promise<ResponseDraft | undefined>;
  /** In order of id. */
  list(study: string, filter: ResponseFilter): Promise<readonly StoredResponse[]>;
  /** What happened on the pages of complete responses that were observed, in order of id; of those of anonymous links nothing is known. */
  listEvents(
    study: string,
    filter: Required<Pick<ResponseFilter, "questionnaire" | "limit">> & Pick<ResponseFilter, "after">,
  ): Promise<readonly ObservedResponse[]>;
  /** Ids of complete responses, in order. */
  listCompleteIds(study: string): Promise<readonly string[]>;
  /** Responses that wait in anonymous links until others have come, tombstones included: nothing else here shows them. */
  countWaiting(study: string): Promise<readonly WaitingCount[]>;
  /** Counts by collector and status. */
  countByCollector(study: string): Promise<readonly { collector: string; status: ResponseStatus; count: number }[]>;
  /** Counts of responses given under each version of the notice, tombstones left out. */
  countByNotice(study: string): Promise<readonly { notice: string; count: number }[]>;
  /** How many responses each link has, tombstones and those that wait included. */
  countByLink(study: string): Promise<ReadonlyMap<string, number>>;
  /** Counts by version and status, those that wait included. */
  countByVersion(
    study: string,
  ): Promise<readonly { version: string; questionnaire: string; status: ResponseStatus; count: number }[]>;
}
