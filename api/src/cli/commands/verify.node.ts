import { readFile } from "node:fs/promises";
import type { Command } from "commander";
import { found } from "../../problems.ts";
import { purgeLogFile } from "../../use-cases/gather-attachments.ts";
import { listPurges } from "../../use-cases/recordings.ts";
import { verifySnapshot } from "../../use-cases/verify-snapshot.ts";
import { countUnsealed, readHeads, readSealedFrom, verifyStudy } from "../../use-cases/verify-study.ts";
import { type DataFolderOption, withDataFolder, withInstallation } from "../data-folder.node.ts";
import { UsageError, WorkError } from "../outcome.ts";
import { printResult } from "../print-result.ts";
import { readSnapshot } from "../read-snapshot.node.ts";
import type { Terminal } from "../terminal.node.ts";

interface VerifyOptions extends DataFolderOption {
  readonly study?: string;
  readonly package?: string;
  readonly snapshot?: string;
  readonly head: readonly string[];
  readonly json?: boolean;
}

/** `verify`: holds what is stored against the hash chains; exit status 1 when anything does not fit. */
export function addVerify(program: Command, terminal: Terminal): void {
  withDataFolder(
    program.command("verify").description("prove that responses, rows and audit log are what was accepted and noted"),
  )
    .option("--study <id>", "one study; all unless given")
    .option("--package <file.zip>", "a package of evidence instead; needs no data folder")
    .option("--snapshot <file.json>", "hold an analysed snapshot against what was collected, too")
    .option(
      "--head <hash>",
      "a hash an earlier verify or manifest ended with; found missing where the end of a log was cut off",
      (hash: string, before: readonly string[]) => [...before, hash],
      [],
    )
    .option("--json", "print the findings as JSON")
    .action(async (options: VerifyOptions) =>
      options.package === undefined ? verify(options, terminal) : verifyFile(options.package, options, terminal),
    );
}

async function verify(options: VerifyOptions, terminal: Terminal): Promise<void> {
  const snapshot = options.snapshot === undefined ? undefined : await readSnapshot(options.snapshot);
  const ofSnapshot = snapshot && String(snapshot.pack.study.id);
  const studies = await withInstallation(options, async ({ services: { ports } }) => {
    const all = await ports.studies.listKnownIds();
    const one = options.study ?? ofSnapshot;
    if (ofSnapshot !== undefined && one !== ofSnapshot) {
      throw new UsageError(`--snapshot: expected one of ${one}, got one of ${ofSnapshot}`);
    }
    const wanted = one === undefined ? all : [one];
    if (one !== undefined)
      found(
        all.find((id) => id === one),
        "study.notFound",
        one,
      );
    if (options.head.length > 0 && wanted.length > 1) throw new UsageError("--head: name the study with --study");
    return Promise.all(
      wanted.map(async (study) => ({
        study,
        findings: [
          ...(await verifyStudy(ports, study, { heads: options.head })),
          ...(snapshot === undefined ? [] : await verifySnapshot(ports, snapshot)),
        ],
        heads: await readHeads(ports, study),
        unsealed: await countUnsealed(ports, study),
        rowsFrom: (await readSealedFrom(ports, study)) ?? null,
        purged: (await listPurges(ports, study)).length,
      })),
    );
  });
  const text = studies.map(({ study, findings, purged, heads, unsealed, rowsFrom }) =>
    [
      `${study}: ${findings.length === 0 ? "whole" : findings.length === 1 ? "1 finding" : `${findings.length} findings`}${purged === 0 ? "" : `, ${purged} attachments destroyed by rule or on request (see the purge log)`}`,
      ...findings.map(({ code, place, message }) => `  ${code} ${place}: ${message}`),
      ...(unsealed === 0
        ? []
        : [`  of ${unsealed} responses time, unit and flags are not sealed: they came before that was done`]),
      rowsFrom === null
        ? "  rows are not sealed yet: the next start of the server seals what stands, as it stands"
        : `  rows are held from entry ${rowsFrom} of the audit log on`,
      `  the logs end with ${heads.log} (responses) and ${heads.audit} (audit); keep them elsewhere for --head`,
    ].join("\n"),
  );
  printResult(terminal, options, { json: { studies }, text: text.join("\n") || "no study stands here yet" });
  const broken = studies.filter(({ findings }) => findings.length > 0);
  if (broken.length > 0) {
    throw new WorkError(
      "verify.findings",
      `${broken.length} of ${studies.length} studies do not fit their logs; compare with a backup`,
    );
  }
}

/** Holds a package against its manifest; every file that differs is named. */
async function verifyFile(path: string, options: VerifyOptions, terminal: Terminal): Promise<void> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`--package: ${path} cannot be read (${error.code})`);
  });
  const { verifyPackage } = await import("@diaoyan/exports");
  const { manifest, findings } = verifyPackage(new Uint8Array(bytes));
  const { study, snapshot, day, files } = manifest;
  const text = [
    `${path}: ${findings.length === 0 ? `whole, ${files.length} files of ${study} counted on ${day}, snapshot ${snapshot}` : findings.length === 1 ? "1 finding" : `${findings.length} findings`}`,
    ...findings.map(({ code, file, message }) => `  ${code} ${file}: ${message}`),
    ...files
      .filter(({ file }) => file === purgeLogFile)
      .map(({ file }) => `  recordings were destroyed by rule: ${file}`),
  ].join("\n");
  printResult(terminal, options, { json: { package: path, manifest, findings }, text });
  if (findings.length > 0) {
    const named = findings.map(({ file }) => file).join(", ");
    throw new WorkError("verify.package", `${named} differ from the manifest; compare with another copy`);
  }
}
