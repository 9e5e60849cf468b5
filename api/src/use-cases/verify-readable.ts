import { Problem } from "../problems.ts";

/** Something stored that cannot be read as what it is: no JSON, of another form, or under a key that does not open. */
export interface UnreadableFinding {
  readonly code: "content.unreadable";
  readonly place: string;
  readonly message: string;
}

/**
 * What a check finds; where it meets content it cannot read, that is the finding, and the other checks go on. A storage that
 * does not answer is no finding: its error goes through.
 */
export async function checkReadable<Finding>(
  place: string,
  check: () => Promise<readonly Finding[]>,
): Promise<readonly (Finding | UnreadableFinding)[]> {
  try {
    return await check();
  } catch (error) {
    if (!isOfContent(error)) throw error;
    const message = `a row cannot be read as what it is (${error.message}), so the others were not held: mend what is found in its table first`;
    return [{ code: "content.unreadable", place, message }];
  }
}

function isOfContent(error: unknown): error is Error {
  if (error instanceof SyntaxError || error instanceof TypeError || error instanceof RangeError) return true;
  if (error instanceof Problem) return true;
  // what SQLite and PostgreSQL say of JSON that is none
  return error instanceof Error && /malformed JSON|type json/i.test(error.message);
}
