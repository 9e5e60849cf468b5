import { dayAfter, startOfDay } from "../ports/clock.ts";
import type { AuditEntry, JournalFilter } from "../ports/journal.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import { problem } from "../problems.ts";
import { textsCodedBlindly } from "./second-coding.ts";

const pageSize = 100;

/** Entries of one person, about one thing, of some days (in China, both included). */
export interface AuditFilter {
  readonly actor?: string | undefined;
  readonly about?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** The moments of a filter's days. Throws `request.invalid` where they are the wrong way round. */
export function toSpan({ actor, about, from, to }: AuditFilter): JournalFilter {
  if (from !== undefined && to !== undefined && from > to) {
    throw problem("request.invalid", `to: expected ${from} or a later day, got ${to}`, {
      remedy: "name the earlier day first",
    });
  }
  const since = from === undefined ? undefined : startOfDay(from);
  return { actor, about, since, until: to === undefined ? undefined : startOfDay(dayAfter(to)) };
}

/**
 * Entries with the subjects somebody may read. To a blind second coder acts on codings of others do not say which code was
 * given: the entry stands, its subject does not.
 */
export async function createSubjects(
  ports: Pick<Ports, "agreement">,
  study: string,
  viewer: string,
): Promise<<Entry extends Pick<AuditEntry, "actor" | "action" | "subject">>(entry: Entry) => Entry> {
  const blind = (await textsCodedBlindly(ports, study, viewer)).size > 0;
  return (entry) => {
    const hides = blind && entry.actor !== viewer && entry.action.startsWith("coding.");
    return hides ? { ...entry, subject: "" } : entry;
  };
}

/**
 * The audit log of a study, newest first; `next` is what to pass as `after` for the page below. That somebody began to read
 * it enters the log, after what is handed out.
 */
export async function listAudit(
  ports: Pick<Ports, "agreement" | "journal">,
  caller: Caller,
  {
    study,
    ...page
  }: AuditFilter & { readonly study: string; readonly after?: string | undefined; readonly limit?: number | undefined },
) {
  const limit = page.limit ?? pageSize;
  const before = page.after === undefined ? undefined : Number(page.after);
  const rows = await ports.journal.list(study, before, limit + 1, toSpan(page));
  const say = await createSubjects(ports, study, caller.id);
  const entries = rows
    .slice(0, limit)
    .map(say)
    .map(({ seq, at, actor, action, subject, hash }) => ({ seq, at, actor, action, subject, hash }));
  const last = entries.at(-1);
  if (before === undefined) {
    const subject = `${entries.length} entries${last === undefined ? "" : ` from ${last.seq} on`}`;
    await ports.journal.commit(study, { actor: caller.id, action: "audit.read", subject }, []);
  }
  return { entries, next: rows.length > limit && last !== undefined ? String(last.seq) : null };
}
