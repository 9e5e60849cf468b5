import type { madeVariableRoutes } from "../../contract/made-variables.ts";
import type { MadeVariable } from "../../ports/made-variable-store.ts";
import { makeVariable, removeMadeVariable } from "../../use-cases/made-variables.ts";
import type { Services } from "../../use-cases/services.ts";
import type { HandlersOf } from "../call.ts";

const toWire = <One extends MadeVariable>(one: One) => ({ ...one });

export function madeVariableHandlers({ ports, archive }: Services): HandlersOf<typeof madeVariableRoutes> {
  return {
    listMadeVariables: async ({ params }) => ({
      variables: (await ports.madeVariables.list(params.study, params.questionnaire)).map(toWire),
    }),
    makeVariable: async ({ params, caller, body }) =>
      toWire(await makeVariable({ ...ports, archive }, caller, { ...params, recipe: body })),
    removeMadeVariable: async ({ params, caller }) => ({ removed: await removeMadeVariable(ports, caller, params) }),
  };
}
