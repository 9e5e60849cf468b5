import {
  type ColumnNode,
  type ColumnUpdateNode,
  type CompiledQuery,
  DeleteQueryNode,
  InsertQueryNode,
  type OnConflictNode,
  type OperationNode,
  RawNode,
  type ReferenceNode,
  TableNode,
  UpdateQueryNode,
  ValuesNode,
} from "kysely";
import { type SealedTable, sealedTables } from "../../chain/sealed-tables.ts";

interface Place {
  readonly table: string;
  readonly spec: SealedTable;
}

/** Rows that are inserted: values or nodes, in the order of the columns. */
export interface Put extends Place {
  readonly kind: "put";
  readonly columns: readonly string[];
  readonly lists: readonly Values[];
  /** What is done to a row that stands in the way; absent where it refuses the write. */
  readonly conflict?: { readonly sets: ReadonlyMap<string, OperationNode> };
}

/** Rows under a condition that get other values (`sets`) or are removed. */
export type Change = Place & { readonly where: OperationNode | undefined } & (
    | { readonly kind: "change"; readonly sets: ReadonlyMap<string, OperationNode> }
    | { readonly kind: "remove" }
  );

/** What a query does to the rows of a sealed table, before its expressions are reckoned. */
export type Move = Put | Change;

type Values = readonly unknown[];

/** A write of which it cannot be told beforehand what it leaves of a sealed table: an error of whoever wrote it. */
export class UnforeseenWrite extends Error {
  constructor(what: string) {
    super(`${what}: what this leaves cannot be sealed; write it so that storage/seals can reckon it`);
    this.name = "UnforeseenWrite";
  }
}

/** Reads what a query does to a sealed table; undefined where it leaves what is sealed as it is. */
export function readMove({ query, sql }: CompiledQuery): Move | undefined {
  if (InsertQueryNode.is(query)) return readInsert(query);
  if (UpdateQueryNode.is(query)) return readUpdate(query);
  if (DeleteQueryNode.is(query)) {
    const place = sealedOf(query.from.froms[0]);
    return place && { ...place, kind: "remove", where: query.where?.where };
  }
  if (query.kind === "RawNode") refuseRaw(sql);
  return undefined;
}

function refuseRaw(sql: string): void {
  const [, table] = /^\s*(?:insert into|update|delete from)\s+"?(\w+)/i.exec(sql) ?? [];
  if (table === undefined || table in sealedTables) throw new UnforeseenWrite(sql.slice(0, 80));
}

function sealedOf(node: OperationNode | undefined) {
  const table = node !== undefined && TableNode.is(node) ? node.table.identifier.name : undefined;
  const spec = table === undefined ? undefined : sealedTables[table];
  return table === undefined || spec === undefined ? undefined : { table, spec };
}

const holds = ({ key, columns }: SealedTable, column: string): boolean =>
  key.includes(column) || columns.includes(column);

function readInsert({ into, columns = [], values, onConflict }: InsertQueryNode): Move | undefined {
  const place = sealedOf(into);
  if (place === undefined) return undefined;
  if (values === undefined || !ValuesNode.is(values))
    throw new UnforeseenWrite(`insert into ${place.table} without values`);
  return {
    ...place,
    kind: "put",
    columns: columns.map(({ column }) => column.name),
    lists: values.values.map((list) => list.values),
    ...(onConflict !== undefined && { conflict: readConflict(place, onConflict) }),
  };
}

function readConflict({ table, spec }: Place, node: OnConflictNode) {
  const { columns, updates = [], updateWhere } = node;
  const within = columns?.map(({ column }) => column.name).filter((name) => name !== "study" && name !== spec.study);
  const isKey = within === undefined || [...within].sort().join() === [...spec.key].sort().join();
  if (!isKey || updateWhere !== undefined) throw new UnforeseenWrite(`on conflict in ${table}`);
  return { sets: readSets(updates, spec) };
}

function readUpdate({ table, updates = [], where, from, joins }: UpdateQueryNode): Move | undefined {
  const place = sealedOf(table);
  if (place === undefined) return undefined;
  const sets = readSets(updates, place.spec);
  if (sets.size === 0) return undefined;
  if (from !== undefined || joins !== undefined)
    throw new UnforeseenWrite(`update of ${place.table} from other tables`);
  return { ...place, kind: "change", sets, where: where?.where };
}

function readSets(updates: readonly ColumnUpdateNode[], spec: SealedTable): ReadonlyMap<string, OperationNode> {
  const sets = updates.map(({ column, value }) => [nameOf(column), value] as const);
  return new Map(sets.filter(([column]) => holds(spec, column)));
}

/** The column a node names. */
export function nameOf(node: OperationNode): string {
  if (node.kind === "ColumnNode") return (node as ColumnNode).column.name;
  const { column } = node as ReferenceNode;
  if (node.kind === "ReferenceNode" && column.kind === "ColumnNode") return column.column.name;
  throw new UnforeseenWrite(`a ${node.kind} in the place of a column`);
}

/** The one node a piece of raw SQL consists of, where it has no words of its own. */
export function onlyNodeOf(node: OperationNode): OperationNode | undefined {
  if (!RawNode.is(node) || node.parameters.length !== 1) return undefined;
  return node.sqlFragments.every((words) => words.trim() === "") ? node.parameters[0] : undefined;
}
