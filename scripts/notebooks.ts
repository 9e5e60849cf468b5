import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { buildNotebooks, previewNotebooks } from "./notebooks/notebook-kit.ts";
import { notebooksFolder, prepareNotebooks, simulateInstallation } from "./notebooks/prepare-notebooks.ts";

const root = join(import.meta.dirname, "..");
const simulated = join(root, ".cache/notebooks");
const mostResponses = 100_000;

const usage = `usage: npm run notebooks -- [--data-folder FOLDER]        preview; what is changed shows at once
       npm run notebooks:build -- [--data-folder FOLDER]  write static pages

  --data-folder FOLDER  data of an installation, read only; generated data 模拟数据 unless given
  --out FOLDER          where pages are written (default: out/notebooks)
  --responses NUMBER    generated responses for each questionnaire (default: 300)
`;

/** Prepares the data of the notebooks, then shows them or writes them as static pages. */
async function runNotebooks(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArgs(args);
  const [command] = positionals;
  if (values.help || (command !== "preview" && command !== "build")) {
    process.stdout.write(usage);
    return values.help ? 0 : 2;
  }
  const { ready, leftOut } = await prepareNotebooks(values["data-folder"] ?? (await simulate(values.responses)));
  for (const { notebook, study } of leftOut) {
    process.stderr.write(`left out ${notebook}: the data folder holds no study "${study}"\n`);
  }
  if (command === "preview") return previewNotebooks(notebooksFolder);
  const out = resolve(values.out);
  const status = buildNotebooks(notebooksFolder, ready, out);
  if (status === 0) process.stdout.write(`wrote ${ready.length} pages to ${out}\n`);
  return status;
}

const readArgs = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      "data-folder": { type: "string" },
      out: { type: "string", default: "out/notebooks" },
      responses: { type: "string", default: "300" },
      help: { type: "boolean", short: "h" },
    },
  });

/** Generated data are made once for each number of responses, and kept. */
async function simulate(asked: string): Promise<string> {
  const responses = Number(asked);
  if (!Number.isInteger(responses) || responses < 1 || responses > mostResponses)
    throw new Error(`--responses: expected a whole number from 1 to ${mostResponses}, got “${asked}”`);
  const folder = join(simulated, String(responses));
  if (!existsSync(join(folder, "diaoyan.sqlite"))) {
    process.stderr.write("making generated data 模拟数据\n");
    await simulateInstallation(folder, responses);
  }
  return folder;
}

try {
  process.exitCode = await runNotebooks(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  process.exitCode = 2;
}
