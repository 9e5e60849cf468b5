import { hashText } from "@diaoyan/instruments";
import type { Clock, IdSource } from "../ports/clock.ts";
import type { Write } from "../ports/journal.ts";
import type { LinkStore, OneTimeLink } from "../ports/study-store.ts";

/** Days an invitation stays usable. */
const invitationDays = 7;

/** Path of the page that takes a one-time link; the token stands behind `#`, so that no server or proxy on the way writes it down. */
export function invitationPath(token: string): string {
  return `/invite#${token}`;
}

/** Makes a one-time link: the token goes to the person, only its hash is kept. */
export function makeOneTimeLink(
  parts: { readonly links: LinkStore; readonly clock: Clock; readonly ids: IdSource },
  to: Pick<OneTimeLink, "study" | "email" | "name" | "role">,
): { readonly token: string; readonly write: Write } {
  const token = parts.ids.token();
  const expiresAt = new Date(Date.parse(parts.clock.now()) + invitationDays * 86_400_000).toISOString();
  return { token, write: parts.links.add({ ...to, tokenHash: hashText(token), expiresAt, usedAt: null }) };
}
