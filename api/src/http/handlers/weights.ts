import type { weightRoutes } from "../../contract/weights.ts";
import type { KeptWeight } from "../../ports/weight-store.ts";
import type { Services } from "../../use-cases/services.ts";
import { keepWeight, removeWeight } from "../../use-cases/weights.ts";
import type { HandlersOf } from "../call.ts";

type Body = Parameters<HandlersOf<typeof weightRoutes>["keepWeight"]>[0]["body"];

/** A weight as the wire has it: records of its own. */
const toWire = ({ margins, ...weight }: KeptWeight) => ({
  ...weight,
  margins: Object.fromEntries(Object.entries(margins).map(([name, totals]) => [name, { ...totals }])),
});

const toRecipe = ({ weight, limit, ...recipe }: Body) => ({
  ...recipe,
  ...(weight === undefined ? {} : { weight }),
  ...(limit === undefined ? {} : { limit }),
});

export function weightHandlers({ ports, archive }: Services): HandlersOf<typeof weightRoutes> {
  return {
    listWeights: async ({ params }) => ({
      weights: (await ports.weights.list(params.study, params.questionnaire)).map(toWire),
    }),
    keepWeight: async ({ params, caller, body }) =>
      toWire(await keepWeight({ ...ports, archive }, caller, { ...params, ...toRecipe(body) })),
    removeWeight: async ({ params, caller }) => ({ removed: await removeWeight(ports, caller, params) }),
  };
}
