import type { Code, Codebook, CodeId } from "@diaoyan/instruments";

/** What an act made of a codebook. */
interface Step {
  readonly before: Codebook;
  readonly after: Codebook;
}

/** The codebook without an act, or the codes (and names of modifiers) that were changed after it and stand in the way. */
export type Reverted =
  | { readonly codebook: Codebook; readonly inTheWay?: never }
  | { readonly codebook?: never; readonly inTheWay: readonly string[] };

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/**
 * Takes one act back from a codebook that may have gone on since: what the act touched becomes what it was, what others did to
 * other codes stays. Whatever the act touched and somebody changed again is in the way, as is a number that was given anew.
 */
export function revertCodebook(current: Codebook, { after, before }: Step): Reverted {
  const now = byId(current);
  const [made, were] = [byId(after), byId(before)];
  const touched = [...new Set([...made.keys(), ...were.keys()])].filter((id) => !same(made.get(id), were.get(id)));
  const changed = touched.filter((id) => !same(now.get(id), made.get(id)));
  const modifiers = same(before.modifiers, after.modifiers) ? current.modifiers : before.modifiers;
  const blocked = modifiers !== current.modifiers && !same(current.modifiers, after.modifiers);
  const codes = putBack(current.codes, { touched: new Set(touched), were, order: before.codes });
  const given = changed.length > 0 ? changed : [...takenTwice(codes, touched), ...orphansOf(codes)];
  const nameOf = (id: CodeId) => label(now.get(id) ?? were.get(id) ?? made.get(id), id);
  const inTheWay = [...given.map(nameOf), ...(blocked ? Object.keys(after.modifiers) : [])];
  if (inTheWay.length > 0) return { inTheWay };
  const version =
    before.version !== after.version && current.version === after.version ? before.version : current.version;
  return { codebook: { version, codes, modifiers } };
}

function byId({ codes }: Codebook): ReadonlyMap<CodeId, Code> {
  return new Map(codes.map((code) => [code.id, code]));
}

function label(code: Code | undefined, id: CodeId): string {
  return code === undefined ? id : `${code.number} ${code.name}`;
}

/** Codes as they were: those that stand at their place, those that return behind the one they stood behind. */
function putBack(
  current: readonly Code[],
  {
    order,
    touched,
    were,
  }: {
    readonly order: readonly Code[];
    readonly touched: ReadonlySet<CodeId>;
    readonly were: ReadonlyMap<CodeId, Code>;
  },
): readonly Code[] {
  const codes = current.filter(({ id }) => !touched.has(id));
  for (const [place, { id }] of order.entries()) {
    const code = were.get(id);
    if (code === undefined || !touched.has(id)) continue;
    const leaders = new Set(order.slice(0, place).map((one) => one.id));
    codes.splice(codes.findLastIndex((one) => leaders.has(one.id)) + 1, 0, code);
  }
  return codes;
}

function takenTwice(codes: readonly Code[], touched: readonly CodeId[]): readonly CodeId[] {
  const returned = new Set(touched);
  const others = new Map(codes.filter(({ id }) => !returned.has(id)).map(({ id, number }) => [number, id]));
  return codes.flatMap(({ id, number }) => (returned.has(id) ? [others.get(number) ?? []].flat() : []));
}

/** Codes whose parent went. */
function orphansOf(codes: readonly Code[]): readonly CodeId[] {
  const known = new Set(codes.map(({ id }) => id));
  return codes.filter(({ parent }) => parent !== null && !known.has(parent)).map(({ id }) => id);
}
