import { canonicalJson } from "../hash/canonical-json.ts";
import type { Json } from "../model/questionnaire.ts";

type Row = { readonly [field: string]: Json };

/** Two edits of one field that cannot both stand; `mine` was kept. */
export interface MergeConflict {
  /** E.g. `notes.n3.type`. */
  readonly path: string;
  readonly mine: Json;
  readonly theirs: Json;
}

/** The merged value, and where two could not both stand. */
export interface Merged {
  readonly value: Json;
  readonly conflicts: readonly MergeConflict[];
}

/** Stands before what another device wrote in the same text. */
export const otherDeviceMark = "【另一台设备】";

/**
 * Merges two edits of one document. A field that one side changed takes that change; texts that both changed stand one
 * after the other; rows are matched by their keys, a row one side edited outlives its deletion by the other; lists of
 * plain values are merged as sets. What cannot be joined keeps `mine` and is reported. Missing `base` = both are new.
 */
export function mergeValues(path: string, base: Json | undefined, mine: Json, theirs: Json): Merged {
  if (isSame(mine, theirs) || isSame(base, theirs)) return { value: mine, conflicts: [] };
  if (isSame(base, mine)) return { value: theirs, conflicts: [] };
  if (Array.isArray(mine) && Array.isArray(theirs))
    return mergeLists(path, Array.isArray(base) ? base : [], mine, theirs);
  if (isRow(mine) && isRow(theirs)) return mergeFields(path, isRow(base) ? base : {}, mine, theirs);
  if (typeof mine === "string" && typeof theirs === "string" && mine !== "" && theirs !== "" && isProse(path)) {
    return { value: joinTexts(mine, theirs), conflicts: [] };
  }
  if (isBlank(mine)) return { value: theirs, conflicts: [] };
  return { value: mine, conflicts: isBlank(theirs) ? [] : [{ path, mine, theirs }] };
}

/** Fields that hold sentences, where both texts can stand; elsewhere one value must be chosen. */
function isProse(path: string): boolean {
  return /(^|\.)(text|summary|observation|reflection|ratingReason|contradictions|matter|outcome|note|caseNote|point|reason|agenda|documents|consensus|reserved|comment|heard|problems|category)$/.test(
    path,
  );
}

function joinTexts(mine: string, theirs: string): string {
  if (mine.includes(theirs)) return mine;
  if (theirs.includes(mine)) return theirs;
  return `${mine}\n${otherDeviceMark}${theirs}`;
}

function mergeFields(path: string, base: Row, mine: Row, theirs: Row): Merged {
  const conflicts: MergeConflict[] = [];
  const value: { [field: string]: Json } = {};
  for (const field of new Set([...Object.keys(mine), ...Object.keys(theirs)])) {
    const at = path === "" ? field : `${path}.${field}`;
    const [left, right] = [mine[field], theirs[field]];
    if (left === undefined || right === undefined) {
      const only = left ?? right;
      // absent on one side and unchanged on the other: it was taken out
      if (only !== undefined && !isSame(base[field], only)) value[field] = only;
      continue;
    }
    const merged = mergeValues(at, base[field], left, right);
    value[field] = merged.value;
    conflicts.push(...merged.conflicts);
  }
  return { value, conflicts };
}

/** The key of a row: its id, a participant's code, a consent's kind and moment; undefined for plain values. */
function keyOf(item: Json): string | undefined {
  if (!isRow(item)) return undefined;
  const { id, person, kind, at } = item;
  if (typeof id === "string") return id;
  if (typeof person === "string") return person;
  return typeof kind === "string" && typeof at === "string" ? `${kind}@${at}` : undefined;
}

function mergeLists(path: string, base: readonly Json[], mine: readonly Json[], theirs: readonly Json[]): Merged {
  const keyed = [base, mine, theirs].every(hasOwnKeys);
  return keyed ? mergeKeyed(path, base as Row[], mine as Row[], theirs as Row[]) : mergeSets(base, mine, theirs);
}

/** True when every row has a key of its own. */
function hasOwnKeys(list: readonly Json[]): boolean {
  const keys = list.map(keyOf);
  return !keys.includes(undefined) && new Set(keys).size === keys.length;
}

function mergeSets(base: readonly Json[], mine: readonly Json[], theirs: readonly Json[]): Merged {
  const has = (list: readonly Json[], item: Json) => list.some((one) => isSame(one, item));
  const kept = mine.filter((item) => has(theirs, item) || !has(base, item));
  const added = theirs.filter((item) => !has(base, item) && !has(mine, item));
  return { value: [...kept, ...added], conflicts: [] };
}

function mergeKeyed(path: string, base: readonly Row[], mine: readonly Row[], theirs: readonly Row[]): Merged {
  const conflicts: MergeConflict[] = [];
  const [was, ours, others] = [base, mine, theirs].map(byKey) as [Rows, Rows, Rows];
  const taken = new Set([...ours.keys(), ...others.keys()]);
  const rows: Row[] = [];
  const mergeRow = (key: string): void => {
    const [before, left, right] = [was.get(key), ours.get(key), others.get(key)];
    if (left === undefined || right === undefined) {
      const only = left ?? right;
      if (only !== undefined && !isSame(before, only)) rows.push(only);
    } else if (before === undefined && "person" in left && !isSame(left, right)) {
      // both devices gave a new participant the same code: these are two people
      rows.push(left, { ...right, person: freeCode(key, taken) });
    } else {
      const merged = mergeValues(`${path}.${key}`, before, left, right);
      rows.push(merged.value as Row);
      conflicts.push(...merged.conflicts);
    }
  };
  for (const key of orderOf(ours, others)) mergeRow(key);
  return { value: rows, conflicts };
}

type Rows = ReadonlyMap<string, Row>;

function byKey(rows: readonly Row[]): Rows {
  return new Map(rows.map((row) => [keyOf(row) ?? "", row]));
}

/** Keys in the order of mine; those only the other side has follow the row they follow there. */
function orderOf(ours: Rows, others: Rows): readonly string[] {
  const order = [...ours.keys()];
  let place = 0;
  for (const key of others.keys()) {
    const at = order.indexOf(key);
    if (at >= 0) place = at + 1;
    else {
      order.splice(place, 0, key);
      place += 1;
    }
  }
  return order;
}

function freeCode(code: string, taken: Set<string>): string {
  let number = 2;
  while (taken.has(`${code}-${number}`)) number += 1;
  taken.add(`${code}-${number}`);
  return `${code}-${number}`;
}

function isRow(value: Json | undefined): value is Row {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isBlank(value: Json): boolean {
  return value === "" || value === null;
}

function isSame(left: Json | undefined, right: Json | undefined): boolean {
  if (left === undefined || right === undefined) return left === right;
  return left === right || canonicalJson(left) === canonicalJson(right);
}
