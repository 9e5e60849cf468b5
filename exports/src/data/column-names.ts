import { hashText } from "@diaoyan/instruments";

/** What a format takes as the name of a column. */
export interface NameRules {
  /** Longest name, in what `measure` counts. */
  readonly longest: number;
  readonly measure: (text: string) => number;
  /** Signs a name may not hold. */
  readonly illegal: RegExp;
  /** What a name may not begin with. */
  readonly illegalStart: RegExp;
  readonly isReserved: (name: string) => boolean;
  /** Whether names that differ in upper and lower case only are the same. */
  readonly ignoreCase: boolean;
}

const markLength = 7;

/**
 * Names of columns as a format takes them: what is forbidden becomes “_”, what is too long or would be the name of two
 * columns ends in a mark made of the whole name. A name depends on no other one but where two collide, so columns that
 * join or leave rename nothing.
 */
export function nameColumns(names: readonly string[], rules: NameRules): readonly string[] {
  const keyOf = (name: string): string => (rules.ignoreCase ? name.toLowerCase() : name);
  const plain = names.map((name) => makeName(name, rules));
  const owners = new Map<string, number>();
  for (const [index, name] of plain.entries()) {
    const key = keyOf(name);
    const owner = owners.get(key);
    if (owner === undefined || (plain[owner] !== names[owner] && name === names[index])) owners.set(key, index);
  }
  return plain.map((name, index) =>
    owners.get(keyOf(name)) === index ? name : markName(name, names[index] ?? "", rules),
  );
}

function makeName(name: string, rules: NameRules): string {
  const legal = name.replaceAll(rules.illegal, "_") || "_";
  const started = rules.illegalStart.test(legal) ? `V${legal}` : legal;
  const free = rules.isReserved(started) ? `${started}_` : started;
  return rules.measure(free) <= rules.longest ? free : markName(free, name, rules);
}

function markName(legal: string, name: string, { longest, measure }: NameRules): string {
  let kept = "";
  for (const character of legal) {
    if (measure(kept + character) > longest - markLength) break;
    kept += character;
  }
  return `${kept}_${hashText(name).slice(0, markLength - 1)}`;
}
