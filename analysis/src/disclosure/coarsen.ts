import { z } from "zod";
import { requestInvalid } from "../errors.ts";
import { deriveSchema } from "../expression/derivation.ts";
import { addDerived } from "../expression/derive.ts";
import type { Dataset } from "../model/dataset.ts";

/** Recodings and cuts in the language of `derive`. */
const coarsenSchema = z.array(deriveSchema);

/** The variable of the data that a coarser one was made from, by way of others too; any other name is its own. */
export function sourceOf(name: string, rules: unknown): string {
  const { data = [] } = coarsenSchema.safeParse(rules);
  const rule = data.find((one) => one.name === name);
  return rule === undefined || !("from" in rule) ? name : sourceOf(rule.from, rules);
}

/**
 * Puts coarser variables in place of fine ones: each entry is a `recode` or `cut` of `derive`, and the variable it is made
 * `from` leaves the data. Throws `request.invalid` for anything else, and what `derive` throws.
 */
export function coarsenDataset(dataset: Dataset, rules: unknown): Dataset {
  const parsed = coarsenSchema.safeParse(rules);
  if (!parsed.success)
    throw requestInvalid(
      "coarsen",
      parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`),
    );
  const fine = new Set<string>();
  const coarser = parsed.data.reduce((before, rule) => {
    if (rule.op !== "recode" && rule.op !== "cut")
      throw requestInvalid("coarsen", [`${rule.name}: expected op recode or cut, got ${rule.op}`]);
    fine.add(rule.from);
    return addDerived(before, rule);
  }, dataset);
  const columns = new Map([...coarser.columns].filter(([name]) => !fine.has(name)));
  return { ...coarser, columns, variables: coarser.variables.filter(({ name }) => !fine.has(name)) };
}
