import type { protectionRoutes } from "../../contract/protection.ts";
import { assessProtection, exportProtected } from "../../use-cases/export-protected.ts";
import type { Services } from "../../use-cases/services.ts";
import type { HandlersOf } from "../call.ts";

export function protectionHandlers({ ports, archive, software }: Services): HandlersOf<typeof protectionRoutes> {
  const all = { ...ports, archive, software };
  return {
    assessAnonymity: async ({ params, body }) => {
      const { before, after, suppressedRows } = await assessProtection(all, { ...params, protect: body });
      return {
        before: { ...before, keys: [...before.keys] },
        after: { ...after, keys: [...after.keys] },
        suppressedRows,
      };
    },
    exportProtected: ({ params, caller, body }) => exportProtected(all, caller, { ...params, ...body }),
  };
}
