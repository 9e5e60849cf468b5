import type { accountRoutes } from "../../contract/account.ts";
import type { memberRoutes } from "../../contract/members.ts";
import {
  changeRole,
  demandSecondFactor,
  inviteMember,
  listMembers,
  removeMember,
  withdrawInvitation,
} from "../../use-cases/members.ts";
import type { Services } from "../../use-cases/services.ts";
import type { HandlersOf } from "../call.ts";

export function memberHandlers({ ports }: Services): HandlersOf<typeof memberRoutes> {
  return {
    listMembers: ({ params, caller }) => listMembers(ports, caller, params.study),
    inviteMember: async ({ params, caller, body, origin }) => ({
      link: `${origin}${await inviteMember(ports, caller, { ...params, ...body })}`,
    }),
    withdrawMemberInvitation: async ({ params, caller, body }) => {
      await withdrawInvitation(ports, caller, { ...params, ...body });
      return undefined;
    },
    changeMemberRole: async ({ params, caller, body }) => {
      await changeRole(ports, caller, { ...params, ...body });
      return undefined;
    },
    removeMember: async ({ params, caller }) => {
      await removeMember(ports, caller, params);
      return undefined;
    },
    leaveStudy: async ({ params, caller }) => {
      await removeMember(ports, caller, { ...params, user: caller.id });
      return undefined;
    },
    demandSecondFactor: async ({ params, caller, body }) => {
      await demandSecondFactor(ports, caller, { ...params, ...body });
      return undefined;
    },
  };
}

export function accountHandlers({ ports: { accounts } }: Services): HandlersOf<typeof accountRoutes> {
  return {
    listMySessions: async ({ caller }) => ({
      sessions: (await accounts.sessionsOf(caller.id)).map((one) => ({ ...one, current: one.id === caller.session })),
      recoveryCodes: caller.secondFactor ? await accounts.recoveryCodesOf(caller.id) : null,
    }),
    endMySessions: async ({ caller, body: { session } }) => {
      const all = (await accounts.sessionsOf(caller.id)).map(({ id }) => id);
      await accounts.endSessions(
        caller.id,
        all.filter((id) => (session === "others" ? id !== caller.session : id === session)),
      );
      return undefined;
    },
  };
}
