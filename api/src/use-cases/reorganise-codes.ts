import { type Coding, idsBeneath, nextNumber, placeBeneath } from "@diaoyan/analysis";
import { brandAs, type Code, type Codebook, type CodeId, codebookSchema } from "@diaoyan/instruments";
import type { CodingChange, StoredChange } from "../ports/coding-store.ts";
import type { Caller } from "../ports/ports.ts";
import { found, problem } from "../problems.ts";
import { checkShape } from "./check-shape.ts";
import { type CodingOrder, takeWords } from "./coding.ts";
import { type ActOrder, type ActPorts, actOf, commitAct, nextOf, readUpToDate } from "./coding-acts.ts";

/** Codes added while coding, put together, put elsewhere, or taken apart. */
export type Reorganisation =
  | {
      readonly kind: "add";
      readonly part: Code;
      /** The stretch that is coded with it. */
      readonly on?: Omit<CodingOrder, "study" | "id" | "code"> & { readonly coding: string };
    }
  | { readonly kind: "merge"; readonly from: readonly string[]; readonly into: string }
  | { readonly kind: "move"; readonly code: string; readonly parent: string | null; readonly number: string }
  | {
      readonly kind: "split";
      readonly code: string;
      /** The new code, and the codings that go to it. */
      readonly part: Code;
      readonly codings: readonly { readonly coding: string; readonly revision: number }[];
    };

interface Made {
  readonly codebook: Codebook;
  readonly changes: readonly CodingChange[];
}

/**
 * Reorganises the codebook and its codings in one act that can be undone. `revision` is the codebook's the person saw.
 * Merging keeps the definition of the code that stays and takes over the rules and, with new numbers, what lies beneath the others; where a
 * person has both codes on one stretch, one coding stays. Throws `edit.conflict`, `coding.changed`, `codebook.invalid`.
 */
export async function reorganiseCodes(
  ports: ActPorts,
  caller: Caller,
  order: ActOrder & { readonly revision: number; readonly change: Reorganisation },
): Promise<{ readonly codebook: Codebook; readonly changes: readonly StoredChange[] }> {
  const { act, change, revision, study } = order;
  const done = await ports.codingTrail.findCodebookChange(study, act);
  if (done !== undefined) return { codebook: done.after, changes: await ports.codingTrail.changesOfAct(study, act) };
  const current = found(await ports.coding.findCodebook(study), "codebook.notFound", study);
  if (current.revision !== revision) {
    throw problem("edit.conflict", `codebook: revision ${revision} was edited, ${current.revision} stands`);
  }
  const made = await makeChange(ports, caller, { study, codebook: current.codebook, change });
  const codebook = checkShape(codebookSchema, made.codebook, { code: "codebook.invalid", root: "codebook" });
  const to = codebook as unknown as Codebook;
  const changes = await commitAct(ports, study, actOf(ports, caller, { id: act, kind: change.kind }), {
    changes: made.changes,
    codebook: { from: current.codebook, to, base: revision },
  });
  return { codebook: to, changes };
}

function makeChange(
  ports: ActPorts,
  caller: Caller,
  { change, codebook, study }: { study: string; codebook: Codebook; change: Reorganisation },
): Promise<Made> | Made {
  if (change.kind === "merge") return merge(ports, study, codebook, change);
  if (change.kind === "split") return split(ports, study, codebook, change);
  if (change.kind === "add") return add(ports, caller, { study, codebook, change });
  return { codebook: move(codebook, change), changes: [] };
}

async function add(
  ports: ActPorts,
  caller: Caller,
  { change, codebook, study }: { study: string; codebook: Codebook; change: Extract<Reorganisation, { kind: "add" }> },
): Promise<Made> {
  const { on, part } = change;
  refuseTakenNumber(codebook, part.id, part.number);
  const grown = { ...codebook, codes: [...codebook.codes, part] };
  if (on === undefined) return { codebook: grown, changes: [] };
  const after = await takeWords(ports, caller, { ...on, study, id: on.coding, code: part.id });
  return { codebook: grown, changes: [{ before: null, after }] };
}

function codeOf({ codes }: Codebook, id: string): Code {
  const code = codes.find((one) => one.id === id);
  if (code === undefined) throw problem("codebook.invalid", `the codebook has no code "${id}"`);
  return code;
}

