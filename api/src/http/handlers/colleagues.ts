import type { colleagueRoutes } from "../../contract/colleagues.ts";
import { inviteColleague, listColleagues, withdrawColleague } from "../../use-cases/colleagues.ts";
import type { Services } from "../../use-cases/services.ts";
import type { HandlersOf } from "../call.ts";

export function colleagueHandlers({ ports }: Services): HandlersOf<typeof colleagueRoutes> {
  return {
    listColleagues: ({ params, caller, role }) => listColleagues(ports, { ...params, caller, role }),
    inviteColleague: async ({ params, caller, role }) => {
      await inviteColleague(ports, { ...params, caller, role });
      return { invited: true };
    },
    withdrawColleague: async ({ params, caller, role }) => {
      await withdrawColleague(ports, { ...params, caller, role });
      return { withdrawn: true };
    },
  };
}
