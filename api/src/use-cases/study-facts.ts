import {
  factsOf,
  fillFacts,
  isReadByPeople,
  isStandIn,
  type Study,
  type StudyFacts,
  studyFactNames,
} from "@diaoyan/instruments";
import type { Caller, Ports } from "../ports/ports.ts";
import type { StudyDocument } from "../ports/study-store.ts";
import { found, problem } from "../problems.ts";

/**
 * Fills in who has a study done, who does it and who pays, wherever it stands: covers, the notice, guides and the letter.
 * A name that people read already is not changed here. Throws `study.factStands`.
 */
export async function saveStudyFacts(
  ports: Pick<Ports, "studies" | "journal" | "clock">,
  caller: Caller,
  { study, facts }: { readonly study: string; readonly facts: StudyFacts },
): Promise<Study> {
  const document = found(await ports.studies.find(study), "study.notFound", study);
  const before = factsOf(document.study);
  const changed = studyFactNames.filter((name) => facts[name] !== before[name]);
  if (changed.length === 0) return document.study;
  refuseStanding(document, changed);
  const next = fillFacts(document, facts);
  const now = ports.clock.now();
  const note = { actor: caller.id, action: "study.facts", subject: changed.join(", ") };
  await ports.journal.commit(study, note, [
    ports.studies.put(next, now),
    ports.studies.keepProtocols(study, next.protocols, now),
  ]);
  return next.study;
}

function refuseStanding(document: StudyDocument, changed: readonly (keyof StudyFacts)[]): void {
  const facts = factsOf(document.study);
  const standing = changed.filter((name) => !isStandIn(facts[name]) && isReadByPeople(document, facts[name]));
  const [first] = standing;
  if (first === undefined) return;
  throw problem("study.factStands", `${first}: “${facts[first]}” stands in what people read, it is not changed here`, {
    errors: standing.map((name) => ({ code: "study.factStands", place: `study.yaml ${name}`, message: facts[name] })),
    remedy: "change it in study.yaml, raise the version of notice.md and load the pack again",
  });
}
