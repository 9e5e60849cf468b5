import { readFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import type { MergeOutcome } from "@diaoyan/exports";
import { writeWhole } from "../../storage/write-whole.node.ts";
import { mergeReport } from "../../use-cases/merge-report.ts";
import { type DataFolderOption, operatorAtMachine, withInstallation } from "../data-folder.node.ts";
import { inFile } from "../in-file.ts";
import { UsageError, WorkError } from "../outcome.ts";
import { printResult } from "../print-result.ts";
import type { Terminal } from "../terminal.node.ts";

export interface MergeOptions extends DataFolderOption {
  readonly study?: string;
  readonly base?: string;
  readonly markdown?: string;
  readonly write?: boolean;
  readonly json?: boolean;
}

/**
 * `report merge`: shows what was changed in an edited document; with --write what may be carried over goes into the
 * outline. Ends with 1 where something was refused.
 */
export async function mergeEdited(file: string, options: MergeOptions, terminal: Terminal): Promise<void> {
  const given = [options.study, options.base, options.markdown].map((one) => one !== undefined).join();
  if (given !== "true,false,false" && given !== "false,true,true")
    throw new UsageError("expected either --study, or --base and --markdown");
  const edited = await readInput(file);
  const outcome =
    options.study === undefined
      ? await mergeFiles(edited, file, options)
      : await mergeStored(edited, options.study, options);
  const { markdown: _, ...shown } = outcome;
  printResult(terminal, options, { json: shown, text: describe(outcome) });
  if (outcome.refused.length > 0)
    throw new WorkError("merge.refused", `${outcome.refused.length} changes were refused; see above`);
}

interface Shown extends MergeOutcome {
  readonly file: string;
  readonly saved: boolean;
}

async function readInput(file: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(file));
  } catch {
    throw new UsageError(`${file}: expected a file that can be read`);
  }
}

async function mergeFiles(edited: Uint8Array, name: string, options: MergeOptions): Promise<Shown> {
  const { base = "", markdown = "", write = false } = options;
  const [built, text] = [await readInput(base), new TextDecoder().decode(await readInput(markdown))];
  const { mergeDocument } = await import("@diaoyan/exports");
  const request = { file: basename(markdown), markdown: text, base: built, edited };
  const outcome = await inFile(name, () => mergeDocument(request));
  const saved = write && outcome.merged.length > 0;
  if (saved) await writeWhole(resolve(markdown), outcome.markdown);
  return { ...outcome, file: basename(markdown), saved };
}

async function mergeStored(edited: Uint8Array, study: string, options: MergeOptions): Promise<Shown> {
  const { write = false } = options;
  return withInstallation(options, async ({ services }) =>
    mergeReport(services.ports, operatorAtMachine(), { study, edited, write }),
  );
}

const verbs = { changed: "changed", added: "added behind", deleted: "deleted", moved: "moved" } as const;

function describe({ file, saved, merged, refused, comments, tracked }: Shown): string {
  const changes = merged.flatMap(({ kind, line, was, now, remarks }) => [
    `${file}:${line}: ${verbs[kind]}`,
    ...(was === "" ? [] : [`  - ${was}`]),
    ...(now === "" ? [] : [`  + ${now}`]),
    ...remarks.map((remark) => `  ! ${remark}`),
  ]);
  const refusals = refused.flatMap(({ line, was, now, evidence, why, table = "" }) => [
    `${file}${line === null ? "" : `:${line}`}: ${table === "" ? "" : `${table}: `}refused: ${why}`,
    `  - ${was}`,
    `  + ${now}`,
    ...evidence.map((entry) => `  = ${entry}`),
  ]);
  const notes = comments.map(
    ({ author, text, on }) => `comment of ${author || "somebody"}: ${text}（“${on.slice(0, 40)}”）`,
  );
  const { insertions, deletions } = tracked;
  const accepted =
    insertions + deletions === 0
      ? []
      : [`tracked changes taken as accepted: ${insertions} insertions, ${deletions} deletions`];
  const end =
    merged.length === 0
      ? "nothing to carry over"
      : saved
        ? `${merged.length} changes were written into ${file}`
        : `${merged.length} changes can be carried into ${file}; add --write to do so`;
  return [...changes, ...refusals, ...notes, ...accepted, end].join("\n");
}
