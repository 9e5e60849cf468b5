import type { progressRoutes } from "../../contract/progress.ts";
import { readQuota, removeQuota, saveQuota } from "../../use-cases/quotas.ts";
import { readProgress } from "../../use-cases/read-progress.ts";
import type { Services } from "../../use-cases/services.ts";
import { saveSmallCell } from "../../use-cases/small-cell.ts";
import type { HandlersOf } from "../call.ts";
import { asWire } from "./as-wire.ts";

export function progressHandlers({ ports, tally }: Services): HandlersOf<typeof progressRoutes> {
  return {
    getProgress: ({ params, role }) => readProgress(ports, tally, { ...params, role }),
    getQuota: async ({ params }) => {
      const { plan, revision, variables } = await readQuota(ports, params);
      return { plan: asWire(plan ?? undefined), revision, variables: asWire(variables) };
    },
    saveQuota: async ({ params, caller, body }) => ({
      revision: await saveQuota(ports, caller, { ...params, ...body }),
    }),
    removeQuota: async ({ params, caller, query }) => ({
      revision: await removeQuota(ports, caller, { ...params, ...query }),
    }),
    saveDisclosure: async ({ params, caller, body }) => ({
      smallCell: await saveSmallCell(ports, caller, { ...params, ...body }),
    }),
  };
}
