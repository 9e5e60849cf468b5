import { createNodeTextTools } from "@diaoyan/analysis/node";
import type { ChangedEvidence } from "@diaoyan/exports";
import { diffReports as comparePair } from "../../use-cases/diff-reports.ts";
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
  const reports = await comparePair(createNodeTextTools(), {
    was: { name: before, snapshot: was },
    now: { name: after, snapshot: now },
    outline: options.outline,
  });
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
