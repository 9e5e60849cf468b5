import type { Coding } from "@diaoyan/analysis";
import { brandAs, type Codebook, codePointLength, makeTranscript, type Transcript } from "@diaoyan/instruments";

/** An interview with the words a person coded. */
export interface CodedInterview {
  readonly transcript: Transcript;
  readonly codings: readonly Coding[];
}

const mark = /\[\[([\d.]+)\|([^\]]+)\]\]/gu;

/** Reads an interview in which `[[3.1|words]]` marks what was coded by hand. Throws where a code is not in the codebook. */
export function readCodedInterview(id: string, marked: string, codebook: Codebook): CodedInterview {
  const raw = marked.replace(mark, "$2");
  const transcript = makeTranscript({ id: brandAs(id), revision: 1, session: null, title: id, raw });
  const codings = [...marked.matchAll(mark)].map(([, number = "", words = ""], place): Coding => {
    const code = codebook.codes.find((one) => one.number === number);
    const at = transcript.text.indexOf(words);
    if (code === undefined || at < 0) throw new Error(`${id}: no code ${number}, or its words are not in the text`);
    const start = codePointLength(transcript.text.slice(0, at));
    return {
      id: brandAs(`${id}-${place}`),
      transcript: transcript.id,
      transcriptRevision: 1,
      code: code.id,
      start: brandAs(start),
      end: brandAs(start + codePointLength(words)),
      ...{ quote: words, before: "", after: "", modifiers: {}, memo: "" },
      origin: { kind: "human", user: brandAs("bench") },
      at: brandAs("2026-11-27T00:00:00.000Z"),
    };
  });
  return { transcript, codings };
}
