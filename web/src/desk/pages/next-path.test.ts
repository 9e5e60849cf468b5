import { describe, expect, it } from "vitest";
import { nextPath } from "./next-path.ts";

const origin = "https://survey.example.cn";

describe("nextPath", () => {
  it.each(["/studies", "/studies/a/responses?after=1#x", "/studies/a/../b"])("goes to %s of this site", (next) => {
    expect(nextPath(next, origin)).toBe(new URL(next, origin).href.slice(origin.length));
  });

  it("C6 addresses that lead away after signing in lead home, however they are disguised", () => {
    const away = [
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
    ];
    for (const next of away) expect([next, nextPath(next, origin)]).toEqual([next, "/studies"]);
  });
});
