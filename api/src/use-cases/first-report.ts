import { hashText } from "@diaoyan/instruments";
import type { Caller } from "../ports/ports.ts";
import { outlineName } from "./outline-name.ts";
import { buildReportOf } from "./reports.ts";
import { seenSnapshot } from "./seen-snapshot.ts";
import type { StudyArchive } from "./study-archive.ts";

type FirstReportPorts = Parameters<typeof buildReportOf>[0] & {
  readonly archive: StudyArchive;
};

/**
 * The automatic first report 自动初报 of a study: an outline from what its questionnaires declare, stored beside the others,
 * and its files where this runtime can build them. An outline that somebody changed is never overwritten: the new one gets
 * the next free name. `missing` says in Chinese what could not be computed yet.
 */
export async function makeFirstReport(ports: FirstReportPorts, caller: Caller, study: string) {
  const snapshot = await seenSnapshot(ports, study, caller.id);
  const { writeFirstOutline } = await import("@diaoyan/exports");
  const { file, markdown, missing } = writeFirstOutline(snapshot, { text: ports.runtime.text });
  const outline = await storeBeside(ports, caller, { study, file, markdown });
  const built =
    ports.runtime.drawPng === null ? null : await buildReportOf(ports, caller, { study, outline, mode: "draft" });
  return { outline, missing: [...missing], built };
}

/** Stores an outline under the first name that is free or holds the same text, and gives the name. */
async function storeBeside(
  ports: FirstReportPorts,
  caller: Caller,
  { study, file, markdown }: { readonly study: string; readonly file: string; readonly markdown: string },
): Promise<string> {
  const known = new Map((await ports.reports.listOutlines(study)).map((one) => [one.outline, one.markdown]));
  for (let turn = 1; ; turn += 1) {
    const name = turn === 1 ? file : file.replace(/\.md$/, `-${turn}.md`);
    const outline = outlineName(name);
    const text = known.get(outline);
    if (text === markdown) return outline;
    if (text !== undefined) continue;
    const note = {
      actor: caller.id,
      action: "outline.first",
      subject: `${outline}@${hashText(markdown).slice(0, 16)}`,
    };
    await ports.journal.commit(study, note, [
      ports.reports.putOutline(study, { outline, file: name, markdown, revision: 0 }, ports.clock.now()),
    ]);
    return outline;
  }
}
