import { join, resolve } from "node:path";
import { createNodeTextTools } from "@diaoyan/analysis/node";
import { drawPngLater } from "../../entry/open-installation.node.ts";
import { found } from "../../problems.ts";
import { writeTogether } from "../../storage/write-whole.node.ts";
import { makeFirstReport } from "../../use-cases/first-report.ts";
import { renderReport } from "../../use-cases/render-report.ts";
import { downloadBuild } from "../../use-cases/reports.ts";
import { type DataFolderOption, operatorAtMachine, withInstallation } from "../data-folder.node.ts";
import { UsageError } from "../outcome.ts";
import { printResult } from "../print-result.ts";
import { readSnapshot } from "../read-snapshot.node.ts";
import type { Terminal } from "../terminal.node.ts";

export interface FirstOptions extends DataFolderOption {
  readonly study?: string;
  readonly snapshot?: string;
  readonly out: string;
  readonly json?: boolean;
}

/** `report first`: the outline as Markdown beside the built files; with a study it is stored there too. */
export async function writeFirstReport(options: FirstOptions, terminal: Terminal): Promise<void> {
  if ((options.study === undefined) === (options.snapshot === undefined))
    throw new UsageError("expected either --study or --snapshot");
  const { markdown, file, missing, files } =
    options.snapshot === undefined ? await firstOfStudy(options) : await firstOfSnapshot(options.snapshot);
  const all = [{ name: file, bytes: new TextEncoder().encode(markdown) }, ...files];
  const out = resolve(options.out);
  await writeTogether(out, all);
  const written = all.map(({ name }) => join(out, name));
  const text = [...written.map((path) => `wrote ${path}`), ...missing.map((one) => `missing: ${one}`)].join("\n");
  printResult(terminal, options, { json: { files: written, missing }, text });
}

async function firstOfStudy(options: FirstOptions) {
  const { study = "" } = options;
  return withInstallation(options, async ({ services: { ports, archive } }) => {
    found(await ports.studies.find(study), "study.notFound", study);
    const { outline, missing, built } = await makeFirstReport({ ...ports, archive }, operatorAtMachine(), study);
    const stored = found(await ports.reports.findOutline(study, outline), "outline.notFound", outline);
    const files = (built?.files ?? []).map(({ name }) =>
      downloadBuild(ports, operatorAtMachine(), { study, outline, build: built?.build ?? "", file: name }),
    );
    return { ...stored, missing, files: await Promise.all(files) };
  });
}

async function firstOfSnapshot(path: string) {
  const snapshot = await readSnapshot(path);
  const { writeFirstOutline } = await import("@diaoyan/exports");
  const text = createNodeTextTools();
  const outline = writeFirstOutline(snapshot, { text });
  const { files } = await renderReport({ text, drawPng: drawPngLater }, { ...outline, mode: "draft", snapshot });
  return { ...outline, files };
}
