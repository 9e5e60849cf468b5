import { mergeSessions, type Session } from "@diaoyan/instruments";
import type { z } from "zod";
import type { rescueReport } from "../contract/fieldwork.ts";
import { contextOf, fromBase64, openText, type RescueRecord, unwrapByRecovery } from "../contract/rescue/index.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import { found, Problem, problem } from "../problems.ts";
import { readRescueFile } from "./read-rescue-file.ts";
import { openRecoveryKey } from "./recovery-key.ts";
import { readSession, saveSession } from "./sessions.ts";

type RescuePorts = Pick<Ports, "sessions" | "transcripts" | "journal" | "studies" | "recoveryKeys" | "keys">;
type Report = z.infer<typeof rescueReport>;
type Line = Report["records"][number];

const attempts = 4;

/**
 * Opens a rescue file by the study's recovery key and stores what is in it, merged with what stands. A record that cannot
 * be opened or stored is told with its reason and keeps no other back. Throws `rescue.invalid` where nothing can be read.
 */
export async function importRescue(
  ports: RescuePorts,
  caller: Caller,
  given: { readonly study: string; readonly text: string },
): Promise<Report> {
  const { header, records, problems } = readRescueFile(given.text);
  if (header.study !== given.study) {
    throw problem("rescue.invalid", `study: expected ${given.study}, the file belongs to ${header.study}`, {
      remedy: "open that study and import the file there",
    });
  }
  const standing = found(await ports.recoveryKeys.find(given.study), "rescue.invalid", header.recoveryKey);
  if (standing.id !== header.recoveryKey) {
    throw problem(
      "rescue.invalid",
      `recoveryKey: this server holds ${standing.id}, the file names ${header.recoveryKey}`,
      {
        remedy: "import the file at the server the device worked with",
      },
    );
  }
  const key = await openRecoveryKey(ports, standing);
  const lines: Line[] = [];
  for (const record of records) lines.push(await importRecord(ports, caller, { study: given.study, key, record }));
  await ports.journal.commit(given.study, { actor: caller.id, action: "rescue.import", subject: summarise(lines) }, []);
  return { records: lines, problems: [...problems] };
}

function summarise(lines: readonly Line[]): string {
  const refused = lines.filter(({ outcome }) => outcome === "refused").length;
  return `${lines.length - refused} taken, ${refused} refused`;
}

interface Given {
  readonly study: string;
  readonly key: CryptoKey;
  readonly record: RescueRecord;
}

async function importRecord(ports: RescuePorts, caller: Caller, given: Given): Promise<Line> {
  const { record } = given.record;
  const payload = await openRecord(given);
  if (payload === undefined) {
    const reason = "the record does not open: it was damaged or changed after the device wrote it";
    return { record, number: "", title: "", outcome: "refused", conflicts: 0, reason };
  }
  try {
    const mine = readSession(payload.session);
    if (mine.id !== record) throw problem("session.invalid", `session.id: expected ${record}, got ${mine.id}`);
    const base = payload.base == null ? undefined : readSession(payload.base);
    const { outcome, conflicts } = await mergeAndStore(ports, caller, { study: given.study, mine, base });
    return { record, number: mine.number, title: mine.title, outcome, conflicts, reason: null };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { record, number: "", title: "", outcome: "refused", conflicts: 0, reason: error.body.detail };
  }
}

async function openRecord({ study, key, record }: Given): Promise<{ session?: unknown; base?: unknown } | undefined> {
  const context = contextOf(study, record.record);
  try {
    const recordKey = await unwrapByRecovery(key, fromBase64(record.wrappedKey), context);
    return JSON.parse(await openText(recordKey, fromBase64(record.sealed), context)) as { session?: unknown };
  } catch {
    return undefined;
  }
}

async function mergeAndStore(
  ports: RescuePorts,
  caller: Caller,
  { study, mine, base }: { readonly study: string; readonly mine: Session; readonly base: Session | undefined },
): Promise<{ readonly outcome: "stored" | "merged" | "unchanged"; readonly conflicts: number }> {
  for (let attempt = 1; ; attempt += 1) {
    const present = await ports.sessions.find(study, mine.id);
    const merged = present && mergeSessions(base, mine, present);
    const session = merged?.session ?? { ...mine, revision: 0 };
    if (present !== undefined && JSON.stringify(session) === JSON.stringify(present)) {
      return { outcome: "unchanged", conflicts: 0 };
    }
    try {
      await saveSession(ports, caller, { study, id: mine.id, session });
      const edited = present !== undefined && present.revision !== (base?.revision ?? 0);
      return { outcome: edited ? "merged" : "stored", conflicts: merged?.conflicts.length ?? 0 };
    } catch (error) {
      // somebody saved in between: merged again with what stands now
      if (!(error instanceof Problem && error.body.code === "edit.conflict") || attempt === attempts) throw error;
    }
  }
}
