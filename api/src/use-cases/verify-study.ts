import type { QuotaPlan } from "@diaoyan/instruments";
import { chainStart, hashAuditEntry } from "../chain/audit-chain.ts";
import { hashLogEntry, hashResponseContent } from "../chain/response-chain.ts";
import { equalCodes, sealResponse } from "../keys/response-seal.ts";
import type { AuditEntry } from "../ports/journal.ts";
import type { Ports } from "../ports/ports.ts";
import type { QuotaStore } from "../ports/quota-store.ts";
import type { LogEntry, StoredResponse } from "../ports/response-store.ts";
import { countCells } from "./count-cells.ts";
import { type AttachmentFinding, checkAttachments } from "./verify-attachments.ts";

type VerifyPorts = Pick<Ports, "responses" | "journal" | "keys" | "quotas" | "attachments" | "blobs">;

/** Something that does not fit: an entry that was changed, a response the log does not know, one that is gone, a wrong count. */
export interface VerifyFinding {
  readonly code:
    | "log.broken"
    | "audit.broken"
    | "response.unlogged"
    | "response.changed"
    | "response.missing"
    | "quota.miscounted"
    | AttachmentFinding["code"];
  readonly place: string;
  readonly message: string;
}

const entriesAPage = 5_000;

/**
 * Holds what is stored of a study against its logs: both chains are whole, every response stands in the log (or waits to
 * enter it) and has the content it was accepted with, and no logged response is gone. A withdrawn response is its tombstone
 * and an entry of its withdrawal. Attachments are what came, or stand in the purge log. Answers what does not fit.
 */
export async function verifyStudy(ports: VerifyPorts, study: string): Promise<readonly VerifyFinding[]> {
  // in the order in which a response moves on, so that a server which takes responses meanwhile is not accused
  const stored = await readResponses(ports, study);
  const pending = await ports.responses.listPending(study);
  const log = await readLog(ports, study);
  const known = new Set([...log, ...pending].map(({ kind, commitment }) => `${kind} ${commitment}`));
  const key = await ports.keys.receiptKey(study);
  const missing = await findMissing(ports, study, { stored, entries: [...log, ...pending] });
  const attachments = await ports.attachments.list(study);
  const audit = [...(await ports.journal.list(study, undefined, Number.MAX_SAFE_INTEGER))].reverse();
  return [
    ...checkLog(log),
    ...checkAudit(audit, study),
    ...stored.flatMap((response) => checkResponse(response, known, key)),
    ...(await checkQuotas(ports, study)),
    ...(await checkAttachments(ports, study, { attachments, audit })),
    ...missing.map(({ commitment }) => finding("response.missing", commitment, "a logged response is gone")),
  ];
}

/** Accepted entries without a response; what arrived after the first reading is looked for once more. */
async function findMissing(
  ports: VerifyPorts,
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

async function readLog({ responses }: VerifyPorts, study: string): Promise<readonly LogEntry[]> {
  const log: LogEntry[] = [];
  for (;;) {
    const page = await responses.listLog(study, log.at(-1)?.seq ?? 0, entriesAPage);
    log.push(...page);
    if (page.length < entriesAPage) return log;
  }
}

async function readResponses({ responses }: VerifyPorts, study: string): Promise<readonly StoredResponse[]> {
  const all: StoredResponse[] = [];
  for (;;) {
    const after = all.at(-1)?.id;
    const page = await responses.list(study, { limit: entriesAPage, ...(after === undefined ? {} : { after }) });
    all.push(...page);
    if (page.length < entriesAPage) return all;
  }
}

function checkLog(log: readonly LogEntry[]): readonly VerifyFinding[] {
  return log.flatMap(({ hash, ...entry }, index) => {
    const previous = log[index - 1]?.hash ?? chainStart;
    if (entry.seq === index + 1 && entry.previous === previous && hashLogEntry(entry) === hash) return [];
    return [finding("log.broken", `entry ${entry.seq}`, "the entry does not follow from the one before it")];
  });
}

function checkAudit(entries: readonly AuditEntry[], study: string): readonly VerifyFinding[] {
  return entries.flatMap(({ hash, ...entry }, index) => {
    const previous = entries[index - 1]?.hash ?? chainStart;
    if (entry.seq === index + 1 && entry.previous === previous && hashAuditEntry(study, entry) === hash) return [];
    return [finding("audit.broken", `entry ${entry.seq}`, "the entry does not follow from the one before it")];
  });
}

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

function checkResponse(
  response: StoredResponse,
  known: ReadonlySet<string>,
  key: Uint8Array,
): readonly VerifyFinding[] {
  const { id, commitment, status } = response;
  if (!known.has(`accepted ${commitment}`)) return [finding("response.unlogged", id, "the log does not know it")];
  if (status === "withdrawn") {
    return known.has(`withdrawn ${commitment}`)
      ? []
      : [finding("response.changed", id, "it is empty, but no withdrawal stands in the log")];
  }
  const contentHash = hashResponseContent(response);
  const seal = sealResponse(key, id, contentHash);
  if (contentHash === response.contentHash && equalCodes(seal.commitment, commitment)) return [];
  return [finding("response.changed", id, "its content is not what was accepted")];
}
