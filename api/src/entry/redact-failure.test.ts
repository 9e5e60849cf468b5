import fc from "fast-check";
import { expect, it } from "vitest";
import { redactFailure } from "./redact-failure.ts";

it("keeps the program's words and places, and drops what may be somebody's", () => {
  const cause = Object.assign(new Error("SQLITE_FULL: database or disk is full"), { code: "SQLITE_FULL" });
  const failure = redactFailure(
    new Error('row of "王芳" <wang@example.org> 13987654321: token 8f3kd83jdk38dk38dkj3 in 「答案」 is no JSON', {
      cause,
    }),
  );
  expect(failure).toMatchObject({
    kind: "Error",
    message: "row of … … …: token … in … is no JSON",
    cause: { code: "SQLITE_FULL", message: "SQLITE_FULL: database or disk is full" },
  });
  expect(failure.at[0]).toContain("redact-failure.test.ts");
});

it("lets no quoted, Chinese or long value of a parser's message through", () => {
  const value = fc.oneof(fc.stringMatching(/^[一-龥]{2,8}$/), fc.stringMatching(/^1\d{10}$/), fc.emailAddress());
  fc.assert(
    fc.property(value, (secret) => {
      const { message } = redactFailure(
        new Error(`Unexpected token in "{"name":"${secret}"}" is not valid JSON: ${secret}`),
      );
      expect(message).not.toContain(secret);
    }),
  );
});
