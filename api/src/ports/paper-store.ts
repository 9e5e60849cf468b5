import type { EntryComparison, TypedForm } from "@diaoyan/instruments";
import type { Write } from "./journal.ts";

/** How a batch is entered: everything twice, or once with a drawn sample entered twice. */
export interface PaperRule {
  /** Share of the forms that is entered twice: 1 = double entry. */
  readonly share: number;
  /** What the sample is drawn with, so that the draw can be repeated; never shown to clerks. */
  readonly seed: string;
  /** Whether one person may make both entries. */
  readonly sameClerk: boolean;
}

/** Paper returns that came together. */
export interface PaperBatch {
  readonly study: string;
  readonly id: string;
  readonly collector: string;
  readonly questionnaire: string;
  readonly version: string;
  readonly label: string;
  readonly source: string;
  /** Forms expected; null where nobody knows. */
  readonly expected: number | null;
  readonly unit: string | null;
  readonly noticeVersion: string;
  readonly rule: PaperRule;
  readonly openedAt: string;
}

/** `ready` = nothing is left to decide; the response is being accepted. `blocked` = what was decided breaks a rule. */
export type PaperState = "first" | "second" | "differs" | "blocked" | "ready" | "accepted";

/** What a stamped form of a unit shows besides its answers; the original stays on paper. */
export interface PaperOriginal {
  readonly stamped: boolean;
  /** Position of who filled it in, never a name. */
  readonly position: string;
  readonly keptAt: string;
}

export interface PaperForm {
  readonly study: string;
  readonly batch: string;
  /** Number written on the paper. */
  readonly form: string;
  readonly questionnaire: string;
  readonly state: PaperState;
  /** How far two entries agree; empty before there are two. */
  readonly agreement: EntryComparison["agreement"];
  readonly original: PaperOriginal | null;
  readonly response: string | null;
}

export type PaperPass = 1 | 2;
type FormPlace = Pick<PaperForm, "study" | "batch" | "form">;

/** What one clerk typed. */
export interface PaperEntry extends FormPlace {
  readonly pass: PaperPass;
  readonly clerk: string;
  readonly typed: TypedForm;
  readonly done: boolean;
  readonly revision: number;
  readonly updatedAt: string;
}

export type EntryHead = Omit<PaperEntry, "typed">;

export interface PaperDecision extends FormPlace {
  readonly box: string;
  readonly taken: "first" | "second" | "other";
  readonly typed: string;
  readonly actor: string;
  readonly at: string;
}

export interface PaperStore {
  listBatches(study: string): Promise<readonly PaperBatch[]>;
  findBatch(study: string, id: string): Promise<PaperBatch | undefined>;
  /** Forms by number. */
  listForms(study: string, batch?: string): Promise<readonly PaperForm[]>;
  findForm(place: FormPlace): Promise<PaperForm | undefined>;
  findByNumber(study: string, questionnaire: string, form: string): Promise<PaperForm | undefined>;
  findByResponse(study: string, response: string): Promise<PaperForm | undefined>;
  listEntryHeads(study: string, batch?: string): Promise<readonly EntryHead[]>;
  listEntries(place: FormPlace): Promise<readonly PaperEntry[]>;
  listDecisions(study: string, batch: string, form?: string): Promise<readonly PaperDecision[]>;

  putBatch(batch: PaperBatch): Write;
  /** Conflicts in `paper_forms` where the number is taken in any batch of the questionnaire. */
  addForm(form: PaperForm): Write;
  setState(form: PaperForm): Write;
  setOriginal(place: FormPlace, original: PaperOriginal): Write;
  addEntry(entry: PaperEntry): Write;
  /** Stores the entry over its revision; over any other it conflicts in `paper_entries_revision`. */
  saveEntry(entry: PaperEntry): Write;
  decide(decision: PaperDecision): Write;
}
