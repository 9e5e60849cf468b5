import { corpusFromSnapshot, datasetFromSnapshot, definitionFromSnapshot, parseSnapshot } from "@diaoyan/analysis";
import { showFacts, sourceOf } from "./show-facts.ts";

/** What a notebook needs of a snapshot: the responses to one questionnaire, the transcripts, and what says where figures come from. */
export function openStudy(json: unknown, questionnaire: string) {
  const snapshot = parseSnapshot(json);
  const dataset = datasetFromSnapshot(snapshot, questionnaire);
  return {
    dataset,
    corpus: corpusFromSnapshot(snapshot),
    definition: definitionFromSnapshot(snapshot, questionnaire),
    source: sourceOf(snapshot),
    showFacts: () => showFacts(snapshot, questionnaire, dataset),
  };
}
