import { describe, expect, it } from "vitest";
import { nextPath } from "./next-path.ts";

const origin = "https://survey.example.cn";

describe("nextPath", () => {
  it.each(["/studies", "/studies/a/responses?after=1#x", "/studies/a/../b"])("goes to %s of this site", (next) => {
    expect(nextPath(next, origin)).toBe(new URL(next, origin).href.slice(origin.length));
  });

  it.each([
    null,
    "",
    "studies",
    "//evil.example",
    "/\\evil.example",
    "/\\/evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/.//evil.example",
    "/%2e//evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    " //evil.example",
    "//",
    "/\\",
  ])("C6 %j after signing in leads home", (next) => {
    expect(nextPath(next, origin)).toBe("/studies");
  });
});
