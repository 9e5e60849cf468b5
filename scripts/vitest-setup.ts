import fc from "fast-check";
import { afterEach, beforeEach, expect, vi } from "vitest";

process.env["TZ"] = "Asia/Shanghai";
// a test makes its own database and never touches the one of who runs it
delete process.env["DATABASE_URL"];
// the same draws in every run: a failure is the change's own; `npm run test:long` draws anew
if (process.env["DRAW_ANEW"] === undefined) fc.configureGlobal({ seed: 20_261_124 });

const printed: string[] = [];

/** A warning is a failure: whatever a test prints on the console fails it. */
beforeEach(() => {
  printed.length = 0;
  for (const method of ["log", "info", "warn", "error"] as const) {
    vi.spyOn(console, method).mockImplementation((...parts: unknown[]) => {
      printed.push(`console.${method}: ${parts.map(String).join(" ")}`);
    });
  }
});

afterEach(() => {
  const lines = [...printed];
  vi.restoreAllMocks();
  expect(lines, "a test must not print on the console").toEqual([]);
});
