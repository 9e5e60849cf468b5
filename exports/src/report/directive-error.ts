/**
 * A directive that cannot be resolved; the builder adds its place. `code` says why: an attribute is wrong unless told
 * otherwise, and an analysis that fails gives its own.
 */
export class DirectiveError extends Error {
  readonly code: string;

  constructor(message: string, code = "directive.attribute") {
    super(message);
    this.code = code;
  }
}

/** Names something the study does not have. */
export const unknownName = "directive.unknown-name";

/** The study has nothing yet of what the directive shows. */
export const nothingYet = "directive.nothing";
