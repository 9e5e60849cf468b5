import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BenchLine } from "./bench-line.ts";
import { timeByR } from "./time-by-r.ts";

const rows = 100_000;
const seconds = { csv: 4, sav: 4, dta: 4, xlsx: 20, parquet: null, ddi: null } as const;
const megabytes = 256;

/**
 * Seconds and most memory to write 100,000 cases of 150 variables (模拟数据) to a file, a process of its own for each
 * format; where R stands with haven, its seconds for the same cases beside them.
 */
export function benchExports(): readonly BenchLine[] {
  const folder = mkdtempSync(join(tmpdir(), "diaoyan-bench-"));
  try {
    const written = Object.entries(seconds).flatMap(([format, atMost]) => {
      const script = join(import.meta.dirname, "write-wide-file.ts");
      const printed = execFileSync(process.execPath, [script, format, String(rows), join(folder, `wide.${format}`)]);
      const run = JSON.parse(printed.toString()) as Record<"seconds" | "cpu" | "bytes" | "megabytes", number>;
      const name = `${format}, 100,000 × 150`;
      return [
        { name: `write ${name}`, value: run.seconds, unit: "s", ...(atMost === null ? {} : { budget: { atMost } }) },
        { name: `  processor time, start of the process included`, value: run.cpu, unit: "s" },
        { name: `  size of the file`, value: run.bytes / 1e6, unit: "MB" },
        {
          name: `  most memory of the process`,
          value: run.megabytes,
          unit: "MB",
          ...(atMost === null ? {} : { budget: { atMost: megabytes } }),
        },
      ];
    });
    const byR = [...timeByR("write-by-r.R", [join(folder, "wide.sav"), folder], "its package haven")];
    return [
      ...written,
      ...byR.map(([format, value]) => ({ name: `the same ${format} by R`, value, unit: "s" as const })),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
