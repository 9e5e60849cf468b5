import type { Derivation } from "@diaoyan/analysis";
import { hashJson, type Json } from "@diaoyan/instruments";
import { StorageConflict } from "../ports/journal.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import type { KeptWeight } from "../ports/weight-store.ts";
import { problem } from "../problems.ts";
import { runAnalysis } from "./analyses.ts";
import type { StudyArchive } from "./study-archive.ts";

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
  ports: Pick<Ports, "weights" | "journal" | "clock" | "runtime"> & { readonly archive: StudyArchive },
  caller: Caller,
  { study, questionnaire, ...recipe }: Place & Recipe,
): Promise<KeptWeight> {
  const before = await findSame(ports, { study, questionnaire }, recipe);
  if (before !== undefined) return before;
  const derive: Derivation = { op: "rake", ...recipe };
  const request = { kind: "describe", variables: [recipe.name], derive: [derive] };
  await runAnalysis(ports, { study, questionnaire, request });
  const weight = { ...recipe, by: caller.name, at: ports.clock.now() };
  const note = { actor: caller.id, action: "weight.keep", subject: `${questionnaire} ${recipe.name}` };
  try {
    await ports.journal.commit(study, note, [ports.weights.add(study, questionnaire, weight)]);
    return weight;
  } catch (error) {
    if (!(error instanceof StorageConflict && error.table === "kept_weights")) throw error;
    return (await findSame(ports, { study, questionnaire }, recipe)) ?? weight;
  }
}

/** The weight that stands under the name where it is the same. Throws `weight.exists` where it is another. */
async function findSame(
  { weights }: Pick<Ports, "weights">,
  { study, questionnaire }: Place,
  recipe: Recipe,
): Promise<KeptWeight | undefined> {
  const standing = (await weights.list(study, questionnaire)).find(({ name }) => name === recipe.name);
  if (standing === undefined) return undefined;
  const { by: _by, at: _at, ...same } = standing;
  if (hashJson(same as unknown as Json) === hashJson(recipe as unknown as Json)) return standing;
  throw problem("weight.exists", `name: a weight “${recipe.name}” of other totals, limit or source is kept`, {
    remedy: "choose another name, or remove that weight first",
  });
}

/** Removes a kept weight; false where none has the name. */
export async function removeWeight(
  { weights, journal }: Pick<Ports, "weights" | "journal">,
  caller: Caller,
  { study, questionnaire, weight }: Place & { readonly weight: string },
): Promise<boolean> {
  const standing = await weights.list(study, questionnaire);
  if (!standing.some(({ name }) => name === weight)) return false;
  const note = { actor: caller.id, action: "weight.remove", subject: `${questionnaire} ${weight}` };
  await journal.commit(study, note, [weights.remove(study, questionnaire, weight)]);
  return true;
}
