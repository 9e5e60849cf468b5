import { afterEach, beforeEach, expect, vi } from "vitest";

process.env["TZ"] = "Asia/Shanghai";

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
