import { z } from "zod";
import { allow, defineRoute } from "./route.ts";
import { role, studyParams } from "./values.ts";

/** A member of a study. */
export const member = z.object({
  /** Empty for somebody who has not used the invitation yet. */
  user: z.string(),
  name: z.string(),
  email: z.string(),
  role,
  invited: z.boolean(),
  /** Whether signing in asks the person for a second factor. */
  secondFactor: z.boolean(),
});

const memberParams = studyParams.extend({ user: z.string().min(1).max(100) });

/** Routes of members of a study. */
export const memberRoutes = {
  listMembers: defineRoute({
    id: "listMembers",
    group: "members",
    summary: "Members of a study and open invitations",
    method: "get",
    path: "/api/studies/{study}/members",
    access: allow("members.manage"),
    audits: "member.list",
    params: studyParams,
    response: z.object({
      members: z.array(member),
      /** Whether whoever signs in by password alone is shut out. */
      demandsSecondFactor: z.boolean(),
      /** Whether the installation demands it, so that no study can do without. */
      secondFactorEverywhere: z.boolean(),
    }),
    status: 200,
  }),
  /** The answer holds the one-time link `{origin}/invite#{token}` (`{origin}/sign-in` for an account that stands already), to be handed over by the lead's own means. */
  inviteMember: defineRoute({
    id: "inviteMember",
    group: "members",
    summary: "Invite a person to a study; an earlier link to the same address ends",
    method: "post",
    path: "/api/studies/{study}/members",
    access: allow("members.manage"),
    params: studyParams,
    body: z.strictObject({ email: z.email(), name: z.string().min(1).max(100), role }),
    response: z.object({ link: z.string() }),
    status: 201,
  }),
  withdrawMemberInvitation: defineRoute({
    id: "withdrawMemberInvitation",
    group: "members",
    summary: "Take back a link that was not used yet",
    method: "post",
    path: "/api/studies/{study}/members/withdrawals",
    access: allow("members.manage"),
    params: studyParams,
    body: z.strictObject({ email: z.email() }),
    status: 204,
  }),
  changeMemberRole: defineRoute({
    id: "changeMemberRole",
    group: "members",
    summary: "Give a member another role; the last lead stays one",
    method: "put",
    path: "/api/studies/{study}/members/{user}",
    access: allow("members.manage"),
    params: memberParams,
    body: z.strictObject({ role }),
    status: 204,
  }),
  removeMember: defineRoute({
    id: "removeMember",
    group: "members",
    summary: "Remove a member, who is shut out at once; the last lead stays",
    method: "delete",
    path: "/api/studies/{study}/members/{user}",
    access: allow("members.manage"),
    params: memberParams,
    status: 204,
  }),
  leaveStudy: defineRoute({
    id: "leaveStudy",
    group: "members",
    summary: "Leave a study oneself; the last lead stays",
    method: "post",
    path: "/api/studies/{study}/leave",
    access: allow("study.see"),
    params: studyParams,
    status: 204,
  }),
  demandSecondFactor: defineRoute({
    id: "demandSecondFactor",
    group: "members",
    summary: "Shut members out who sign in by password alone, or let them in again",
    method: "put",
    path: "/api/studies/{study}/second-factor",
    access: allow("members.manage"),
    params: studyParams,
    body: z.strictObject({ demanded: z.boolean() }),
    status: 204,
  }),
};
