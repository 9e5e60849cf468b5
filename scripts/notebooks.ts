import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { buildNotebooks, previewNotebooks } from "./notebooks/notebook-kit.ts";
import { notebooksFolder, prepareNotebooks, simulateInstallation } from "./notebooks/prepare-notebooks.ts";

const root = join(import.meta.dirname, "..");
const simulated = join(root, ".cache/notebooks");

const usage = `usage: npm run notebooks -- [--data-folder FOLDER]        preview; what is changed shows at once
       npm run notebooks:build -- [--data-folder FOLDER]  write static pages

  --data-folder FOLDER  data of an installation, read only; generated data 模拟数据 unless given
  --out FOLDER          where pages are written (default: out/notebooks)
  --responses NUMBER    generated responses for each questionnaire (default: 300)
`;

/** Prepares the data of the notebooks, then shows them or writes them as static pages. */
async function runNotebooks(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      "data-folder": { type: "string" },
      out: { type: "string", default: "out/notebooks" },
      responses: { type: "string", default: "300" },
      help: { type: "boolean", short: "h" },
    },
  });
  const [command] = positionals;
  if (values.help || (command !== "preview" && command !== "build")) {
    process.stdout.write(usage);
    return values.help ? 0 : 2;
  }
  const { ready, leftOut } = await prepareNotebooks(
    values["data-folder"] ?? (await simulate(Number(values.responses))),
  );
  for (const { notebook, study } of leftOut) {
    process.stderr.write(`left out ${notebook}: the data folder holds no study "${study}"\n`);
  }
  if (command === "preview") return previewNotebooks(notebooksFolder);
  const out = resolve(values.out);
  const status = buildNotebooks(notebooksFolder, ready, out);
  if (status === 0) process.stdout.write(`wrote ${ready.length} pages to ${out}\n`);
  return status;
}

/** Generated data are made once and kept. */
async function simulate(responses: number): Promise<string> {
  if (!existsSync(join(simulated, "diaoyan.sqlite"))) {
    process.stderr.write("making generated data 模拟数据\n");
    await simulateInstallation(simulated, responses);
  }
  return simulated;
}

process.exitCode = await runNotebooks(process.argv.slice(2));
