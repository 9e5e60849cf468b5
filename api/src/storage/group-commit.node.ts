import type { CompiledQuery, QueryResult } from "kysely";

/** The connection a `GroupCommit` writes on. */
export interface WriterConnection {
  /** Begins a transaction that no other writer of the database has beside it. */
  begin(): Promise<void>;
  script(sql: string): Promise<void>;
  execute(query: CompiledQuery): Promise<QueryResult<unknown>>;
  /** Empties the write-ahead log, where the program has a hand in it; false where a reader keeps it. */
  truncateLog?(): Promise<boolean>;
}

const logRetryMilliseconds = 250;

interface CommitOptions {
  readonly unitsPerCommit: number;
  /** Makes a `ConstraintError` of what the database says where a constraint refused. */
  readonly explain: (error: unknown) => unknown;
}

interface Unit {
  readonly queries: readonly CompiledQuery[];
  readonly resolve: (results: readonly QueryResult<unknown>[]) => void;
  readonly reject: (error: unknown) => void;
}

type Outcome = { readonly results: readonly QueryResult<unknown>[] } | { readonly error: unknown };

/**
 * The one writer of a process. Units that wait while a commit is under way enter the next one together, each in a
 * savepoint of its own: they share one fsync, and a unit that fails takes nothing of the others with it.
 */
export class GroupCommit {
  readonly #connection: WriterConnection;
  readonly #options: CommitOptions;
  #waiting: Unit[] = [];
  #running: Promise<void> | undefined;
  #waitingForLog: (() => void)[] = [];
  /** The write-ahead log should be empty and is not: a reader keeps it. */
  #owesLog = false;
  #retry: NodeJS.Timeout | undefined;

  constructor(connection: WriterConnection, options: CommitOptions) {
    this.#connection = connection;
    this.#options = options;
  }

  /** Carries out all queries or none; resolves when they are durable. Constraint failures come as `ConstraintError`. */
  write(queries: readonly CompiledQuery[]): Promise<readonly QueryResult<unknown>[]> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ queries, resolve, reject });
      this.#running ??= this.#drain();
    });
  }

  /**
   * Moves the write-ahead log into the file and empties it, between two commits. Where a reader keeps it, the writer does not
   * wait for them: it is tried again after every commit and a quarter of a second later, until it is done.
   */
  truncateLog(): Promise<void> {
    return new Promise((resolve) => {
      this.#waitingForLog.push(resolve);
      this.#running ??= this.#drain();
    });
  }

  /** Resolves when nothing waits any more. */
  async settle(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
    clearTimeout(this.#retry);
  }

  async #drain(): Promise<void> {
    await Promise.resolve();
    while (this.#waiting.length + this.#waitingForLog.length > 0) {
      const units = this.#waiting.splice(0, this.#options.unitsPerCommit);
      if (units.length > 0) await this.#commit(units);
      if (this.#waitingForLog.length > 0 || this.#owesLog) await this.#emptyLog();
    }
    // in the same turn as the check above: a unit that comes later starts a new drain
    this.#running = undefined;
  }

  async #emptyLog(): Promise<void> {
    const waiting = this.#waitingForLog.splice(0);
    this.#owesLog = !((await this.#connection.truncateLog?.().catch(() => false)) ?? true);
    clearTimeout(this.#retry);
    if (this.#owesLog) this.#retry = setTimeout(() => void this.truncateLog(), logRetryMilliseconds).unref();
    for (const resolve of waiting) resolve();
  }

  async #commit(units: readonly Unit[]): Promise<void> {
    if (units.length === 1 && units[0] !== undefined) return this.#commitAlone(units[0]);
    try {
      await this.#connection.begin();
      const outcomes: Outcome[] = [];
      for (const unit of units) outcomes.push(await this.#runUnit(unit));
      await this.#connection.script("COMMIT");
      units.forEach((unit, at) => {
        settleUnit(unit, outcomes[at]);
      });
    } catch (error) {
      await this.#connection.script("ROLLBACK").catch(() => undefined);
      for (const unit of units) unit.reject(error);
    }
  }

  /** A unit by itself needs no savepoint: every call saved is a turn of the event loop less while a batch waits. */
  async #commitAlone(unit: Unit): Promise<void> {
    try {
      await this.#connection.begin();
      const results: QueryResult<unknown>[] = [];
      for (const query of unit.queries) results.push(await this.#connection.execute(query));
      await this.#connection.script("COMMIT");
      unit.resolve(results);
    } catch (error) {
      await this.#connection.script("ROLLBACK").catch(() => undefined);
      unit.reject(this.#options.explain(error));
    }
  }

  async #runUnit(unit: Unit): Promise<Outcome> {
    await this.#connection.script("SAVEPOINT unit");
    try {
      const results: QueryResult<unknown>[] = [];
      for (const query of unit.queries) results.push(await this.#connection.execute(query));
      await this.#connection.script("RELEASE unit");
      return { results };
    } catch (error) {
      // a full disk makes SQLite give the whole transaction up, and the savepoint with it: then nobody's unit is kept
      await this.#connection.script("ROLLBACK TO unit; RELEASE unit").catch(() => {
        throw error;
      });
      return { error: this.#options.explain(error) };
    }
  }
}

function settleUnit(unit: Unit, outcome: Outcome | undefined): void {
  if (outcome !== undefined && "results" in outcome) unit.resolve(outcome.results);
  else unit.reject(outcome?.error);
}
