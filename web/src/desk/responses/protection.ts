import { type QuestionnaireDefinition, textIn, type Variable } from "@diaoyan/instruments";
import { derivedVariables } from "../analysis/param-fields.ts";

/** Choices that become one, and what it is called. */
export interface Merge {
  readonly values: readonly string[];
  readonly label: string;
}

/** A background variable, and how it is made coarser: by merging choices, or by limits written as “30，40”. */
export interface Key {
  readonly name: string;
  readonly merges: readonly Merge[];
  readonly limits: string;
}

/** What the server is asked to do with the answers. */
export interface AskedProtection {
  readonly keys: string[];
  /** The study's smallest group unless given. */
  readonly k?: number;
  readonly suppress: boolean;
  readonly coarsen?: CoarseRule[];
}

/** A `recode` or `cut` of `derive`. */
type CoarseRule = { name: string; label: string; from: string } & (
  | { op: "recode"; map: Record<string, string> }
  | { op: "cut"; breaks: number[] }
);

/** Variables that can be known of a person: single choices, numbers, and what was derived of them; no open texts, no weights. */
export function backgroundVariables(
  variables: readonly Variable[],
  definition: QuestionnaireDefinition | null,
): readonly Variable[] {
  const asked = variables.filter(
    ({ set, type, scale, valueLabels = [] }) =>
      set === undefined && scale === undefined && (type === "numeric" || valueLabels.length > 1),
  );
  return [...asked, ...derivedVariables(definition).filter(({ measure }) => measure !== "scale")];
}

/** Limits as numbers that rise; null where the text holds anything else. */
export function readLimits(text: string): number[] | null {
  const parts = text.split(/[,，、;；\s]+/).filter((part) => part !== "");
  const limits = parts.map(Number);
  const rises = limits.every(
    (limit, place) => Number.isFinite(limit) && (place === 0 || limit > (limits[place - 1] ?? 0)),
  );
  return rises ? limits : null;
}

/** Keys as the server takes them: a key that is made coarser goes by the name of what replaces it. */
export function toProtection(
  keys: readonly Key[],
  variables: readonly Variable[],
  { k, suppress }: { readonly k: number | null; readonly suppress: boolean },
): AskedProtection {
  const taken = new Set(variables.map(({ name }) => name));
  const rules = keys.map((key) => toRule(key, variables, taken));
  const coarsen = rules.filter((rule) => rule !== null);
  return {
    keys: keys.map(({ name }, place) => rules[place]?.name ?? name),
    suppress,
    ...(k === null ? {} : { k }),
    ...(coarsen.length === 0 ? {} : { coarsen }),
  };
}

function toRule(
  { name, merges, limits }: Key,
  variables: readonly Variable[],
  taken: ReadonlySet<string>,
): CoarseRule | null {
  const variable = variables.find((one) => one.name === name);
  const head = {
    name: freeName(name, taken),
    label: variable === undefined ? name : textIn("zh", variable.label),
    from: name,
  };
  const breaks = readLimits(limits) ?? [];
  if (breaks.length > 0) return { ...head, op: "cut", breaks };
  const merged = merges.filter(({ values }) => values.length > 1);
  if (merged.length === 0) return null;
  const own = (variable?.valueLabels ?? []).map(({ value, label }) => [String(value), textIn("zh", label)] as const);
  const named = merged.flatMap(({ values, label }) => {
    const text =
      label.trim() === ""
        ? own
            .filter(([value]) => values.includes(value))
            .map(([, one]) => one)
            .join("／")
        : label.trim();
    return values.map((value) => [value, text] as const);
  });
  return { ...head, op: "recode", map: Object.fromEntries([...own, ...named]) };
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  const coarser = `${name}_C`;
  return taken.has(coarser) ? freeName(coarser, taken) : coarser;
}
