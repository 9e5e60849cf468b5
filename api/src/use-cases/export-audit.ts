import type { Caller, Ports } from "../ports/ports.ts";
import { found } from "../problems.ts";
import type { ExportedFile } from "./exports.ts";
import { type AuditFilter, createSubjects, toSpan } from "./list-audit.ts";
import { nameOf } from "./responses.ts";

/**
 * The audit log of a study, or the part of it that is asked for, as CSV, oldest entry first. That it was taken enters the
 * log, after what is handed out. Throws `request.invalid` where the days are the wrong way round.
 */
export async function exportAudit(
  ports: Pick<Ports, "agreement" | "studies" | "members" | "journal">,
  caller: Caller,
  { study, ...filter }: AuditFilter & { readonly study: string },
): Promise<ExportedFile> {
  const { simulated } = found(await ports.studies.find(study), "study.notFound", study).study;
  const entries = [...(await ports.journal.list(study, undefined, Number.MAX_SAFE_INTEGER, toSpan(filter)))].reverse();
  const say = await createSubjects(ports, study, caller.id);
  const members = await ports.members.list(study);
  const { writeAuditLog } = await import("@diaoyan/exports");
  const text = writeAuditLog(entries.map(say).map((entry) => ({ ...entry, name: nameOf(members, entry.actor) })));
  await ports.journal.commit(study, { actor: caller.id, action: "audit.export", subject: `${entries.length}` }, []);
  const span = filter.from === undefined && filter.to === undefined ? "" : `-${filter.from ?? ""}-${filter.to ?? ""}`;
  const name = `${study}-audit${span}${simulated ? "-模拟数据" : ""}.csv`;
  return { bytes: new Uint8Array(new TextEncoder().encode(text)), name, media: "text/csv; charset=utf-8" };
}
