import type { QuotaPlan } from "@diaoyan/instruments";
import { chainStart, hashAuditEntry } from "../chain/audit-chain.ts";
import { hashLogEntry } from "../chain/response-chain.ts";
import type { AuditEntry } from "../ports/journal.ts";
import type { Ports } from "../ports/ports.ts";
import type { QuotaStore } from "../ports/quota-store.ts";
import type { LogEntry, StoredResponse } from "../ports/response-store.ts";
import { countCells } from "./count-cells.ts";
import { type AttachmentFinding, checkAttachments } from "./verify-attachments.ts";
import { checkDocuments, type DocumentFinding } from "./verify-documents.ts";
import { checkErasures, type ErasureFinding } from "./verify-erasures.ts";
import { checkLinks, type LinkFinding } from "./verify-links.ts";
import { checkReadable, type UnreadableFinding } from "./verify-readable.ts";
import { createResponseCheck, type ResponseFinding, sealedAs } from "./verify-responses.ts";
import { checkRows, type RowFinding, sealedFrom } from "./verify-rows.ts";

type ReadPorts = Pick<Ports, "responses" | "journal">;
type VerifyPorts = ReadPorts &
  Pick<
    Ports,
    | "keys"
    | "seals"
    | "paper"
    | "quotas"
    | "collectors"
    | "attachments"
    | "blobs"
    | "questionnaires"
    | "transcripts"
    | "reports"
    | "erasures"
    | "personal"
  >;

/** Something that does not fit: an entry that was changed, a response the log does not know, one that is gone, a wrong count. */
export interface VerifyFinding {
  readonly code:
    | "log.broken"
    | "audit.broken"
    | ResponseFinding["code"]
    | "response.missing"
    | "head.missing"
    | "snapshot.changed"
    | "snapshot.foreign"
    | "snapshot.missing"
    | "quota.miscounted"
    | LinkFinding["code"]
    | AttachmentFinding["code"]
    | DocumentFinding["code"]
    | ErasureFinding["code"]
    | RowFinding["code"]
    | UnreadableFinding["code"];
  readonly place: string;
  readonly message: string;
}

const entriesAPage = 5_000;

/**
 * Holds what is stored of a study against its logs: both chains are whole, every response stands in the log (or waits to
 * enter it) and has the content it was accepted with, and no logged response is gone. A withdrawn response is its tombstone
 * and an entry of its withdrawal. Attachments are what came, or stand in the purge log. Published questionnaires, transcripts
 * and built reports are what was published, brought in and built. Answers what does not fit.
 */
export async function verifyStudy(
  ports: VerifyPorts,
  study: string,
  { heads = [] }: { readonly heads?: readonly string[] } = {},
): Promise<readonly VerifyFinding[]> {
  const attachments = await ports.attachments.list(study);
  const { stored, log, lines, audit } = await readVerified(ports, study);
  const missing = await findMissing(ports, study, { stored, entries: lines });
  const hashes = new Set([...log, ...audit].map(({ hash }) => hash));
  return [
    ...checkLog(log),
    ...checkAudit(audit, study),
    ...heads
      .filter((head) => !hashes.has(head))
      .map((head) =>
        finding("head.missing", head, "no log holds this hash any more: entries were cut off or rewritten"),
      ),
    ...(await checkReadable("responses", () => checkResponses(ports, study, { stored, lines, audit }))),
    ...(await checkReadable("quotas", () => checkQuotas(ports, study))),
    ...(await checkReadable("links", () => checkLinks(ports, study))),
    ...(await checkReadable("attachments", () => checkAttachments(ports, study, { attachments, audit }))),
    ...(await checkReadable("documents", () => checkDocuments(ports, study, audit))),
    ...(await checkReadable("erasures", () => checkErasures(ports, study, audit))),
    ...(await checkReadable("rows", () => checkRows(ports, study, audit))),
    ...missing.map(({ commitment }) => finding("response.missing", commitment, "a logged response is gone")),
  ];
}

async function checkResponses(
  ports: VerifyPorts,
  study: string,
  { stored, ...read }: Pick<Awaited<ReturnType<typeof readVerified>>, "stored" | "lines" | "audit">,
): Promise<readonly ResponseFinding[]> {
  const versions = await ports.questionnaires.listVersionHeads(study);
  const check = createResponseCheck({
    ...read,
    key: await ports.keys.receiptKey(study),
    questionnaires: new Map(versions.map(({ hash, name }) => [String(hash), name])),
  });
  const findings: ResponseFinding[] = [];
  for (const response of stored) {
    const found = check(response);
    // withdrawn between the reading of the responses and that of the log: it is held as it stands now
    if (found.length > 0 && !(await isWholeNow(ports, response.id, check))) findings.push(...found);
  }
  return findings;
}

async function isWholeNow(
  { responses }: ReadPorts,
  id: string,
  check: ReturnType<typeof createResponseCheck>,
): Promise<boolean> {
  const now = await responses.findById(id).catch(() => undefined);
  return now !== undefined && check(now).length === 0;
}

/** Responses and logs of a study, in the order in which a response moves on, so that a server which takes some meanwhile is not accused. */
export async function readVerified(ports: ReadPorts, study: string) {
  const stored = await readResponses(ports, study);
  const pending = [...(await ports.responses.listHeld(study)), ...(await ports.responses.listPending(study))];
  const log = await readLog(ports, study);
  const audit = [...(await ports.journal.list(study, undefined, Number.MAX_SAFE_INTEGER))].reverse();
  const waiting = pending.map((line) => ({ ...line, response: null, at: null }));
  return { stored, log, lines: [...log, ...waiting], audit };
}