async function merge(
  ports: ActPorts,
  study: string,
  codebook: Codebook,
  { from, into }: Extract<Reorganisation, { kind: "merge" }>,
): Promise<Made> {
  const target = codeOf(codebook, into);
  const sources = from.map((id) => codeOf(codebook, id));
  if (sources.length === 0 || from.includes(into))
    throw problem("codebook.invalid", "from: expected other codes than the one that stays");
  if (isBelow(codebook, target, new Set(from))) {
    throw problem("codebook.invalid", `code "${target.number}" lies beneath one that would go`, {
      remedy: "move it elsewhere first, or merge the other way round",
    });
  }
  const all = await ports.coding.list(study);
  const rules = [...target.rules, ...sources.flatMap((source) => source.rules)];
  const codes = adoptChildren(codebook, from, target)
    .filter(({ id }) => !from.includes(id))
    .map((code) => (code.id === into ? { ...code, rules } : code));
  return { codebook: { ...codebook, codes }, changes: mergeCodings(all, new Set(from), target.id) };
}

/** The codes with those beneath codes that go beneath the one that stays, numbered on after its own. */
function adoptChildren({ codes: given }: Codebook, from: readonly string[], target: Code): readonly Code[] {
  const orphans = given.filter(({ id, parent }) => parent !== null && from.includes(parent) && !from.includes(id));
  return orphans.reduce((codes, { id }) => {
    const number = nextNumber({ codes }, target);
    return placeBeneath({ codes }, id, { parent: target.id, number });
  }, given);
}

function mergeCodings(all: readonly Coding[], from: ReadonlySet<string>, into: CodeId): readonly CodingChange[] {
  const placeOf = ({ transcript, start, end, origin }: Coding) =>
    [transcript, start, end, origin.kind === "human" ? origin.user : "rule"].join(" ");
  const taken = new Set(all.filter(({ code }) => code === into).map(placeOf));
  return all
    .filter(({ code }) => from.has(code))
    .map((before) => {
      const place = placeOf(before);
      // a double without words of its own adds nothing; one with a memo is kept
      const isDouble = taken.has(place) && before.memo === "";
      taken.add(place);
      return { before, after: isDouble ? null : nextOf(before, { code: into }) };
    });
}

function isBelow({ codes }: Codebook, code: Code, above: ReadonlySet<string>): boolean {
  const byId = new Map(codes.map((one) => [one.id, one]));
  for (let at = code.parent; at !== null; at = byId.get(at)?.parent ?? null) if (above.has(at)) return true;
  return false;
}

async function split(
  ports: ActPorts,
  study: string,
  codebook: Codebook,
  { code, codings, part }: Extract<Reorganisation, { kind: "split" }>,
): Promise<Made> {
  codeOf(codebook, code);
  refuseTakenNumber(codebook, part.id, part.number);
  const standing = await readUpToDate(ports, study, codings);
  const foreign = [...standing.values()].find((coding) => coding.code !== code);
  if (foreign !== undefined)
    throw problem("coding.invalid", `coding ${foreign.id} does not have the code that is split`);
  const place = codebook.codes.findIndex(({ id }) => id === code) + 1;
  const codes = [...codebook.codes.slice(0, place), part, ...codebook.codes.slice(place)];
  const changes = [...standing.values()].map((before) => ({ before, after: nextOf(before, { code: part.id }) }));
  return { codebook: { ...codebook, codes }, changes };
}

/** The code under another parent with another number; numbers beneath it follow. */
function move(codebook: Codebook, { code: id, number, parent }: Extract<Reorganisation, { kind: "move" }>): Codebook {
  const code = codeOf(codebook, id);
  if (parent !== null && (parent === id || isBelow(codebook, codeOf(codebook, parent), new Set([id])))) {
    throw problem("codebook.invalid", `code "${code.number}" cannot stand beneath itself`);
  }
  const codes = placeBeneath(codebook, code.id, { parent: parent === null ? null : brandAs<CodeId>(parent), number });
  const moved = idsBeneath(codebook, code.id);
  const others = { codes: codebook.codes.filter((one) => !moved.has(one.id)) };
  for (const one of codes) if (moved.has(one.id)) refuseTakenNumber(others, one.id, one.number);
  return { ...codebook, codes };
}

function refuseTakenNumber({ codes }: Pick<Codebook, "codes">, id: string, number: string): void {
  if (!codes.some((code) => code.number === number && code.id !== id)) return;
  throw problem("codebook.invalid", `number "${number}" belongs to another code`, { remedy: "give a free number" });
}
