import { addNeededDerivations, mentions } from "@diaoyan/analysis";
import type { MadeRecipe, MadeVariable } from "../ports/made-variable-store.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import { problem } from "../problems.ts";
import { type AnalysisPorts, runAnalysis } from "./analyses.ts";
import { keepNamed, removeNamed } from "./keep-named.ts";

interface Place {
  readonly study: string;
  readonly questionnaire: string;
}

type Needed = Pick<Ports, "weights" | "madeVariables" | "journal" | "clock"> & AnalysisPorts;

/**
 * Makes a variable and keeps its recipe under its name, with how many cases have a value. The same sent again is answered
 * as it stands. Throws `analysis.invalid` where the recipe does not fit the answers or the name is a variable's,
 * `variable.exists` where another made variable or a kept weight has the name.
 */
export async function makeVariable(
  ports: Needed,
  caller: Caller,
  { study, questionnaire, recipe }: Place & { readonly recipe: MadeRecipe },
): Promise<MadeVariable & { readonly n: number; readonly missing: number }> {
  const taken = () =>
    problem("variable.exists", `name: another variable or weight “${recipe.name}” is kept`, {
      remedy: "choose another name, or remove that one first",
    });
  let counted: Awaited<ReturnType<typeof countCases>> | undefined;
  const check = async () => {
    const weights = await ports.weights.list(study, questionnaire);
    if (weights.some(({ name }) => name === recipe.name)) throw taken();
    counted = await countCases(ports, caller, { study, questionnaire, recipe });
  };
  const made = await keepNamed(ports, caller, {
    ...{ study, questionnaire, store: ports.madeVariables, table: "made_variables", action: "variable.make" },
    ...{ check, taken },
    one: { name: recipe.name, recipe, by: caller.name, at: ports.clock.now() },
  });
  return { ...made, ...(counted ?? (await countCases(ports, caller, { study, questionnaire, recipe }))) };
}

/** How many cases have a value of a variable made in this way. */
async function countCases(
  ports: Needed,
  caller: Caller,
  { study, questionnaire, recipe }: Place & { readonly recipe: MadeRecipe },
) {
  const others = (await ports.madeVariables.list(study, questionnaire)).filter(({ name }) => name !== recipe.name);
  const request = { kind: "frequencies", variable: recipe.name, derive: [recipe] };
  const recipes = others.map((one) => one.recipe);
  const { result } = await runAnalysis(ports, caller, {
    ...{ study, questionnaire },
    request: addNeededDerivations(request, recipes),
  });
  const { n, missing } = result as unknown as { readonly n: number; readonly missing: number };
  return { n, missing };
}

/** Removes a made variable; false where none has the name. Throws `variable.used` while another variable or a weight is made of it. */
export async function removeMadeVariable(
  ports: Pick<Ports, "weights" | "madeVariables" | "journal">,
  caller: Caller,
  { study, questionnaire, variable }: Place & { readonly variable: string },
): Promise<boolean> {
  const [made, weights] = await Promise.all([
    ports.madeVariables.list(study, questionnaire),
    ports.weights.list(study, questionnaire),
  ]);
  const user = [...made.filter(({ name }) => name !== variable), ...weights].find((one) =>
    mentions(JSON.stringify(one), variable),
  );
  if (user !== undefined)
    throw problem("variable.used", `variable: “${user.name}” is made of “${variable}”`, {
      remedy: `remove “${user.name}” first`,
    });
  const store = ports.madeVariables;
  return removeNamed(ports, caller, { study, questionnaire, store, action: "variable.remove", name: variable });
}
