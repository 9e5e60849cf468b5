import { z } from "zod";
import { allow, defineRoute } from "./route.ts";
import { slug, studyParams, text, unitCode } from "./values.ts";

const collectorParams = studyParams.extend({ collector: slug });
const personParams = collectorParams.extend({ person: slug });

/** A person's line: `link` is given once, when it is made. */
export const invitedPerson = z.object({
  person: z.string(),
  name: z.string(),
  contact: z.string(),
  unit: z.string().nullable(),
  link: z.string(),
});

/** An invited person as a list shows them; the link itself is told once only. */
export const invitationLine = invitedPerson.omit({ link: true }).extend({
  used: z.boolean(),
  /** In identified collectors, once used. */
  response: z.string().nullable(),
});

/** Routes of personal invitations. */
export const invitationRoutes = {
  invitePeople: defineRoute({
    id: "invitePeople",
    group: "invitations",
    summary: "Invite people to a collector; every link is given once",
    method: "post",
    path: "/api/studies/{study}/collectors/{collector}/invitations",
    access: allow("invitations.manage"),
    params: collectorParams,
    body: z.strictObject({
      people: z
        .array(z.strictObject({ name: text, contact: z.string().max(200), unit: unitCode.nullable().optional() }))
        .min(1)
        .max(200),
    }),
    response: z.object({ invited: z.array(invitedPerson) }),
    status: 201,
  }),
  listInvitations: defineRoute({
    id: "listInvitations",
    group: "invitations",
    summary: "Who is invited and who has answered; reading it enters the audit log",
    method: "get",
    path: "/api/studies/{study}/collectors/{collector}/invitations",
    access: allow("invitations.manage"),
    audits: "invitation.read",
    params: collectorParams,
    response: z.object({ invitations: z.array(invitationLine) }),
    status: 200,
  }),
  renewInvitation: defineRoute({
    id: "renewInvitation",
    group: "invitations",
    summary: "Give a person a new link; the old one ends",
    method: "post",
    path: "/api/studies/{study}/collectors/{collector}/invitations/{person}/renew",
    access: allow("invitations.manage"),
    params: personParams,
    response: z.object({ link: z.string() }),
    status: 200,
  }),
  removeInvitation: defineRoute({
    id: "removeInvitation",
    group: "invitations",
    summary: "Take an invitation back and erase the person's name and contact",
    method: "delete",
    path: "/api/studies/{study}/collectors/{collector}/invitations/{person}",
    access: allow("invitations.manage"),
    params: personParams,
    response: z.object({ removed: z.literal(true) }),
    status: 200,
  }),
};
