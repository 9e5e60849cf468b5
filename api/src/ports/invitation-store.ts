import type { Write } from "./journal.ts";

/** A personal invitation to a collector: who it is for stands in the personal data under the person code. */
export interface Invitation {
  /** SHA-256 of the token; the token itself is nowhere on the server. */
  readonly tokenHash: string;
  readonly study: string;
  readonly collector: string;
  readonly person: string;
  /** Random code of the person's unit. */
  readonly unit: string | null;
  readonly used: boolean;
  /** The response it became, in identified collectors only. */
  readonly response: string | null;
}

export interface InvitationStore {
  find(tokenHash: string): Promise<Invitation | undefined>;
  /** In order of person code, which says nothing of names or of the order of inviting. */
  list(study: string, collector: string): Promise<readonly Invitation[]>;
  /** Those of all collectors of a study, in order of person code. */
  listOfStudy(study: string): Promise<readonly Invitation[]>;
  /** How many were given out, by collector. */
  countByCollector(study: string): Promise<ReadonlyMap<string, number>>;
  add(invitations: readonly Invitation[]): Write;
  /** Spends the invitation of the person, whatever its token is by now: a link renewed in the same moment is spent with it. */
  use(invitation: Invitation, response: string | null): Write;
  /** Puts a new token in the place of a lost one. */
  renew(invitation: Invitation, tokenHash: string): Write;
  remove(invitation: Invitation): Write;
}
