import type { planRoutes } from "../../contract/plan.ts";
import { readPlan, removePlanItem, savePlanItem } from "../../use-cases/plan.ts";
import type { Services } from "../../use-cases/services.ts";
import type { HandlersOf } from "../call.ts";
import { asWire } from "./as-wire.ts";

export function planHandlers({ ports }: Services): HandlersOf<typeof planRoutes> {
  return {
    getPlan: async ({ params, caller, role }) => {
      const { items, lines, ...rest } = await readPlan(ports, caller, { ...params, role });
      return { ...rest, items: items.map(asWire), lines: [...lines] };
    },
    savePlanItem: async ({ params, caller, body }) => ({
      item: asWire(await savePlanItem(ports, caller, { study: params.study, id: params.item, item: body.item })),
    }),
    removePlanItem: async ({ params, query, caller }) => {
      await removePlanItem(ports, caller, { study: params.study, id: params.item, ...query });
      return { removed: true };
    },
  };
}
