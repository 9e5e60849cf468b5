import { type CaseSummary, isWithdrawnCase } from "@diaoyan/analysis";
import type { CaseMaterial } from "../contract/index.ts";
import type { Ports } from "../ports/ports.ts";
import { reportProblem } from "./render-report.ts";
import type { StudyArchive } from "./study-archive.ts";

const directive = /(?<!\\):[a-zA-Z]+[[{]/u;

/**
 * What keeps the figures a person put into a case by directives (`:count[…]`) from being filled in, so that it is known
 * before anybody signs and not when the collection is built. Empty where nothing is wrong, or nothing was put in.
 */
export async function findFigureFaults(
  ports: Pick<Ports, "runtime"> & { readonly archive: StudyArchive },
  study: string,
  summary: CaseSummary,
): Promise<CaseMaterial["figureFaults"]> {
  const own = summary.sections.flatMap(({ sentences }) => sentences.filter(({ source }) => source === null));
  if (!own.some(({ text }) => directive.test(text)) || isWithdrawnCase(summary)) return [];
  const { buildReport, ExportError, parseOutline } = await import("@diaoyan/exports");
  const outline = `---\ntitle: 案例\nprofile: gongwen\n---\n\n::case{id=${summary.id}}\n`;
  try {
    const snapshot = await ports.archive.snapshot(study);
    buildReport(parseOutline("case.md", outline), snapshot, { mode: "draft", text: ports.runtime.text });
    return [];
  } catch (error) {
    if (!(error instanceof ExportError)) throw error;
    return (reportProblem(error).body.errors ?? []).map(({ code, place, message }) => {
      const [before = "", section = place] = /^案例“.*”的“([^”]+)”：/su.exec(message) ?? [];
      return { code, place: section, message: message.slice(before.length) };
    });
  }
}
