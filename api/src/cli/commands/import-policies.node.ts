import { basename } from "node:path";
import {
  hashText,
  type PolicyHead,
  type PolicySuggestion,
  policyHeadSchema,
  policyLevels,
  policyStates,
  readCsvRows,
} from "@diaoyan/instruments";
import type { Command } from "commander";
import { policyFormats } from "../../contract/policies.ts";
import { uuidOfHash } from "../../contract/uuid.ts";
import type { Ports } from "../../ports/ports.ts";
import { found, Problem } from "../../problems.ts";
import { importPolicy, type OpenedPolicy, savePolicy } from "../../use-cases/policies.ts";
import { type DataFolderOption, operatorAtMachine, withDataFolder, withInstallation } from "../data-folder.node.ts";
import { UsageError, WorkError } from "../outcome.ts";
import { printResult } from "../print-result.ts";
import { readBytes, readInput } from "../read-input.node.ts";
import type { Terminal } from "../terminal.node.ts";

interface PoliciesOptions extends DataFolderOption {
  readonly study: string;
  readonly metadata?: string;
  readonly json?: boolean;
}

/** Headers of the table by field; both languages are taken. */
const columns: Readonly<Record<string, keyof PolicyHead | "file">> = {
  文件: "file",
  标题: "title",
  发文机关: "issuer",
  文号: "number",
  成文日期: "day",
  地区: "region",
  层级: "level",
  效力: "state",
  网址: "url",
  file: "file",
  title: "title",
  issuer: "issuer",
  number: "number",
  day: "day",
  region: "region",
  level: "level",
  state: "state",
  url: "url",
};

type Row = Readonly<Partial<Record<keyof PolicyHead | "file", string>>>;

/** `import policies`: policy documents become sources; a table of what is known of them confirms it. */
export function addImportPolicies(command: Command, terminal: Terminal): void {
  withDataFolder(command.command("policies").description("policy documents as .docx, .html, .pdf or .txt"))
    .argument("<files...>", "files; what is known of each is suggested from its text")
    .requiredOption("--study <id>", "study")
    .option(
      "--metadata <file>",
      `CSV with a row a file: 文件, 标题, 发文机关, 文号, 成文日期 (YYYY-MM-DD), 地区, 层级 (${policyLevels.join("/")}), 效力 (${policyStates.join("/")}), 网址; an empty cell takes the suggestion, a row confirms the document`,
    )
    .option("--json", "print the documents as JSON")
    .action(async (files: readonly string[], options: PoliciesOptions) => bringPolicies(files, options, terminal));
}

async function bringPolicies(files: readonly string[], options: PoliciesOptions, terminal: Terminal): Promise<void> {
  const { metadata, study } = options;
  const rows = metadata === undefined ? new Map<string, Row>() : await readMetadata(metadata);
  const stray = [...rows.keys()].find((name) => !files.some((file) => basename(file) === name));
  if (stray !== undefined) throw new UsageError(`--metadata: the row of ${stray} belongs to none of the files`);
  const read = await Promise.all(files.map(async (path) => ({ path, bytes: await readBytes("<files>", path) })));
  const { done, failed } = await withInstallation(options, async ({ services: { ports } }) => {
    found(await ports.studies.find(study), "study.notFound", study);
    const stored: (OpenedPolicy & { readonly confirmed: boolean })[] = [];
    const refused: string[] = [];
    for (const { bytes, path } of read) {
      try {
        stored.push(await bringOne(ports, { study, bytes, file: basename(path), row: rows.get(basename(path)) }));
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        refused.push(`${path}: ${error.body.detail}${error.body.remedy === undefined ? "" : `; ${error.body.remedy}`}`);
      }
    }
    return { done: stored, failed: refused };
  });
  const json = { policies: done.map(({ policy, provisions }) => ({ ...policy, provisions })), refused: failed };
  const text = [
    ...done.map(sayPolicy),
    ...failed.map((line) => `refused  ${line}`),
    ...(done.some(({ confirmed }) => !confirmed)
      ? ["Confirm what is known of them at the desk (政策文件), or import with --metadata."]
      : []),
  ];
  printResult(terminal, options, { json, text: text.join("\n") });
  if (failed.length > 0)
    throw new WorkError(
      "policy.invalid",
      `${failed.length} of ${files.length} files were not imported (${policyFormats.join(", ")} are read)`,
    );
}

async function bringOne(
  ports: Ports,
  {
    bytes,
    file,
    row,
    study,
  }: { readonly study: string; readonly bytes: Uint8Array; readonly file: string; readonly row: Row | undefined },
) {
  const caller = operatorAtMachine();
  // the same file again is the same document
  const id = uuidOfHash(hashText(Buffer.from(bytes).toString("base64")));
  const opened = await importPolicy(ports, caller, { study, id, file, bytes });
  if (row === undefined) return { ...opened, confirmed: opened.policy.confirmed !== null };
  const head = fillHead(opened.suggestion, row, file);
  const revision = await savePolicy(ports, caller, { study, id, head, base: opened.policy.revision });
  return { ...opened, policy: { ...opened.policy, ...head, revision }, confirmed: true };
}

function fillHead({ head }: PolicySuggestion, row: Row, file: string): PolicyHead {
  const { file: _, ...given } = row;
  const checked = policyHeadSchema.safeParse({ ...head, ...given });
  if (checked.success) return checked.data as PolicyHead;
  const [issue] = checked.error.issues;
  throw new UsageError(`--metadata: ${file}, ${issue?.path.join(".")}: ${issue?.message ?? "is not as expected"}`);
}

async function readMetadata(path: string): Promise<ReadonlyMap<string, Row>> {
  const [header = [], ...lines] = readCsvRows(await readInput("--metadata", path));
  const fields = header.map((name) => columns[name.trim().replace(/^\uFEFF/u, "")]);
  if (!fields.includes("file"))
    throw new UsageError(`--metadata: ${path} has no column 文件 with the names of the files`);
  const rows = new Map<string, Row>();
  for (const line of lines) {
    const cells = line.flatMap((cell, at) => {
      const field = fields[at];
      return field === undefined || cell.trim() === "" ? [] : [[field, cell.trim()] as const];
    });
    const row: Row = Object.fromEntries(cells);
    if (row.file !== undefined) rows.set(row.file, row);
  }
  return rows;
}

function sayPolicy({ confirmed, policy, provisions }: OpenedPolicy & { readonly confirmed: boolean }): string {
  const { day, id, issuer, level, number, region, title } = policy;
  const known = [issuer, number, day, region, level].map((part) => (part === null || part === "" ? "—" : part));
  return `${id}  ${title}  ${provisions} provisions\n  ${known.join(" · ")}${confirmed ? "" : "  (to be confirmed)"}`;
}
