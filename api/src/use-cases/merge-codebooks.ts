import type { Corpus } from "@diaoyan/analysis";
import type { Code, Codebook, CodeId } from "@diaoyan/instruments";

/** A codebook with codes of another one, and what each of these is in it. */
export interface MergedCodebook {
  readonly merged: Codebook;
  readonly added: number;
  readonly idOf: ReadonlyMap<string, CodeId>;
}

/** Codes of the file under those of the study: the same id, or the same number and name, is the same code. */
export function mergeCodebooks(own: Codebook, other: Codebook, modifiers: Codebook["modifiers"]): MergedCodebook {
  const byId = new Map(own.codes.map((code) => [String(code.id), code]));
  const byName = new Map(own.codes.map((code) => [`${code.number} ${code.name}`, code]));
  const numbers = new Set(own.codes.map(({ number }) => number));
  const ids = new Map<string, CodeId>();
  const added: Code[] = [];
  for (const code of other.codes) {
    const known = byId.get(code.id) ?? byName.get(`${code.number} ${code.name}`);
    ids.set(code.id, known?.id ?? code.id);
    if (known !== undefined) continue;
    const number = freeNumber(code.number, numbers);
    numbers.add(number);
    added.push({ ...code, number, parent: code.parent === null ? null : (ids.get(code.parent) ?? null) });
  }
  const values = mergeModifiers(own.modifiers, modifiers);
  if (added.length === 0 && values === own.modifiers) return { merged: own, added: 0, idOf: ids };
  return { merged: { ...own, codes: [...own.codes, ...added], modifiers: values }, added: added.length, idOf: ids };
}

function freeNumber(number: string, taken: ReadonlySet<string>): string {
  if (!taken.has(number)) return number;
  let place = 2;
  while (taken.has(`${number}-${place}`)) place += 1;
  return `${number}-${place}`;
}

function mergeModifiers(own: Codebook["modifiers"], other: Codebook["modifiers"]): Codebook["modifiers"] {
  const merged: Record<string, readonly string[]> = { ...own };
  let changed = false;
  for (const [name, values] of Object.entries(other)) {
    const missing = values.filter((value) => !(merged[name] ?? []).includes(value));
    if (missing.length === 0) continue;
    merged[name] = [...(merged[name] ?? []), ...missing];
    changed = true;
  }
  return changed ? merged : own;
}

/** Modifiers that codings use, with their values. */
export function collectModifiers({ codings }: Corpus): Codebook["modifiers"] {
  const found: Record<string, string[]> = {};
  for (const [name, value] of codings.flatMap(({ modifiers }) => Object.entries(modifiers))) {
    const values = found[name] ?? [];
    if (!values.includes(value)) found[name] = [...values, value];
  }
  return found;
}
