import type { timingRoutes } from "../../contract/timing.ts";
import { observeTiming } from "../../use-cases/observe-timing.ts";
import { readAccounts } from "../../use-cases/read-accounts.ts";
import type { Services } from "../../use-cases/services.ts";
import type { HandlersOf } from "../call.ts";

export function timingHandlers({ ports, lookup, visits }: Services): HandlersOf<typeof timingRoutes> {
  return {
    countVisit: async ({ params }) => {
      const { collector } = await lookup.find(params.collector);
      await visits.visit(collector.id);
      return undefined;
    },
    observeTiming: ({ params, body }) => observeTiming({ ...ports, lookup, visits }, { ...params, ...body }),
    readAccounts: ({ params }) => readAccounts(ports, params.study),
  };
}
