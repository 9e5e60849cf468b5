import { createOffsetIndex, findInterviewers, type Transcript } from "@diaoyan/instruments";
import type { Corpus } from "../model/corpus.ts";
import type { AnalysisInput } from "../registry/analysis.ts";
import { extractTerms } from "./extract-terms.ts";
import { neutralTextTools } from "./text-tools.ts";

/** The topic words interviewees say in one transcript, in order. */
export interface SpokenTerms {
  readonly transcript: Transcript;
  readonly terms: readonly string[];
}

/** What interviewees say, transcript by transcript, cut into topic words; questions of interviewers are left out. */
export function listSpokenTerms(corpus: Corpus, input: AnalysisInput): readonly SpokenTerms[] {
  const { segmenter } = input.text ?? neutralTextTools;
  return corpus.transcripts.map((transcript) => {
    const index = createOffsetIndex(transcript.text);
    const asking = findInterviewers(index, transcript.turns);
    const spoken = transcript.turns.filter(({ speaker }) => !asking.has(speaker));
    return { transcript, terms: spoken.flatMap((turn) => extractTerms(index.slice(turn), segmenter)) };
  });
}
