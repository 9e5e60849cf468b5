import { join, resolve } from "node:path";
import { createNodeTextTools } from "@diaoyan/analysis/node";
import type { DeliverableFile } from "@diaoyan/exports";
import type { StudySnapshot } from "@diaoyan/instruments";
import { drawPngLater } from "../../entry/open-installation.node.ts";
import { found, Problem, problem } from "../../problems.ts";
import { writeTogether } from "../../storage/write-whole.node.ts";
import { outlineName } from "../../use-cases/outline-name.ts";
import { renderReport } from "../../use-cases/render-report.ts";
import { buildReportOf, downloadBuild } from "../../use-cases/reports.ts";
import type { Services } from "../../use-cases/services.ts";
import { type DataFolderOption, operatorAtMachine, withInstallation } from "../data-folder.node.ts";
import { UsageError } from "../outcome.ts";
import { printResult } from "../print-result.ts";
import { readSnapshot } from "../read-snapshot.node.ts";
import { showProgress, type Terminal } from "../terminal.node.ts";

export interface BuildOptions extends DataFolderOption {
  readonly study?: string;
  readonly snapshot?: string;
  readonly outline?: string;
  readonly final?: boolean;
  readonly release?: string;
  readonly out: string;
  readonly json?: boolean;
}

type Release = "internal" | "public";

interface Built {
  readonly placeholders: number;
  readonly evidence: number;
  /** Passages that wait to be written, with file and line. */
  readonly open: readonly { readonly place: string; readonly message: string }[];
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
}

/** All files, and what waits to be written in them. */
interface Deliverables {
  readonly files: readonly DeliverableFile[];
  readonly open: readonly string[];
}

/** A state, its outlines, and how one of them is built. */
interface Source {
  readonly snapshot: StudySnapshot;
  readonly outlines: readonly string[];
  readonly build: (outline: string) => Promise<Built>;
}

/**
 * `report build`: all deliverables of a study, or one outline. Everything is built and written beside the folder before the
 * first file takes its place: a failing directive, named with file and line, leaves the former output untouched.
 */
export async function buildReports(options: BuildOptions, terminal: Terminal): Promise<void> {
  if ((options.study === undefined) === (options.snapshot === undefined))
    throw new UsageError("expected either --study or --snapshot");
  const release = readRelease(options.release);
  const { files, open } = await (options.snapshot === undefined
    ? withInstallation(options, async ({ services }) =>
        buildAll(options, terminal, await openStudy(services, options, release)),
      )
    : buildAll(options, terminal, await openSnapshot(options.snapshot, options, release)));
  const out = resolve(options.out);
  await writeTogether(out, files);
  const written = files.map(({ name, outline, placeholders }) => ({ outline, file: join(out, name), placeholders }));
  const lines = written.map(
    ({ file, placeholders }) =>
      `wrote ${file}${placeholders > 0 ? ` (${placeholders} passages wait to be written)` : ""}`,
  );
  const waiting = [...new Set(open)];
  const list =
    waiting.length === 0 ? [] : [`${waiting.length} passages wait to be written:`, ...waiting.map((one) => `  ${one}`)];
  printResult(terminal, options, { json: { files: written, open: waiting }, text: [...lines, ...list].join("\n") });
}

function readRelease(release: string | undefined): Release | undefined {
  if (release === undefined || release === "internal" || release === "public") return release;
  throw new UsageError(`--release: expected internal or public, got ${release}`);
}

const modeOf = ({ final }: BuildOptions): "draft" | "final" => (final ? "final" : "draft");

async function openStudy(services: Services, options: BuildOptions, release: Release | undefined): Promise<Source> {
  const { ports, archive } = services;
  const { study = "" } = options;
  found(await ports.studies.find(study), "study.notFound", study);
  const snapshot = await archive.snapshot(study);
  const mode = modeOf(options);
  return {
    snapshot,
    outlines: (await ports.reports.listOutlines(study)).map(({ outline }) => outline),
    build: async (outline) => {
      const place = { study, outline };
      const request = { ...place, mode, release, snapshot };
      const { build, files, ...built } = await buildReportOf({ ...ports, archive }, operatorAtMachine(), request);
      const downloads = files.map(({ name }) =>
        downloadBuild(ports, operatorAtMachine(), { ...place, build, file: name }),
      );
      return { ...built, files: await Promise.all(downloads) };
    },
  };
}

async function openSnapshot(file: string, options: BuildOptions, release: Release | undefined): Promise<Source> {
  const snapshot = await readSnapshot(file);
  const reports = new Map(snapshot.pack.reports.map((report) => [outlineName(report.file), report]));
  const runtime = { text: createNodeTextTools(), drawPng: drawPngLater };
  return {
    snapshot,
    outlines: [...reports.keys()],
    build: (outline) => {
      const report = found(reports.get(outline), "outline.notFound", outline);
      return renderReport(runtime, { ...report, mode: modeOf(options), release, snapshot });
    },
  };
}

async function buildAll(options: BuildOptions, terminal: Terminal, source: Source): Promise<Deliverables> {
  const { snapshot, outlines } = source;
  const wanted = options.outline === undefined ? outlines : outlines.filter((outline) => outline === options.outline);
  if (wanted.length === 0)
    throw new UsageError(`--outline: expected one of ${outlines.join(", ")}, got ${options.outline}`);
  const onBuilt = showProgress(terminal, "reports", wanted.length);
  const { files, open } = await buildEach(wanted, source, onBuilt);
  if (options.outline !== undefined) return { files, open };
  const { makeRecordFiles, writeDeliverablesManifest } = await import("@diaoyan/exports");
  const release = readRelease(options.release);
  const finals = options.final ? snapshot.pack.reports.map(({ file }) => file) : [];
  // figures of their own sheet leave the house unless somebody asks for the internal ones
  const tables = release ?? "public";
  const records = (await makeRecordFiles(snapshot, { release: tables, finals })).map((file) => ({
    ...file,
    outline: null,
    placeholders: 0,
    evidence: 0,
  }));
  const all = [...files, ...records];
  const manifest = writeDeliverablesManifest(snapshot, { mode: modeOf(options), tables }, all);
  const bytes = new TextEncoder().encode(manifest);
  return { files: [...all, { name: "manifest.json", bytes, outline: null, placeholders: 0, evidence: 0 }], open };
}

/** Every outline is tried, so that one run names all that is wrong. Throws `report.invalid` with files and lines. */
async function buildEach(
  outlines: readonly string[],
  { build }: Source,
  onBuilt: (done: number) => void,
): Promise<Deliverables> {
  const files: DeliverableFile[] = [];
  const waiting: string[] = [];
  const refusals: Problem[] = [];
  for (const [index, outline] of outlines.entries()) {
    try {
      const { files: made, placeholders, evidence, open } = await build(outline);
      waiting.push(...open.map(({ place, message }) => `${place}: ${message}`));
      files.push(...made.map(({ name, bytes }) => ({ name, bytes, outline, placeholders, evidence })));
    } catch (error) {
      if (!(error instanceof Problem) || error.body.code !== "report.invalid") throw error;
      refusals.push(error);
    }
    onBuilt(index + 1);
  }
  const [first, ...others] = refusals;
  if (first === undefined) return { files, open: waiting };
  if (others.length === 0) throw first;
  const errors = refusals.flatMap((refusal) => refusal.body.errors ?? []);
  throw problem("report.invalid", `${refusals.length} outlines cannot be built; nothing was written`, { errors });
}
