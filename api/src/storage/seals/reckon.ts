import {
  AndNode,
  BinaryOperationNode,
  CaseNode,
  type OperationNode,
  OperatorNode,
  ParensNode,
  PrimitiveValueListNode,
  ReferenceNode,
  ValueListNode,
  ValueNode,
} from "kysely";
import type { Cell, Row } from "../../chain/row-seal.ts";
import { nameOf, onlyNodeOf, UnforeseenWrite } from "./read-query.ts";

/** The row an expression speaks of, and, where a row stands in the way of an insert, the one that was to be inserted. */
export interface Rows {
  readonly own: Row;
  readonly excluded?: Row | undefined;
}

/** A value as every database keeps it. */
export function toCell(value: unknown): Cell {
  switch (typeof value) {
    case "string":
      return value.replace(/\p{Surrogate}/gu, "\uFFFD");
    case "number":
      return value;
    case "boolean":
      return value ? 1 : 0;
    case "bigint":
      return Number(value);
    default:
      if (value == null) return null;
      throw new UnforeseenWrite(`a value of type ${typeof value}`);
  }
}

/**
 * What an expression of a write comes to. Of a CASE with one WHEN the value of its THEN: it is how the stores have a
 * constraint refuse the whole write, and a write that was refused leaves nothing.
 */
export function reckon(node: OperationNode, rows: Rows): Cell {
  if (ValueNode.is(node)) return toCell(node.value);
  if (ParensNode.is(node)) return reckon(node.node, rows);
  const only = onlyNodeOf(node);
  if (only !== undefined) return reckon(only, rows);
  if (CaseNode.is(node)) {
    const [guard, ...others] = node.when ?? [];
    if (guard?.result !== undefined && others.length === 0) return reckon(guard.result, rows);
  }
  if (node.kind === "ReferenceNode" || node.kind === "ColumnNode") return lookUp(node, rows);
  throw new UnforeseenWrite(`a value made by a ${node.kind}`);
}

function lookUp(node: OperationNode, { own, excluded }: Rows): Cell {
  const isExcluded = ReferenceNode.is(node) && node.table?.table.identifier.name === "excluded";
  const row = isExcluded ? excluded : own;
  const value = row?.[nameOf(node)];
  if (value === undefined) throw new UnforeseenWrite(`the column ${nameOf(node)} of a row of which it is not known`);
  return value;
}

/** What a condition asks of single columns, all of which must hold; undefined where it asks anything else. */
export function readTests(node: OperationNode | undefined): readonly Test[] | undefined {
  if (node === undefined) return [];
  if (ParensNode.is(node)) return readTests(node.node);
  if (AndNode.is(node)) {
    const [left, right] = [readTests(node.left), readTests(node.right)];
    return left && right && [...left, ...right];
  }
  const test = BinaryOperationNode.is(node) ? readTest(node) : undefined;
  return test && [test];
}

/** One condition: a column, how it is compared, and with which values. */
export interface Test {
  readonly column: string;
  readonly operator: string;
  readonly values: readonly Cell[];
}

function readTest({ leftOperand, operator, rightOperand }: BinaryOperationNode): Test | undefined {
  if (leftOperand.kind !== "ReferenceNode" && leftOperand.kind !== "ColumnNode") return undefined;
  const values = readList(rightOperand);
  if (values === undefined || !OperatorNode.is(operator)) return undefined;
  if (!["=", "!=", "<>", "in", "is", "is not"].includes(operator.operator)) return undefined;
  return { column: nameOf(leftOperand), operator: operator.operator, values };
}

function readList(node: OperationNode): readonly Cell[] | undefined {
  if (ValueNode.is(node)) return [toCell(node.value)];
  if (PrimitiveValueListNode.is(node)) return node.values.map(toCell);
  if (!ValueListNode.is(node)) return undefined;
  const lists = node.values.map(readList);
  return lists.every((list) => list !== undefined) ? lists.flat() : undefined;
}

/** Whether a row passes; undefined where it has not the columns that are asked. */
export function passes(row: Row, tests: readonly Test[]): boolean | undefined {
  if (tests.some(({ column }) => row[column] === undefined)) return undefined;
  return tests.every(({ column, operator, values }) => {
    const value = row[column] ?? null;
    if (operator === "is") return value === values[0];
    if (operator === "is not") return value !== values[0];
    if (value === null) return false;
    return operator === "=" || operator === "in" ? values.includes(value) : value !== values[0];
  });
}
