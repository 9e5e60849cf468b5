import type { leadRoutes } from "../../contract/leads.ts";
import { decideLead, listLeads, scoreLead } from "../../use-cases/case-leads.ts";
import type { Services } from "../../use-cases/services.ts";
import type { HandlersOf } from "../call.ts";

export function leadHandlers({ ports }: Services): HandlersOf<typeof leadRoutes> {
  return {
    listLeads: ({ params, caller, role }) => listLeads(ports, { ...params, caller, role }),
    scoreLead: async ({ params, caller, body }) => {
      await scoreLead(ports, caller, { ...params, ...body });
      return undefined;
    },
    decideLead: async ({ params, caller, body }) => {
      await decideLead(ports, caller, { ...params, ...body });
      return undefined;
    },
  };
}
