import type { Coding } from "@diaoyan/analysis";
import type { Codebook } from "@diaoyan/instruments";
import type { CodebookChange, CodingAct, ListedAct, StoredChange } from "../ports/coding-store.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import { found } from "../problems.ts";
import { notePassages } from "./as-said.ts";
import { createSight, type Sight } from "./second-coding.ts";

type ActListPorts = Pick<Ports, "agreement" | "coding" | "codingTrail" | "deidentify" | "journal" | "transcripts">;

const actsAPage = 100;
/** Codings and codes of an act that are named; the count tells how many there are. */
const named = 3;
const quoteLetters = 60;

/** A coding an act touched, with the code it got and the one it had where that is another; codes null where nothing names them any more. */
export interface TouchedCoding {
  readonly coding: string;
  readonly code: string | null;
  readonly codeBefore: string | null;
  readonly quote: string;
  readonly reason: string | null;
  readonly transcript: string;
  readonly title: string;
  /** Where it stands in the present text, or stood if it was taken away; null where that cannot be said. */
  readonly place: { readonly start: number; readonly end: number } | null;
}

/** A code before and after an act; null where it was not there, or is no longer. */
export interface TouchedCode {
  readonly before: string | null;
  readonly after: string | null;
}

/** An act with the first codings and codes it touched, as far as the caller may see them. */
export interface ToldAct extends ListedAct {
  readonly touched: readonly TouchedCoding[];
  readonly codes: readonly TouchedCode[];
}

/** Acts on codings and codes, newest first, with what they touched. Showing words as they were said enters the audit log. */
export async function listActs(
  ports: ActListPorts,
  caller: Caller,
  { before, study }: { readonly study: string; readonly before: Pick<CodingAct, "id" | "at"> | undefined },
): Promise<readonly ToldAct[]> {
  const sees = await createSight(ports, study, caller.id);
  const acts = await countSeen(ports, study, {
    acts: await ports.codingTrail.listActs(study, before, actsAPage),
    sees,
  });
  const ids = acts.map(({ act }) => act.id);
  // changes whose words were forgotten name nothing
  const changes = (await ports.codingTrail.firstChanges(study, ids, named)).filter(
    (one) => (one.after ?? one.before) !== null && isSeenChange(one, sees),
  );
  const books = new Map(await readBooks(ports, study, acts));
  const standing = new Map(
    (await ports.coding.findAll(study, [...new Set(changes.map(({ coding }) => coding))])).map((one) => [
      String(one.id),
      one,
    ]),
  );
  const heads = new Map((await ports.transcripts.listHeads(study)).map((head) => [String(head.id), head]));
  const { codebook } = found(await ports.coding.findCodebook(study), "codebook.notFound", study);
  const known = nameCodes([codebook, ...[...books.values()].flatMap(({ after, before: old }) => [after, old])]);
  const tell = (change: StoredChange): TouchedCoding => {
    const now = (change.after ?? change.before) as Coding;
    const head = heads.get(change.transcript);
    const here = standing.get(change.coding) ?? (head?.revision === now.transcriptRevision ? now : undefined);
    const old = change.before !== null && change.before.code !== now.code ? change.before.code : null;
    return {
      coding: change.coding,
      code: known.get(now.code) ?? null,
      codeBefore: old === null ? null : (known.get(old) ?? null),
      quote: [...now.quote].slice(0, quoteLetters).join(""),
      reason: change.reason ?? null,
      transcript: change.transcript,
      title: head?.title ?? "",
      place: here === undefined ? null : { start: here.start, end: here.end },
    };
  };
  await notePassages(ports, caller, {
    study,
    action: "coding.retrieve",
    ids: [...new Set(changes.map(({ transcript }) => transcript))],
  });
  return acts.map((one) => {
    const book = books.get(one.act.id);
    return {
      ...one,
      touched: changes.filter(({ act }) => act.id === one.act.id).map(tell),
      codes: book === undefined ? [] : compareBooks(book),
    };
  });
}

type Sees = (coding: Coding) => boolean;

/** Whether somebody sees what was changed. A change of words that were forgotten tells nobody anything. */
export function isSeenChange({ after, before }: StoredChange, sees: Sees): boolean {
  return [after, before].every((coding) => coding === null || sees(coding));
}

/** While a second coding is blind acts count what the viewer may see, and acts of nothing else are left out. */
async function countSeen(
  ports: Pick<Ports, "codingTrail">,
  study: string,
  { acts, sees }: { readonly acts: readonly ListedAct[]; readonly sees: Sight },
): Promise<readonly ListedAct[]> {
  if (sees.isWhole) return acts;
  const counted = acts.map(async (one) => {
    const changes = await ports.codingTrail.changesOfAct(study, one.act.id);
    return { ...one, count: changes.filter((change) => isSeenChange(change, sees)).length };
  });
  return (await Promise.all(counted)).filter(({ codebook, count }) => codebook || count > 0);
}

async function readBooks(ports: Pick<Ports, "codingTrail">, study: string, acts: readonly ListedAct[]) {
  const ids = acts.filter(({ codebook }) => codebook).map(({ act }) => act.id);
  const books = await Promise.all(ids.map((id) => ports.codingTrail.findCodebookChange(study, id)));
  return books.flatMap((book) => (book === undefined ? [] : [[book.act.id, book] as const]));
}

const sayCode = ({ name, number }: Codebook["codes"][number]): string => `${number} ${name}`.trim();

/** Names of codes by id; of several books the first tells. */
function nameCodes(books: readonly Codebook[]): ReadonlyMap<string, string> {
  return new Map([...books].reverse().flatMap(({ codes }) => codes.map((code) => [String(code.id), sayCode(code)])));
}

function compareBooks({ after, before }: CodebookChange): readonly TouchedCode[] {
  const [old, now] = [before, after].map(({ codes }) => new Map(codes.map((code) => [code.id, code])));
  const gone = before.codes.filter(({ id }) => !now?.has(id)).map((code) => ({ before: sayCode(code), after: null }));
  const other = after.codes.flatMap((code) => {
    const was = old?.get(code.id);
    if (was !== undefined && JSON.stringify(was) === JSON.stringify(code)) return [];
    return [{ before: was === undefined ? null : sayCode(was), after: sayCode(code) }];
  });
  return [...gone, ...other].slice(0, named);
}
