import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runCli } from "./run-cli.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "diaoyan-demo-test-"));
});
afterAll(() => rm(folder, { recursive: true }));

interface Made {
  readonly study: string;
  readonly responses: number;
  readonly fieldwork: {
    readonly sessions: number;
    readonly transcripts: number;
    readonly codings: number;
    readonly codedByHand: number;
    readonly cases: number;
  };
  readonly files: readonly { readonly file: string; readonly evidence: number; readonly placeholders: number }[];
  readonly notBuilt: readonly object[];
}

it("walks the whole chain: two reports, two case collections and what goes with them, all marked 模拟数据", {
  timeout: 120_000,
}, async () => {
  const { status, out, err } = await runCli(
    "demo",
    "--once",
    "--port",
    "0",
    "--responses",
    "25",
    "--out",
    folder,
    "--json",
  );
  expect(status).toBe(0);
  expect(err.match(/^q-e1-full: /gm)?.length, "progress in a log is told by tenths").toBeLessThanOrEqual(10);
  const { studies } = JSON.parse(out) as { readonly studies: readonly Made[] };
  expect(studies.map(({ study }) => study)).toEqual(["evaluation-reform", "talent-development"]);
  const total = (of: (made: Made) => number): number => studies.reduce((sum, made) => sum + of(made), 0);
  expect(total(({ responses }) => responses)).toBe(8 * 25 + 2 * 6);
  expect(total(({ fieldwork }) => fieldwork.sessions)).toBeGreaterThanOrEqual(20);
  expect(total(({ fieldwork }) => fieldwork.transcripts)).toBeGreaterThanOrEqual(20);
  expect(total(({ fieldwork }) => fieldwork.codings)).toBeGreaterThan(100);
  expect(total(({ fieldwork }) => fieldwork.codedByHand)).toBeGreaterThan(400);
  expect(studies.flatMap(({ notBuilt }) => notBuilt)).toEqual([]);
  const files = studies.flatMap((made) => made.files);
  const documents = files.filter(({ file }) => file.endsWith(".docx")).map(({ file }) => file);
  expect(documents.filter((file) => /案例集/.test(file))).toHaveLength(4);
  const finals = files.filter(({ file }) => file.includes("定稿"));
  expect(finals.map(({ placeholders }) => placeholders)).toEqual([0, 0, 0, 0]);
  for (const kind of ["研究报告", "政策专报", "方法附录", "实施方案", "绩效目标表", "工作报告", "对照"])
    expect(
      documents.filter((file) => file.includes(kind)),
      kind,
    ).toHaveLength(2);
  for (const { file, evidence } of files) {
    expect(evidence, file).toBeGreaterThan(/绩效|实施方案/.test(file) ? 2 : 5);
    expect(file).toContain("模拟数据");
    const bytes = await readFile(file);
    if (file.endsWith(".html")) expect(bytes.toString("utf8")).toContain("模拟数据");
    else {
      const parts = unzipSync(new Uint8Array(bytes));
      expect(strFromU8(parts["word/document.xml"] ?? new Uint8Array())).toContain("模拟数据");
      const headers = Object.keys(parts).filter((name) => /^word\/header\d*\.xml$/.test(name));
      expect(
        headers.some((name) => strFromU8(parts[name] ?? new Uint8Array()).includes("模拟数据")),
        file,
      ).toBe(true);
    }
  }
});
