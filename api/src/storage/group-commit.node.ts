import type { CompiledQuery, QueryResult } from "kysely";
import { toConstraintError } from "./gateway.ts";
import type { Sqlite3Connection } from "./sqlite3-connection.node.ts";

const unitsPerCommit = 500;

interface Unit {
  readonly queries: readonly CompiledQuery[];
  readonly resolve: (results: readonly QueryResult<unknown>[]) => void;
  readonly reject: (error: unknown) => void;
}

type Outcome = { readonly results: readonly QueryResult<unknown>[] } | { readonly error: unknown };

/**
 * The one writer of a SQLite file. Units that wait while a commit is under way enter the next one together, each in a
 * savepoint of its own: they share one fsync, and a unit that fails takes nothing of the others with it.
 */
export class GroupCommit {
  readonly #connection: Sqlite3Connection;
  #waiting: Unit[] = [];
  #running: Promise<void> | undefined;

  constructor(connection: Sqlite3Connection) {
    this.#connection = connection;
  }

  /** Carries out all queries or none; resolves when they are durable. Constraint failures come as `ConstraintError`. */
  write(queries: readonly CompiledQuery[]): Promise<readonly QueryResult<unknown>[]> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ queries, resolve, reject });
      this.#running ??= this.#drain();
    });
  }

  /** Resolves when nothing waits any more. */
  async settle(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
  }

  async #drain(): Promise<void> {
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const units = this.#waiting.splice(0, unitsPerCommit);
      await this.#commit(units);
    }
    // in the same turn as the check above: a unit that comes later starts a new drain
    this.#running = undefined;
  }

  async #commit(units: readonly Unit[]): Promise<void> {
    if (units.length === 1 && units[0] !== undefined) return this.#commitAlone(units[0]);
    try {
      await this.#connection.script("BEGIN IMMEDIATE");
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
      await this.#connection.script("BEGIN IMMEDIATE");
      const results: QueryResult<unknown>[] = [];
      for (const query of unit.queries) results.push(await this.#connection.execute(query));
      await this.#connection.script("COMMIT");
      unit.resolve(results);
    } catch (error) {
      await this.#connection.script("ROLLBACK").catch(() => undefined);
      unit.reject(toConstraintError(error));
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
      return { error: toConstraintError(error) };
    }
  }
}

function settleUnit(unit: Unit, outcome: Outcome | undefined): void {
  if (outcome !== undefined && "results" in outcome) unit.resolve(outcome.results);
  else unit.reject(outcome?.error);
}
