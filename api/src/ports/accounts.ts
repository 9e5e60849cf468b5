/** A person who is signed in. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** Whether signing in asked for a second factor. */
  readonly secondFactor: boolean;
  /** Id of the session. */
  readonly session: string;
}

/** A browser in which somebody is signed in. */
export interface SignedIn {
  readonly id: string;
  readonly since: string;
  readonly lastSeen: string;
  /** What the browser says of itself. */
  readonly browser: string;
}

/** Accounts with password and session; sign-up is closed, accounts come from one-time links only. */
export interface Accounts {
  /** Creates the account, or gives an existing one without a password its password. Answers the user's id. */
  create(person: { readonly email: string; readonly name: string; readonly password: string }): Promise<string>;
  /** Gives an account another password, takes its second factor away and ends all its sessions. */
  reset(user: string, password: string): Promise<void>;
  /** Who holds the session cookie of these headers. */
  sessionOf(headers: Headers): Promise<Account | undefined>;
  /** Sessions of an account that still stand, the newest first. */
  sessionsOf(user: string): Promise<readonly SignedIn[]>;
  /** How many recovery codes of an account with a second factor were not used yet. */
  recoveryCodesOf(user: string): Promise<number>;
  /** Ends the sessions of an account with these ids; those of others are left alone. */
  endSessions(user: string, sessions: readonly string[]): Promise<void>;
}
