import { addNeededDerivations, type Derivation } from "@diaoyan/analysis";
import type { Caller, Ports } from "../ports/ports.ts";
import type { KeptWeight } from "../ports/weight-store.ts";
import { problem } from "../problems.ts";
import { type AnalysisPorts, runAnalysis } from "./analyses.ts";
import { keepNamed, removeNamed } from "./keep-named.ts";

interface Place {
  readonly study: string;
  readonly questionnaire: string;
}

type Recipe = Omit<KeptWeight, "by" | "at">;

/**
 * Keeps a weight under a name. The same sent again is answered as it stands. Throws `analysis.invalid` where the totals do
 * not fit the answers, the name is one of the questionnaire's variables or the weights do not converge, `weight.exists`
 * where another weight has the name.
 */
export async function keepWeight(
  ports: Pick<Ports, "weights" | "madeVariables" | "journal" | "clock"> & AnalysisPorts,
  caller: Caller,
  { study, questionnaire, ...recipe }: Place & Recipe,
): Promise<KeptWeight> {
  const taken = () =>
    problem("weight.exists", `name: a variable or another weight “${recipe.name}” is kept`, {
      remedy: "choose another name, or remove that weight first",
    });
  const check = async () => {
    const made = await ports.madeVariables.list(study, questionnaire);
    if (made.some(({ name }) => name === recipe.name)) throw taken();
    const derive: Derivation = { op: "rake", ...recipe };
    const request = { kind: "describe", variables: [recipe.name], derive: [derive] };
    const recipes = made.map((one) => one.recipe);
    await runAnalysis(ports, caller, { study, questionnaire, request: addNeededDerivations(request, recipes) });
  };
  return keepNamed(ports, caller, {
    ...{ study, questionnaire, store: ports.weights, table: "kept_weights", action: "weight.keep", check, taken },
    one: { ...recipe, by: caller.name, at: ports.clock.now() },
  });
}

/** Removes a kept weight; false where none has the name. */
export function removeWeight(
  ports: Pick<Ports, "weights" | "journal">,
  caller: Caller,
  { study, questionnaire, weight }: Place & { readonly weight: string },
): Promise<boolean> {
  const store = ports.weights;
  return removeNamed(ports, caller, { study, questionnaire, store, action: "weight.remove", name: weight });
}
