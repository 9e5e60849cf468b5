/** A part of an atomic write: stores make it, the journal carries it out together with others. `parts` is private to storage. */
export interface Write {
  readonly parts: readonly unknown[];
}

/** Who did what to which thing. Never holds answers, names or contacts. */
export interface AuditNote {
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
}

export interface AuditEntry extends AuditNote {
  readonly seq: number;
  readonly at: string;
  readonly previous: string;
  /** Hash over what the entry left of the rows it changed; absent where it changed none that are sealed. */
  readonly rows?: string;
  readonly hash: string;
}

/** Entries of one actor, of actions that begin with `about` and a dot, from `since` on, before `until` (ISO 8601 UTC). */
export interface JournalFilter {
  readonly actor?: string | undefined;
  readonly about?: string | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}

/** The state somebody edited: two edits of one revision cannot both be kept. */
export interface Edit {
  readonly kind:
    | "session"
    | "case"
    | "lead"
    | "codebook"
    | "quota"
    | "questionnaire"
    | "roster"
    | "unit"
    | "plan"
    | "memo"
    | "attributes"
    | "verdict"
    | "assignment"
    | "adjudication"
    | "evidence"
    | "outline"
    | "policy";
  readonly id: string;
  /** Revision that comes into being. */
  readonly revision: number;
  readonly contentHash: string;
}

/** Something stands already, or a limit is reached; `table` names where. */
export class StorageConflict extends Error {
  readonly kind: "unique" | "check" | "foreignKey" | "notNull";
  readonly table: string;

  constructor(kind: StorageConflict["kind"], table: string, cause: unknown) {
    super(`storage refused the write (${kind}${table === "" ? "" : ` in ${table}`})`, { cause });
    this.name = "StorageConflict";
    this.kind = kind;
    this.table = table;
  }
}

/** The last entry of an audit log, as it is marked beside the log. */
export interface LogEnd {
  readonly seq: number;
  readonly hash: string;
}

/** Atomic writes with their line in the hash-chained audit log of the study. */
export interface Journal {
  /** Carries out all writes and appends the note, or does nothing. Throws `StorageConflict`. */
  commit(study: string, note: AuditNote, writes: readonly Write[]): Promise<void>;
  /**
   * Seals what stood before rows were sealed under an entry of its own by `system`, once for a study; the first `commit` does
   * so, too. Later it does nothing.
   */
  sealStanding(study: string): Promise<void>;
  /** The same without a note: for what respondents and the machinery of sign-in do. */
  commitUnlogged(writes: readonly Write[]): Promise<void>;
  /**
   * Removes what storage keeps of former states and of the order of writes beside the rows themselves: after an erasure, and
   * where the order may tell who somebody is.
   */
  forgetPast(): Promise<void>;
  /**
   * Runs `work`, which reads the end of a chain and appends to it, while no other process does. Where
   * another process may have appended since the last turn (`isShared`), what is known of the chain must be read anew.
   */
  takeTurn(chain: string, work: (isShared: boolean) => Promise<void>): Promise<void>;
  /** Part of a write that claims a revision; a second claim of it conflicts in `edits`. */
  claim(study: string, edit: Edit): Write;
  /** Content hash of the edit that made a revision. */
  contentHashOf(study: string, kind: Edit["kind"], id: string, revision: number): Promise<string | undefined>;
  /** Where the log ends by the mark beside it, which every entry moves; undefined where there is none. */
  end(study: string): Promise<LogEnd | undefined>;
  /** Newest first, below `before`. */
  list(study: string, before: number | undefined, limit: number, only?: JournalFilter): Promise<readonly AuditEntry[]>;
}
