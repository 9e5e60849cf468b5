import type { Code, Codebook, CodeId } from "@diaoyan/instruments";

/** The ids of a code and of all that lie beneath it. */
export function idsBeneath({ codes }: Pick<Codebook, "codes">, id: CodeId): ReadonlySet<CodeId> {
  const found = new Set([id]);
  for (let grown = 0; grown !== found.size; ) {
    grown = found.size;
    for (const { id: one, parent } of codes) if (parent !== null && found.has(parent)) found.add(one);
  }
  return found;
}

/**
 * The next free number beneath a parent (null: on top): 1.4 where three codes stand beneath 1. A code `moving` there keeps its
 * own number where it stands beneath that parent already.
 */
export function nextNumber(
  { codes }: Pick<Codebook, "codes">,
  parent: Pick<Code, "id" | "number"> | null,
  moving?: Pick<Code, "parent" | "number">,
): string {
  const above = parent?.id ?? null;
  if (moving !== undefined && moving.parent === above) return moving.number;
  const prefix = parent === null ? "" : `${parent.number}.`;
  const taken = new Set(codes.map(({ number }) => number));
  let place = codes.filter((code) => code.parent === above).length + 1;
  while (taken.has(`${prefix}${place}`)) place += 1;
  return `${prefix}${place}`;
}

/**
 * The codes with one of them, and what lies beneath it, behind the last beneath another parent. Numbers that begin with its old
 * one begin with the new one. `id` must be a code, and `parent` must not lie beneath it.
 */
export function placeBeneath(
  codebook: Pick<Codebook, "codes">,
  id: CodeId,
  { parent, number }: { readonly parent: CodeId | null; readonly number: string },
): readonly Code[] {
  const { codes } = codebook;
  const moving = idsBeneath(codebook, id);
  const old = codes.find((code) => code.id === id);
  const moved = codes
    .filter((code) => moving.has(code.id))
    .map((code) => (code.id === id ? { ...code, parent, number } : renumber(code, `${old?.number}.`, `${number}.`)));
  if (old?.parent === parent) {
    const byId = new Map(moved.map((code) => [code.id, code]));
    return codes.map((code) => byId.get(code.id) ?? code);
  }
  const rest = codes.filter((code) => !moving.has(code.id));
  const beneath = parent === null ? null : idsBeneath(codebook, parent);
  const after = rest.findLastIndex((code) => beneath?.has(code.id) ?? true) + 1;
  return [...rest.slice(0, after), ...moved, ...rest.slice(after)];
}

function renumber(code: Code, from: string, to: string): Code {
  return code.number.startsWith(from) ? { ...code, number: to + code.number.slice(from.length) } : code;
}
