import type { CompiledQuestionnaire } from "../model/compiled.ts";
import { type BoxEntry, listBoxes } from "./list-boxes.ts";
import type { TypedForm } from "./parse-box.ts";
import { type ReadForm, readTyped } from "./read-typed.ts";

/** A box that two clerks filled in differently, by its canonical typing; empty = left empty or skipped. */
export interface EntryDifference {
  readonly key: string;
  readonly first: string;
  readonly second: string;
}

/** How often two entries say the same, for one kind of box. */
export interface Agreement {
  readonly compared: number;
  readonly agreed: number;
}

/** Two entries of one form side by side. */
export interface EntryComparison {
  readonly differences: readonly EntryDifference[];
  readonly agreement: Readonly<Partial<Record<BoxEntry["kind"], Agreement>>>;
}

type Both = readonly [ReadForm, ReadForm];

const textAt = (read: ReadForm, key: string): string => read.texts.get(key) ?? "";

/** Compares two entries box by box: every box counts in which one of them has something. */
export function compareEntries(compiled: CompiledQuestionnaire, first: TypedForm, second: TypedForm): EntryComparison {
  const both: Both = [readTyped(compiled, first), readTyped(compiled, second)];
  const agreement = new Map<BoxEntry["kind"], Agreement>();
  for (const { key, entry } of listBoxes(compiled)) {
    const [one, other] = both.map((read) => textAt(read, key));
    if (one === "" && other === "") continue;
    const { compared, agreed } = agreement.get(entry.kind) ?? { compared: 0, agreed: 0 };
    agreement.set(entry.kind, { compared: compared + 1, agreed: agreed + (one === other ? 1 : 0) });
  }
  return { differences: listDifferences(compiled, both), agreement: Object.fromEntries(agreement) };
}

function listDifferences(compiled: CompiledQuestionnaire, [left, right]: Both): readonly EntryDifference[] {
  return listBoxes(compiled)
    .map(({ key }) => ({ key, first: textAt(left, key), second: textAt(right, key) }))
    .filter(({ first, second }) => first !== second);
}

/** A form as it is to be accepted, and what is still to be decided. */
export interface SettledEntries {
  readonly read: ReadForm;
  /** Boxes that show now and on which the clerks differ, or which neither of them saw, without a decision. */
  readonly open: readonly EntryDifference[];
}

/** Puts the decisions over what both clerks agree on. A difference that a decision hides needs none of its own. */
export function settleEntries(
  compiled: CompiledQuestionnaire,
  [first, second]: readonly [TypedForm, TypedForm],
  decided: ReadonlyMap<string, string>,
): SettledEntries {
  const both: Both = [readTyped(compiled, first), readTyped(compiled, second)];
  const typed = listBoxes(compiled).map(({ key }) => [key, decided.get(key) ?? textAt(both[0], key)] as const);
  const read = readTyped(compiled, Object.fromEntries(typed));
  const differing = new Set(listDifferences(compiled, both).map(({ key }) => key));
  const unseen = (key: string): boolean => both.every(({ shown }) => !shown.has(key));
  const open = listBoxes(compiled)
    .filter(({ key }) => read.shown.has(key) && !decided.has(key) && (differing.has(key) || unseen(key)))
    .map(({ key }) => ({ key, first: textAt(both[0], key), second: textAt(both[1], key) }));
  return { read, open };
}
