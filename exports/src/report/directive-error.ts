/** A directive that cannot be resolved; the builder adds its place. */
export class DirectiveError extends Error {}
