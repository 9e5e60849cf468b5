import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Reporter, TestModule } from "vitest/node";

/** How a run ended; `left` names what was skipped. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly left: readonly string[];
}

/** Writes the real counts of a run to `.cache/test-counts.json`, with the names of what was skipped: a name says why. */
export class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const counts = { passed: 0, failed: unhandled.length, skipped: 0 };
    const left = new Set<string>();
    for (const module of modules) {
      if (module.state() === "failed" && [...module.children.allTests("failed")].length === 0) counts.failed += 1;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === "passed") counts.passed += 1;
        else if (state === "failed") counts.failed += 1;
        else {
          counts.skipped += 1;
          left.add(`${module.relativeModuleId}: ${test.parent.type === "suite" ? test.parent.fullName : test.name}`);
        }
      }
    }
    const file = join(import.meta.dirname, "../.cache/test-counts.json");
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify({ ...counts, left: [...left] }));
  }
}

// vitest loads a reporter by its default export
export default CountReporter;
