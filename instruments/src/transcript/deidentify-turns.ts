import type { DeidentifyRule, Replacement } from "../model/deidentify.ts";
import type { Turn } from "../model/transcript.ts";
import { createOffsetIndex } from "../text/offset-index.ts";
import { carryOutward, type DeidentifiedText, replaceIdentifiers } from "./deidentify.ts";
import { findIdentifiers } from "./find-identifiers.ts";

/** A de-identified text with its turns; names of speakers are replaced as in the text. */
export interface DeidentifiedTranscript extends DeidentifiedText {
  readonly turns: readonly Turn[];
  /** Puts the same replacements into a short text beside it, such as the title. */
  readonly replaceWords: (text: string) => string;
}

/** Puts replacements into text and turns; throws as `replaceIdentifiers`. */
export function deidentifyTurns(
  { text, turns }: { readonly text: string; readonly turns: readonly Turn[] },
  replacements: readonly Replacement[],
): DeidentifiedTranscript {
  const made = replaceIdentifiers(text, replacements);
  const index = createOffsetIndex(text);
  const words = new Map(replacements.map((one) => [index.slice(one), one.replacement]));
  const rules = [...words].map(
    ([word, replacement]): DeidentifyRule => ({ kind: "words", name: word, words: [word], replacement }),
  );
  const replaceWords = (short: string): string => replaceIdentifiers(short, findIdentifiers(short, rules)).text;
  const carried = turns.flatMap((turn) => {
    const span = carryOutward(made.alignment, turn);
    return span === null ? [] : [{ ...turn, ...span, speaker: replaceWords(turn.speaker) }];
  });
  return { ...made, turns: carried, replaceWords };
}
