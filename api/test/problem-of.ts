import { expect } from "vitest";
import { ProblemError } from "../src/contract/index.ts";

/** The problem a call is refused with; fails the test where it is not refused. */
export async function problemOf(work: Promise<unknown>): Promise<ProblemError["body"]> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ProblemError);
  return (error as ProblemError).body;
}

/** The code of that problem. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  return (await problemOf(work)).code;
}
