import { hashMarks, hashRow, type Row, showKey } from "../chain/row-seal.ts";
import { type SealedTable, sealedTables } from "../chain/sealed-tables.ts";
import type { AuditEntry } from "../ports/journal.ts";
import type { Ports } from "../ports/ports.ts";
import type { RowSeal } from "../ports/seal-store.ts";
import { checkLogEnd, type EndFinding } from "./verify-log-end.ts";

type RowPorts = Pick<Ports, "seals" | "responses" | "paper" | "journal">;

/** A row that is not what its last entry left, is gone, or came without one; or an entry that does not fit its seals, or the end of the log. */
export interface RowFinding {
  readonly code: "row.changed" | "row.missing" | "row.unlogged" | "seal.changed" | EndFinding["code"];
  /** Table and key, or the entry. */
  readonly place: string;
  readonly message: string;
}

/** The first entry that sealed rows; undefined where none has yet. */
export function sealedFrom(audit: readonly AuditEntry[]): number | undefined {
  return audit.find(({ rows }) => rows !== undefined)?.seq;
}

/**
 * Holds every row of the sealed tables against the seal its last entry left, and the seals of every entry against the hash
 * in it. `audit` was read before. What differs is read again: a server that writes meanwhile is not accused.
 */
export async function checkRows(
  ports: RowPorts,
  study: string,
  audit: readonly AuditEntry[],
): Promise<readonly RowFinding[]> {
  const seals = await ports.seals.list(study);
  const ends = await checkLogEnd(ports, study, seals);
  if (sealedFrom(audit) === undefined) return ends;
  const findings: RowFinding[] = [...ends, ...checkEntries(seals, audit)];
  const last = new Map<string, Map<string, RowSeal>>();
  for (const seal of seals) {
    const table = last.get(seal.table) ?? new Map<string, RowSeal>();
    last.set(seal.table, table.set(seal.key, seal));
  }
  const check = createRowCheck(ports, study, audit);
  for (const table of Object.keys(sealedTables)) {
    const waiting = new Map(last.get(table));
    for await (const page of ports.seals.pages(study, table)) {
      for (const { key, row } of page) {
        findings.push(...(await check({ table, key, row, seal: waiting.get(key) })));
        waiting.delete(key);
      }
    }
    for (const [key, seal] of waiting) findings.push(...(await check({ table, key, row: undefined, seal })));
  }
  return findings;
}

/** The seals of each entry are those its hash was made of; later ones were written while this was read. */
function checkEntries(seals: readonly RowSeal[], audit: readonly AuditEntry[]): readonly RowFinding[] {
  const bySeq = new Map<number, RowSeal[]>();
  for (const seal of seals) {
    const marks = bySeq.get(seal.seq);
    if (marks === undefined) bySeq.set(seal.seq, [seal]);
    else marks.push(seal);
  }
  const end = audit.at(-1)?.seq ?? 0;
  const told = new Map(audit.map(({ seq, rows }) => [seq, rows]));
  const numbers = new Set([...told.keys(), ...bySeq.keys()].filter((seq) => seq <= end));
  return [...numbers].flatMap((seq): readonly RowFinding[] => {
    const marks = bySeq.get(seq);
    if ((marks && hashMarks(marks)) === told.get(seq)) return [];
    const message = "the seals of its rows are not those it was written with: take them from a backup made after it";
    return [{ code: "seal.changed", place: `entry ${seq}`, message }];
  });
}

interface Standing {
  readonly table: string;
  readonly key: string;
  readonly row: Row | undefined;
  readonly seal: RowSeal | undefined;
}

/** A row and its seal are read one after the other: what differs only because of that is the same in a moment. */
const readings = 3;

function createRowCheck(ports: RowPorts, study: string, audit: readonly AuditEntry[]) {
  const entries = new Map(audit.map((entry) => [entry.seq, entry]));
  const tell = (seq: number): string => {
    const entry = entries.get(seq);
    return entry === undefined ? `entry ${seq}` : `entry ${seq} (${entry.action} by ${entry.actor}, ${entry.at})`;
  };
  return async (first: Standing): Promise<readonly RowFinding[]> => {
    let { row, seal } = first;
    const { table, key } = first;
    for (let reading = 1; ; reading += 1) {
      const code = judge(study, { table, key, row, seal });
      if (code === undefined || (await isLetGo(ports, study, { table, key, row, seal }))) return [];
      if (reading === readings) return [describe({ table, key, seal, code, tell })];
      ({ row, seal } = { row: undefined, seal: undefined, ...(await ports.seals.find(study, table, key)) });
    }
  };
}

function judge(study: string, { table, key, row, seal }: Standing): RowFinding["code"] | undefined {
  const isLeft = seal !== undefined && seal.hash !== null;
  if (row === undefined) return isLeft ? "row.missing" : undefined;
  if (!isLeft) return "row.unlogged";
  const { columns } = sealedTables[table] as SealedTable;
  const { salt } = seal;
  const isSame = salt !== null && hashRow({ study, table, key, salt, row }, columns) === seal.hash;
  return isSame ? undefined : "row.changed";
}

/** What was said of a response goes with it when it is withdrawn, and the salt of its seal too. */
async function isLetGo(ports: RowPorts, study: string, { table, key, row, seal }: Standing): Promise<boolean> {
  if (sealedTables[table]?.letGo !== true || seal === undefined || seal.salt !== null) return false;
  const [first = "", form = ""] = JSON.parse(key) as readonly string[];
  if (table === "response_reviews") return row === undefined && (await isWithdrawn(ports, study, first));
  const { response = null } = (await ports.paper.findForm({ study, batch: first, form })) ?? {};
  return row?.["typed"] === "" && response !== null && (await isWithdrawn(ports, study, response));
}

async function isWithdrawn({ responses }: RowPorts, study: string, id: string): Promise<boolean> {
  return (await responses.find(study, id))?.status === "withdrawn";
}

function describe(found: {
  readonly table: string;
  readonly key: string;
  readonly seal: RowSeal | undefined;
  readonly code: RowFinding["code"];
  readonly tell: (seq: number) => string;
}): RowFinding {
  const { table, key, seal, code, tell } = found;
  const place = `${table} ${showKey(key)}`.trim();
  const act = seal === undefined ? "" : tell(seal.seq);
  if (code === "row.changed") {
    return { code, place, message: `it is not what ${act} left: take the row from a backup made after that` };
  }
  if (code === "row.missing") {
    return { code, place, message: `${act} left it, and it is gone: take the row from a backup made after that` };
  }
  const since = seal === undefined ? "no entry tells of it" : `${act} removed it, and it is back`;
  return { code, place, message: `${since}: find out who wrote it past the server, and take it out` };
}
