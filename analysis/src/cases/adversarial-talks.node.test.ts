import { readFileSync } from "node:fs";
import { brandAs, createOffsetIndex, type Transcript } from "@diaoyan/instruments";
import { describe, expect, it } from "vitest";
import type { Coding } from "../model/corpus.ts";
import { codebook, codeWords, draftOf, transcriptOf } from "./testing/draft-words.ts";

/** What a short talk must not lead a draft to say. */
interface Talk {
  readonly name: string;
  readonly raw: readonly string[];
  /** Words no sentence may hold. */
  readonly never?: readonly string[];
  /** The first words only with the second. */
  readonly together?: readonly (readonly [string, string])[];
  /** Words that are drafted once a person has coded them. */
  readonly found?: readonly string[];
  /** Words that may stand in the background and the lessons only. */
  readonly onlyBackground?: readonly string[];
}

const talks: readonly Talk[] = JSON.parse(
  readFileSync(new URL("../../test-data/adversarial-talks.json", import.meta.url), "utf8"),
);

/** No codings, codings of the words in question, and every turn coded. */
function listCodings(transcript: Transcript, talk: Talk): Readonly<Record<string, readonly Coding[]>> {
  const { never = [], together = [], found = [], onlyBackground = [] } = talk;
  const claims = [...never, ...together.map(([claim]) => claim), ...found, ...onlyBackground];
  const present = claims.filter((words) => transcript.text.includes(words));
  const turns = transcript.turns.map((turn, at) => ({
    ...codeWords(transcript, transcript.text.slice(0, 1), "4.2"),
    ...{ id: brandAs<Coding["id"]>(`turn-${at}`), start: turn.start, end: turn.end },
    code: codebook.codes[at % codebook.codes.length]?.id ?? brandAs<Coding["code"]>("4.2"),
  }));
  return { none: [], claims: present.map((words) => codeWords(transcript, words, "4.2")), all: turns };
}

describe("a draft of an awkward talk", () => {
  it.each(talks)("$name", (talk) => {
    const transcript = transcriptOf(talk.raw.join("\n"));
    const index = createOffsetIndex(transcript.text);
    for (const [mode, codings] of Object.entries(listCodings(transcript, talk))) {
      const { sections } = draftOf([transcript], codings);
      const sentences = sections.flatMap((section) => section.sentences);
      for (const { text, source } of sentences) expect(source && index.slice(source)).toBe(text);
      const says = (words: string): boolean => sentences.some(({ text }) => text.includes(words));
      const wrong = [
        ...(talk.never ?? []).filter(says),
        ...(talk.together ?? []).filter(([claim, limit]) => says(claim) && !says(limit)),
        ...(mode === "claims" ? (talk.found ?? []).filter((words) => !says(words)) : []),
        ...(talk.onlyBackground ?? []).filter((words) =>
          sections.some(
            ({ id, sentences: own }) =>
              !["background", "lessons"].includes(id) && own.some(({ text }) => text.includes(words)),
          ),
        ),
      ];
      expect(wrong, mode).toEqual([]);
    }
  });
});
