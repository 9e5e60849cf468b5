/** A person who can sign in. */
interface Account {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** Accounts with password and session; sign-up is closed, accounts come from one-time links only. */
export interface Accounts {
  /** Creates the account, or gives an existing one without a password its password. Answers the user's id. */
  create(person: { readonly email: string; readonly name: string; readonly password: string }): Promise<string>;
  /** Who holds the session cookie of these headers. */
  sessionOf(headers: Headers): Promise<Account | undefined>;
}
