import { ConstraintError, type ConstraintKind, toConstraintError } from "../gateway.ts";

const kinds: Readonly<Record<string, ConstraintKind>> = {
  "23505": "unique",
  "23514": "check",
  "23503": "foreignKey",
  "23502": "notNull",
};

/** What PostgreSQL says of a refusal beside its words. */
interface Refusal extends Error {
  readonly code?: string;
  readonly table?: string;
  readonly constraint?: string;
}

/**
 * Turns what PostgreSQL says into a `ConstraintError` that names what SQLite names: the table, of a check the constraint, of
 * a foreign key nothing. Any other error comes back as it was.
 */
export function explainRefusal(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code = "", table = "", constraint = "" } = error as Refusal;
  const kind = kinds[code];
  if (kind === undefined) return toConstraintError(error);
  const names = { unique: table, notNull: table, check: constraint, foreignKey: "" };
  return new ConstraintError(kind, names[kind], error);
}
