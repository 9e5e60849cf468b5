import { hashJson, type Json } from "@diaoyan/instruments";
import { StorageConflict } from "../ports/journal.ts";
import type { Kept, NamedStore } from "../ports/named-store.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import type { Problem } from "../problems.ts";

interface Keeping<One extends Kept> {
  readonly store: NamedStore<One>;
  readonly table: string;
  readonly study: string;
  readonly questionnaire: string;
  /** What the audit log calls it. */
  readonly action: string;
  readonly one: One;
  /** Refuses what cannot be kept; asked before anything is written. */
  readonly check: () => Promise<unknown>;
  /** Says that something else stands under the name. */
  readonly taken: () => Problem;
}

/** Keeps something under its name. The same sent again, or twice at once, is answered as it stands; another under the name is refused. */
export async function keepNamed<One extends Kept>(
  { journal }: Pick<Ports, "journal">,
  caller: Caller,
  { store, table, study, questionnaire, action, one, check, taken }: Keeping<One>,
): Promise<One> {
  const findSame = async (): Promise<One | undefined> => {
    const standing = (await store.list(study, questionnaire)).find(({ name }) => name === one.name);
    if (standing === undefined || isSame(standing, one)) return standing;
    throw taken();
  };
  const before = await findSame();
  if (before !== undefined) return before;
  await check();
  const note = { actor: caller.id, action, subject: `${questionnaire} ${one.name}` };
  try {
    await journal.commit(study, note, [store.add(study, questionnaire, one)]);
    return one;
  } catch (error) {
    if (!(error instanceof StorageConflict && error.table === table)) throw error;
    return (await findSame()) ?? one;
  }
}

/** Whether both are made alike, whoever kept them and when. */
function isSame<One extends Kept>(one: One, other: One): boolean {
  const [a, b] = [one, other].map(({ by: _by, at: _at, ...made }) => hashJson(made as unknown as Json));
  return a === b;
}

/** Removes what is kept under a name; false where there is nothing. */
export async function removeNamed<One extends Kept>(
  { journal }: Pick<Ports, "journal">,
  caller: Caller,
  from: Pick<Keeping<One>, "store" | "study" | "questionnaire" | "action"> & { readonly name: string },
): Promise<boolean> {
  const { store, study, questionnaire, action, name } = from;
  if (!(await store.list(study, questionnaire)).some((one) => one.name === name)) return false;
  const note = { actor: caller.id, action, subject: `${questionnaire} ${name}` };
  await journal.commit(study, note, [store.remove(study, questionnaire, name)]);
  return true;
}
