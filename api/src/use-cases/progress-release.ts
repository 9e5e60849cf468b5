import type { Ports } from "../ports/ports.ts";
import type { ReleaseAudience } from "../ports/progress-store.ts";
import { type ProgressFacts, sumBy } from "./progress-facts.ts";
import { type Figures, moveOn, type ViewersRelease, viewersFigures } from "./progress-figures.ts";

type ReleasePorts = Pick<Ports, "progress" | "journal">;

export interface ProgressPlace {
  readonly study: string;
  readonly questionnaire: string;
}

interface State {
  readonly facts: ProgressFacts;
  readonly smallCell: number;
}

/** What viewers see now: the last release moved on in lots, and kept, so that every server and every reading agrees. */
export async function releaseToViewers(ports: ReleasePorts, place: ProgressPlace, state: State): Promise<Figures> {
  const { facts, smallCell } = state;
  const release = await follow<ViewersRelease>(ports, { ...place, audience: "viewers" }, (shown) =>
    moveOn(shown, facts, smallCell),
  );
  return viewersFigures(release, smallCell);
}

interface HeldFacts {
  /** Responses that had come or gone. */
  readonly moves: number;
  readonly facts: ProgressFacts;
}

/**
 * The facts of a questionnaire with an anonymous link as anybody may see them: they stand still until `smallCell` responses
 * have come or gone since, so that nobody who watches the page can tell whose answer moved them.
 */
export async function holdFacts(
  ports: ReleasePorts,
  place: ProgressPlace,
  { facts, smallCell }: State,
): Promise<ProgressFacts> {
  const by = sumBy(facts.groups, ({ status }) => status);
  const moves = Object.values(by).reduce((sum, count) => sum + count, by["withdrawn"] ?? 0);
  const held = await follow<HeldFacts>(ports, { ...place, audience: "researchers" }, (shown) => {
    // a part of the constructs, or none of them, is no state to be held to
    if (facts.pending) return shown ?? { moves: 0, facts: emptied(facts) };
    const [before, rests] = [shown?.moves ?? 0, shown?.facts.planRevision === facts.planRevision];
    // a new plan has new cells, and is somebody's own act that stands in the audit log
    if (moves - before >= smallCell || (before > 0 && !rests)) return { moves, facts };
    return shown !== undefined && rests ? shown : { moves: 0, facts: emptied(facts) };
  });
  return { ...held.facts, pending: facts.pending };
}

/** The same questionnaire before anybody answered. */
function emptied(facts: ProgressFacts): ProgressFacts {
  return {
    ...facts,
    groups: [],
    beyondQuota: 0,
    cells: facts.cells.map(({ cell }) => ({ cell, received: 0, valid: 0 })),
    constructs: [],
    open: [],
  };
}

/** Makes the release that follows the last one and stores it, if it differs; where two do so at once, the first counts. */
async function follow<Document>(
  { progress, journal }: ReleasePorts,
  { study, questionnaire, audience }: ProgressPlace & { readonly audience: ReleaseAudience },
  next: (shown: Document | undefined) => Document,
): Promise<Document> {
  const last = await progress.findRelease(study, questionnaire, audience);
  const document = JSON.stringify(next(last && (JSON.parse(last.document) as Document)));
  if (document === last?.document) return JSON.parse(document) as Document;
  const revision = (last?.revision ?? 0) + 1;
  await journal.commitUnlogged([progress.putRelease({ study, questionnaire, audience, revision, document })]);
  const standing = await progress.findRelease(study, questionnaire, audience);
  return JSON.parse(standing?.document ?? document) as Document;
}
