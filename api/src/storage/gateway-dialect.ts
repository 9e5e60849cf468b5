import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";

/** What differs between the databases: how queries are worded. */
export type Wording = Pick<Dialect, "createQueryCompiler" | "createAdapter" | "createIntrospector">;

const sqliteWording: Wording = {
  createQueryCompiler: () => new SqliteQueryCompiler(),
  createAdapter: () => new SqliteAdapter(),
  createIntrospector: (db) => new SqliteIntrospector(db),
};

type Execute = (query: CompiledQuery) => Promise<QueryResult<unknown>>;

function refuseTransaction(): Promise<never> {
  return Promise.reject(new Error("transactions are not used here: collect the queries and call writeAtomically"));
}

/** A Kysely dialect, in SQLite's SQL unless said otherwise, over one function that runs a query; all adapters are made of it. */
export function gatewayDialect(execute: Execute, wording: Wording = sqliteWording): Dialect {
  const connection: DatabaseConnection = {
    executeQuery: async <Row>(query: CompiledQuery) => (await execute(query)) as QueryResult<Row>,
    streamQuery: () => {
      throw new Error("streaming is done by keyset pages, not by cursors");
    },
  };
  const driver: Driver = {
    init: async () => undefined,
    acquireConnection: async () => connection,
    beginTransaction: refuseTransaction,
    commitTransaction: refuseTransaction,
    rollbackTransaction: refuseTransaction,
    releaseConnection: async () => undefined,
    destroy: async () => undefined,
  };
  return { createDriver: () => driver, ...wording };
}
