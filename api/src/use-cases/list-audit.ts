import type { Ports } from "../ports/ports.ts";

const pageSize = 100;

/** The audit log of a study, newest first; `next` is what to pass as `after` for the page below. */
export async function listAudit(
  ports: Pick<Ports, "journal">,
  study: string,
  page: {
    readonly after?: string | undefined;
    readonly limit?: number | undefined;
    readonly actor?: string | undefined;
    readonly about?: string | undefined;
  },
) {
  const limit = page.limit ?? pageSize;
  const before = page.after === undefined ? undefined : Number(page.after);
  const rows = await ports.journal.list(study, before, limit + 1, page);
  const entries = rows
    .slice(0, limit)
    .map(({ seq, at, actor, action, subject, hash }) => ({ seq, at, actor, action, subject, hash }));
  const last = entries.at(-1);
  return { entries, next: rows.length > limit && last !== undefined ? String(last.seq) : null };
}
