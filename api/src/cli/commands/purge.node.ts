import type { Command } from "commander";
import type { Ports } from "../../ports/ports.ts";
import { found } from "../../problems.ts";
import { findDueContacts, purgeContacts } from "../../use-cases/purge-contacts.ts";
import { listDue, purgeRecordings } from "../../use-cases/purge-recordings.ts";
import { readRetention } from "../../use-cases/recordings.ts";
import { type DataFolderOption, operatorAtMachine, withDataFolder, withInstallation } from "../data-folder.node.ts";
import { UsageError } from "../outcome.ts";
import { printResult } from "../print-result.ts";
import type { Terminal } from "../terminal.node.ts";
import { eraseAgain } from "./erase-again.node.ts";

interface PurgeOptions extends DataFolderOption {
  readonly study?: string;
  readonly due?: boolean;
  readonly reason: string;
  readonly dryRun?: boolean;
  readonly contacts?: boolean;
  readonly certificate?: string;
  readonly json?: boolean;
}

/**
 * `purge`: destroys the recordings of one study or of all whose last day has passed, and writes the purge log; with
 * `--contacts` names and contacts of studies whose period has ended too, with a certificate. With `--certificate` it erases
 * anew whom a certificate names, after an older backup was restored.
 */
export function addPurge(program: Command, terminal: Terminal): void {
  withDataFolder(program.command("purge").description("destroy recordings that are past the last day they are kept"))
    .option("--study <id>", "study")
    .option("--due", "all studies, for a timer; with --dry-run a reminder")
    .option("--contacts", "also names, telephones and e-mails of studies whose period has ended")
    .option("--certificate <file.json>", "instead: erase anew whom a certificate names, after a backup was restored")
    .option("--reason <text>", "reason for the purge log", "保存期限届满")
    .option("--dry-run", "only say what is due")
    .option("--json", "print the recordings as JSON")
    .action(async (options: PurgeOptions) => purge(options, terminal));
}

async function purge(options: PurgeOptions, terminal: Terminal): Promise<void> {
  const { study: named, due = false, dryRun = false, certificate } = options;
  if (certificate !== undefined) return purgeAgain(certificate, options, terminal);
  if ((named === undefined) !== due) throw new UsageError("give --study <id> for one study, or --due for all");
  const studies = await withInstallation(options, async ({ services: { ports } }) => {
    if (named !== undefined) found(await ports.studies.find(named), "study.notFound", named);
    const wanted = named === undefined ? (await ports.studies.list()).map(({ study }) => String(study.id)) : [named];
    const done: Purged[] = [];
    for (const study of wanted) done.push(await purgeStudy(ports, study, options));
    return done;
  });
  const said = dryRun ? "due, nothing destroyed" : "destroyed";
  const text = studies.flatMap(({ study, retention, recordings, contacts }) => [
    `${study}: recordings are kept until ${retention.until}; ${recordings.length} ${said}`,
    ...recordings.map(({ name, bytes, sha256 }) => `  ${name}  ${bytes} bytes  sha256 ${sha256 ?? "(not whole)"}`),
    ...(contacts === null ? [] : [describeContacts(contacts, said)]),
  ]);
  const json = named === undefined ? { dryRun, studies } : { dryRun, ...studies[0] };
  printResult(terminal, options, { json, text: text.join("\n") || "no study stands here yet" });
}

async function purgeAgain(file: string, options: PurgeOptions, terminal: Terminal): Promise<void> {
  const { study, due, dryRun, contacts } = options;
  if (study !== undefined || due || dryRun || contacts) throw new UsageError("--certificate: give it alone");
  const json = await withInstallation(options, ({ services }) => eraseAgain(services, operatorAtMachine(), file));
  const whom = json.subject === "" ? `all of ${json.study}` : `${json.subject} of ${json.study}`;
  const text = json.again === null ? `${whom}: nothing stands here` : `${whom}: erased anew, certificate ${json.again}`;
  printResult(terminal, options, { json, text });
}

type Purged = Awaited<ReturnType<typeof purgeStudy>>;

async function purgeStudy(ports: Ports, study: string, options: PurgeOptions) {
  const { reason, dryRun = false } = options;
  const order = { study, reason };
  const due = dryRun ? await listDue(ports, order) : await purgeRecordings(ports, operatorAtMachine(), order);
  const recordings = due.map(({ session, name, bytes, sha256, recordedAt }) => ({
    session,
    name,
    bytes,
    sha256,
    recordedAt,
  }));
  const contacts = options.contacts === true ? await purgeContactsOf(ports, study, options) : null;
  return { study, retention: await readRetention(ports, study), recordings, contacts };
}

/** How many are due, or were destroyed, and by which certificate. */
async function purgeContactsOf(ports: Ports, study: string, { reason, dryRun = false }: PurgeOptions) {
  const { until, due } = await findDueContacts(ports, study);
  const certificate = dryRun ? null : await purgeContacts(ports, operatorAtMachine(), { study, reason });
  return { until, people: due.size, certificate: certificate?.id ?? null };
}

function describeContacts(
  { until, people, certificate }: Awaited<ReturnType<typeof purgeContactsOf>>,
  said: string,
): string {
  const by = certificate === null ? "" : `, certificate ${certificate}`;
  return `  names and contacts are kept until ${until}; those of ${people} people ${said}${by}`;
}
