import type { Derivation } from "@diaoyan/analysis";
import type { Kept, NamedStore } from "./named-store.ts";

/** How a variable is made by hand at the desk. */
export type MadeRecipe = Exclude<Derivation, { readonly op: "rake" }>;

/** A variable made at the desk: its recipe, so that it is made anew of the answers that count. */
export interface MadeVariable extends Kept {
  readonly recipe: MadeRecipe;
}

/** Variables made of a questionnaire's; a name that is taken conflicts in `made_variables`. */
export type MadeVariableStore = NamedStore<MadeVariable>;
