import { AnalysisError, parseSnapshot, type TextTools } from "@diaoyan/analysis";
import type { ChangedEvidence } from "@diaoyan/exports";
import { hashJson, type Json, type StudySnapshot } from "@diaoyan/instruments";
import type { Caller, Ports } from "../ports/ports.ts";
import { problem } from "../problems.ts";
import { outlineName } from "./outline-name.ts";
import { reportProblem } from "./render-report.ts";
import { type SeenPorts, seenSnapshot } from "./seen-snapshot.ts";

/** A snapshot and what it is called in messages: its file, or the present state. */
export interface NamedSnapshot {
  readonly name: string;
  readonly snapshot: StudySnapshot;
}

interface SnapshotPair {
  readonly was: NamedSnapshot;
  readonly now: NamedSnapshot;
  /** One outline; all that stand in both unless given. */
  readonly outline?: string | undefined;
}

/** What differs in one report. */
export interface ReportDiff {
  readonly outline: string;
  readonly changes: readonly ChangedEvidence[];
}

/**
 * Which numbers of the reports differ between two states of one study, and what changed beneath them. Throws
 * `request.invalid` for two studies or an outline that is not in both, `report.invalid` with the snapshot's name.
 */
export async function diffReports(
  text: TextTools,
  { was, now, outline }: SnapshotPair,
): Promise<readonly ReportDiff[]> {
  const [before, after] = [String(was.snapshot.pack.study.id), String(now.snapshot.pack.study.id)];
  if (before !== after)
    throw problem("request.invalid", `expected two snapshots of one study, got ${before} and ${after}`);
  const { buildReport, compareReports, compareSnapshots, ExportError, parseOutline } = await import("@diaoyan/exports");
  const old = new Map(was.snapshot.pack.reports.map(({ file, markdown }) => [file, markdown]));
  const both = now.snapshot.pack.reports.filter(({ file }) => old.has(file));
  const wanted = both.filter(({ file }) => outline === undefined || outlineName(file) === outline);
  if (wanted.length === 0)
    throw problem(
      "request.invalid",
      `outline: expected one of ${both.map(({ file }) => outlineName(file)).join(", ") || "(no outline stands in both)"}, got ${outline ?? "nothing"}`,
    );
  const changes = compareSnapshots(was.snapshot, now.snapshot);
  const build = ({ name, snapshot }: NamedSnapshot, file: string, markdown: string) => {
    try {
      return buildReport(parseOutline(file, markdown), snapshot, { mode: "draft", text });
    } catch (error) {
      throw error instanceof ExportError ? reportProblem(error, name) : error;
    }
  };
  return wanted.map(({ file, markdown }) => ({
    outline: outlineName(file),
    changes: compareReports(build(was, file, old.get(file) ?? ""), build(now, file, markdown), changes),
  }));
}

type DiffPorts = Pick<Ports, "runtime"> & SeenPorts;

/**
 * The same for snapshots that somebody brings, as `export --snapshot` and the desk write them; without a later one it is
 * held against the present state. Throws `request.invalid` for a file that is not what its hash was taken of.
 */
export async function diffWithStored(
  ports: DiffPorts,
  caller: Pick<Caller, "id">,
  { study, before, after, outline }: { study: string; before: unknown; after?: unknown; outline?: string | undefined },
): Promise<readonly ReportDiff[]> {
  const was = readBrought("before", study, before);
  const now =
    after === undefined
      ? { name: "now", snapshot: await seenSnapshot(ports, study, caller.id) }
      : readBrought("after", study, after);
  return diffReports(ports.runtime.text, { was, now, outline });
}

function readBrought(name: string, study: string, json: unknown): NamedSnapshot {
  const snapshot = parseBrought(name, json);
  const { hash, takenAt: _, ...content } = snapshot;
  if (hashJson(content as unknown as Json) !== hash)
    throw problem("request.invalid", `${name}: the file is not what its hash was taken of`, {
      remedy: "take the file as “diaoyan export --snapshot” or the desk wrote it, without editing it",
    });
  const own = String(snapshot.pack.study.id);
  if (own !== study)
    throw problem("request.invalid", `${name}: expected a snapshot of the study ${study}, got one of ${own}`);
  return { name, snapshot };
}

function parseBrought(name: string, json: unknown): StudySnapshot {
  try {
    return parseSnapshot(json);
  } catch (error) {
    if (error instanceof AnalysisError) throw problem("request.invalid", `${name}: ${error.message}`);
    throw error;
  }
}