/** The hashes the logs of a study end with: kept elsewhere, they tell later whether an end was cut off. */
export async function readHeads({ responses, journal }: ReadPorts, study: string) {
  const [last] = await journal.list(study, undefined, 1);
  return { log: (await responses.logHead(study)).hash, audit: last?.hash ?? chainStart };
}

/** How many responses are from before time, unit and flags were sealed: their content is held, the rest is not. */
export async function countUnsealed(ports: ReadPorts & Pick<Ports, "keys">, study: string): Promise<number> {
  const key = await ports.keys.receiptKey(study);
  const stored = await readResponses(ports, study);
  return stored.filter((one) => one.status !== "withdrawn" && sealedAs(key, one) === "content").length;
}

/** The entry of the audit log from which on rows are sealed; undefined where none are. */
export async function readSealedFrom({ journal }: ReadPorts, study: string): Promise<number | undefined> {
  return sealedFrom([...(await journal.list(study, undefined, Number.MAX_SAFE_INTEGER))].reverse());
}

/** Accepted entries without a response; what arrived after the first reading is looked for once more. */
async function findMissing(
  ports: ReadPorts,
  study: string,
  read: {
    readonly stored: readonly StoredResponse[];
    readonly entries: readonly Pick<LogEntry, "kind" | "commitment">[];
  },
) {
  const without = (rows: readonly StoredResponse[], entries: typeof read.entries) => {
    const kept = new Set(rows.map(({ commitment }) => commitment));
    return entries.filter(({ kind, commitment }) => kind === "accepted" && !kept.has(commitment));
  };
  const missing = without(read.stored, read.entries);
  return missing.length === 0 ? [] : without(await readResponses(ports, study), missing);
}

function finding(code: VerifyFinding["code"], place: string, message: string): VerifyFinding {
  return { code, place, message };
}

async function readLog({ responses }: ReadPorts, study: string): Promise<readonly LogEntry[]> {
  const log: LogEntry[] = [];
  for (;;) {
    const page = await responses.listLog(study, log.at(-1)?.seq ?? 0, entriesAPage);
    log.push(...page);
    if (page.length < entriesAPage) return log;
  }
}

async function readResponses({ responses }: ReadPorts, study: string): Promise<readonly StoredResponse[]> {
  const all: StoredResponse[] = [];
  for (;;) {
    const after = all.at(-1)?.id;
    const page = await responses.list(study, {
      limit: entriesAPage,
      loosely: true,
      ...(after === undefined ? {} : { after }),
    });
    all.push(...page);
    if (page.length < entriesAPage) return all;
  }
}

function checkLog(log: readonly LogEntry[]): readonly VerifyFinding[] {
  return checkChain(log, "log.broken", hashLogEntry);
}

function checkAudit(entries: readonly AuditEntry[], study: string): readonly VerifyFinding[] {
  return checkChain(entries, "audit.broken", (entry) => hashAuditEntry(study, entry));
}

/** Each entry is held against the one that stands before it, so that a gap is told once and not by all that follow. */
function checkChain<Entry extends { readonly seq: number; readonly previous: string; readonly hash: string }>(
  entries: readonly Entry[],
  code: VerifyFinding["code"],
  hashOf: (entry: Omit<Entry, "hash">) => string,
): readonly VerifyFinding[] {
  return entries.flatMap(({ hash, ...entry }, index) => {
    const before = entries[index - 1] ?? { seq: 0, hash: chainStart };
    const gone = entry.seq - before.seq - 1;
    const gap = gone > 0 ? [finding(code, sayEntries(before.seq + 1, entry.seq - 1), "gone from the log")] : [];
    const follows = gone > 0 || (gone === 0 && entry.previous === before.hash);
    if (follows && hashOf(entry) === hash) return gap;
    return [...gap, finding(code, `entry ${entry.seq}`, "the entry does not follow from the one before it")];
  });
}

const sayEntries = (from: number, to: number): string => (from === to ? `entry ${from}` : `entries ${from} to ${to}`);

/** A server that takes responses meanwhile makes two readings differ; a wrong counter stays wrong. */
const quotaReadings = 3;

/** The counters of quota cells against the answers. */
async function checkQuotas({ quotas }: VerifyPorts, study: string): Promise<readonly VerifyFinding[]> {
  const findings: VerifyFinding[] = [];
  for (const stored of await quotas.list(study)) {
    let found: readonly VerifyFinding[] = [];
    for (let reading = 1; reading <= quotaReadings; reading += 1) {
      found = await compareCells(quotas, study, stored.plan);
      if (found.length === 0) break;
    }
    findings.push(...found);
  }
  return findings;
}

async function compareCells(quotas: QuotaStore, study: string, plan: QuotaPlan): Promise<readonly VerifyFinding[]> {
  const expected = await countCells(quotas, study, plan);
  const counters = await quotas.listCounts(study, plan.questionnaire);
  return counters.flatMap(({ cell, valid }) => {
    const counted = expected.get(cell) ?? 0;
    const place = `${plan.questionnaire} ${cell === "" ? "(no cell)" : cell}`;
    return counted === valid
      ? []
      : [finding("quota.miscounted", place, `its counter says ${valid}, the answers ${counted}`)];
  });
}
