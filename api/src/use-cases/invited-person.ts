import { checkInvitation, responseOfToken } from "../auth/invitation-token.ts";
import type { Invitation } from "../ports/invitation-store.ts";
import type { Ports } from "../ports/ports.ts";
import type { Collector } from "../ports/questionnaire-store.ts";
import { found, problem } from "../problems.ts";
import { modulesOfInvited } from "./assign-modules.ts";
import type { CollectorLookup } from "./collector-lookup.ts";

type InvitedPorts = Pick<Ports, "invitations" | "keys" | "responses"> & { readonly lookup: CollectorLookup };

/** The invitation behind a token, and the response it stands for. */
export interface Invited {
  readonly invitation: Invitation;
  readonly response: string;
}

/**
 * Who comes with this token; null where nobody needs one. Throws `invitation.needed`, `invitation.unknown`, and
 * `invitation.response` when `response` is not the id the token stands for.
 */
export async function admitInvited(
  ports: Pick<InvitedPorts, "invitations" | "keys">,
  collector: Collector,
  given: { readonly token: string | undefined; readonly response: string },
): Promise<Invited | null> {
  if (!collector.invitedOnly) return null;
  if (given.token === undefined) {
    throw problem("invitation.needed", `collector ${collector.id} admits invited people only`, {
      remedy: "open the link of the invitation",
    });
  }
  const invited = await findInvited(ports, collector, given.token);
  if (invited.response === given.response) return invited;
  throw problem("invitation.response", `id: expected ${invited.response}, got ${given.response}`);
}

async function findInvited(
  ports: Pick<InvitedPorts, "invitations" | "keys">,
  collector: Collector,
  token: string,
): Promise<Invited> {
  const tokenHash = checkInvitation(await ports.keys.receiptKey(collector.study), collector.id, token);
  const invitation = tokenHash === undefined ? undefined : await ports.invitations.find(tokenHash);
  return { invitation: found(invitation, "invitation.unknown", "this invitation"), response: responseOfToken(token) };
}

/** What an invited person's page starts from, on any device: the id of the response, its modules, and what was kept of it. */
export async function openInvitation(
  ports: InvitedPorts,
  given: { readonly collector: string; readonly token: string },
) {
  const place = await ports.lookup.find(given.collector);
  const { invitation, response } = await findInvited(ports, place.collector, given.token);
  const draft = invitation.used ? undefined : await ports.responses.findDraft(response);
  return {
    response,
    used: invitation.used,
    assignment: await modulesOfInvited(ports, place, response),
    draft: draft === undefined ? null : { version: draft.version, answers: draft.answers, updatedAt: draft.updatedAt },
  };
}
