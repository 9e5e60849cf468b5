import { type Json, mergeValues } from "@diaoyan/instruments";
import type { CasePicture, CaseSentence, CaseSummary } from "../model/case-summary.ts";

/** A case out of two edits of it; `replaced` is how many values of the others' had to give way to mine. */
export interface MergedCase {
  readonly case: CaseSummary;
  readonly replaced: number;
}

type Edited = Pick<CaseSummary, "title" | "attributes" | "sections" | "named" | "pictures">;

/**
 * Merges what two people made of one case, sentence by sentence: `base` is the state both began with, `theirs` what is stored
 * by now. What one alone wrote, reworded or took out stays so; a sentence both reworded stands as mine. Steps, consents and
 * revision are theirs, so that the result can be stored.
 */
export function mergeCases(base: CaseSummary, mine: CaseSummary, theirs: CaseSummary): MergedCase {
  const { value, conflicts } = mergeValues("", toRows(base), toRows(mine), toRows(theirs));
  return { case: { ...theirs, ...fromRows(value) }, replaced: conflicts.length };
}

/** The edited parts, each sentence and picture under a key it keeps while it is reworded. */
function toRows({ title, attributes, sections, named = false, pictures = [] }: CaseSummary): Json {
  const rows = {
    ...{ title, attributes, named },
    sections: sections.map(({ sentences, ...section }) => ({ ...section, sentences: sentences.map(toRow) })),
    pictures: pictures.map((picture) => ({ id: picture.attachment, picture })),
  };
  return rows as unknown as Json;
}

interface SentenceRow {
  readonly id: string;
  readonly sentence: Omit<CaseSentence, "text"> & { readonly words: string };
}

function toRow({ text, source }: CaseSentence): SentenceRow {
  // what a person wrote has no place: reworded by one of two, it is that one's sentence
  const id = source === null ? `own ${text}` : `${source.transcript} ${source.start}`;
  return { id, sentence: { words: text, source } };
}

function fromRows(value: Json): Edited {
  const merged = value as unknown as Omit<Edited, "sections" | "pictures"> & {
    readonly sections: readonly (Omit<CaseSummary["sections"][number], "sentences"> & {
      readonly sentences: readonly SentenceRow[];
    })[];
    readonly pictures: readonly { readonly picture: CasePicture }[];
  };
  const sections = merged.sections.map((section) => ({
    ...section,
    sentences: section.sentences.map(({ sentence: { words, source } }) => ({ text: words, source })),
  }));
  return { ...merged, sections, pictures: merged.pictures.map(({ picture }) => picture) };
}
