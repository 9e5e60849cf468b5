import type { invitationRoutes } from "../../contract/invitations.ts";
import { invitePeople, listInvitations, removeInvitation, renewInvitation } from "../../use-cases/invitations.ts";
import type { Services } from "../../use-cases/services.ts";
import type { HandlersOf } from "../call.ts";

export function invitationHandlers({ ports }: Services): HandlersOf<typeof invitationRoutes> {
  return {
    invitePeople: async ({ params, caller, body, origin }) => {
      const invited = await invitePeople(ports, caller, { ...params, ...body });
      return { invited: invited.map(({ path, ...person }) => ({ ...person, link: `${origin}${path}` })) };
    },
    listInvitations: async ({ params, caller }) => ({ invitations: await listInvitations(ports, caller, params) }),
    renewInvitation: async ({ params, caller, origin }) => ({
      link: `${origin}${await renewInvitation(ports, caller, params)}`,
    }),
    removeInvitation: async ({ params, caller }) => {
      await removeInvitation(ports, caller, params);
      return { removed: true };
    },
  };
}
