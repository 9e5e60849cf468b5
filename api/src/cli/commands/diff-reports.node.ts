import { createNodeTextTools } from "@diaoyan/analysis/node";
import type { ChangedEvidence } from "@diaoyan/exports";
import { outlineName } from "../../use-cases/outline-name.ts";
import { inFile } from "../in-file.ts";
import { UsageError } from "../outcome.ts";
import { printResult } from "../print-result.ts";
import { readSnapshot } from "../read-snapshot.node.ts";
import type { Terminal } from "../terminal.node.ts";

export interface DiffOptions {
  readonly outline?: string;
  readonly json?: boolean;
}

/** `report diff A B`: which numbers of the reports differ between two snapshots, and what changed beneath them. */
export async function diffReports(
  { before, after }: { readonly before: string; readonly after: string },
  options: DiffOptions,
  terminal: Terminal,
): Promise<void> {
  const [was, now] = [await readSnapshot(before), await readSnapshot(after)];
  if (was.pack.study.id !== now.pack.study.id)
    throw new UsageError(`expected two snapshots of one study, got ${was.pack.study.id} and ${now.pack.study.id}`);
  const { buildReport, compareReports, compareSnapshots, parseOutline } = await import("@diaoyan/exports");
  const changes = compareSnapshots(was, now);
  const old = new Map(was.pack.reports.map((report) => [report.file, report]));
  const both = now.pack.reports.filter(({ file }) => old.has(file));
  const wanted = both.filter(({ file }) => options.outline === undefined || outlineName(file) === options.outline);
  if (wanted.length === 0)
    throw new UsageError(
      `--outline: expected one of ${both.map(({ file }) => outlineName(file)).join(", ") || "(no outline stands in both)"}, got ${options.outline ?? "nothing"}`,
    );
  const mode = { mode: "draft", text: createNodeTextTools() } as const;
  const compared = wanted.map(async ({ file, markdown }) => {
    const earlier = await inFile(before, () =>
      buildReport(parseOutline(file, old.get(file)?.markdown ?? ""), was, mode),
    );
    const later = await inFile(after, () => buildReport(parseOutline(file, markdown), now, mode));
    return { outline: outlineName(file), changes: compareReports(earlier, later, changes) };
  });
  const reports = await Promise.all(compared);
  const lines = reports.flatMap(({ outline, changes: listed }) => [
    `${outline}: ${listed.length === 0 ? "no number differs" : `${listed.length} entries differ`}`,
    ...listed.flatMap(describe),
  ]);
  printResult(terminal, options, { json: { reports }, text: lines.join("\n") });
}

function describe({ place, query, was, now, why }: ChangedEvidence): readonly string[] {
  const say = (facts: ChangedEvidence["was"]): string =>
    facts === null
      ? "（无）"
      : `${facts.value}${facts.n === null || facts.value.includes(`n=${facts.n}`) ? "" : `（n=${facts.n}）`}`;
  return [`  ${place} ${query}`, `    ${say(was)} → ${say(now)}`, `    ${why.join("；")}`];
}
