const prefix = "command-line:";

/** The actor of what is done on the server's command line: the operator, by the account at the machine. */
export function actorAtMachine(account: string): string {
  return `${prefix}${account}`;
}

/** The account at the machine behind an actor; undefined for a person with an account of the product. */
export function accountAtMachine(actor: string): string | undefined {
  return actor.startsWith(prefix) ? actor.slice(prefix.length) : undefined;
}
