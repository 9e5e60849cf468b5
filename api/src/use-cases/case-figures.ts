import { type CaseSummary, changedFigures } from "@diaoyan/analysis";
import type { CaseFigure } from "@diaoyan/exports";
import type { CaseMaterial } from "../contract/index.ts";
import type { Ports } from "../ports/ports.ts";
import { problem } from "../problems.ts";
import type { StudyArchive } from "./study-archive.ts";

export type FigurePorts = Pick<Ports, "runtime"> & { readonly archive: StudyArchive };

/** Sentences of a case that take figures by directives (`:count[…]`), as they read in the present state of the study. */
export async function figuresOf(
  { runtime, archive }: FigurePorts,
  study: string,
  summary: CaseSummary,
): Promise<readonly CaseFigure[]> {
  const { hasCaseFigures, readCaseFigures } = await import("@diaoyan/exports");
  if (!hasCaseFigures(summary)) return [];
  return readCaseFigures(summary, await archive.snapshot(study), { text: runtime.text });
}

/** What the page of a case shows of them: how each reads, what cannot be filled in, and what changed since it was confirmed. */
export function describeFigures(
  figures: readonly CaseFigure[],
  summary: CaseSummary,
): Pick<CaseMaterial, "figures" | "figureFaults" | "figuresChanged"> {
  const now = figures.flatMap(({ text, shown }) => (shown === null ? [] : [{ text, shown }]));
  return {
    figures: now,
    figureFaults: faultsOf(figures),
    figuresChanged: [
      ...changedFigures(
        summary,
        now.map(({ shown }) => shown),
      ),
    ],
  };
}

/** Throws `case.figures` where a figure names nothing: nobody can confirm a number that is not there. */
export function confirmedFigures(figures: readonly CaseFigure[]): readonly string[] {
  const errors = faultsOf(figures);
  const [first] = errors;
  if (first !== undefined) {
    throw problem("case.figures", `${first.place}: ${first.message}`, {
      errors,
      remedy: "mend the directive and save the case, then record the confirmation",
    });
  }
  return figures.flatMap(({ shown }) => shown ?? []);
}

function faultsOf(figures: readonly CaseFigure[]): CaseMaterial["figureFaults"] {
  return figures.flatMap(({ section, fault }) => (fault === null ? [] : [{ ...fault, place: section }]));
}
