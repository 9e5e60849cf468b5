import type { CaseSentence } from "@diaoyan/analysis";
import type { Transcript } from "@diaoyan/instruments";

type Source = NonNullable<CaseSentence["source"]>;
type FindText = (id: Source["transcript"]) => Transcript | undefined;

/**
 * One paragraph for what one person said in a row, so that who says 我 in it is one; `written` are the sentences as they are
 * printed. What a person wrote between stays with what it follows.
 */
export function joinBySpeaker<Run>(
  sentences: readonly CaseSentence[],
  written: readonly (readonly Run[])[],
  findText: FindText,
): readonly (readonly Run[])[] {
  const paragraphs: Run[][] = [];
  let speaking: string | null = null;
  sentences.forEach(({ source }, place) => {
    const speaker = source === null ? speaking : speakerOf(source, findText);
    const last = paragraphs.at(-1);
    const changes = speaking !== null && speaker !== speaking;
    if (last === undefined || changes) paragraphs.push([...(written[place] ?? [])]);
    else last.push(...(written[place] ?? []));
    speaking = speaker;
  });
  return paragraphs;
}

/** Names who said the words of a source; all of a transcript that was revised since are one's. */
function speakerOf({ transcript: id, revision, start, end }: Source, findText: FindText): string {
  const transcript = findText(id);
  const stands = transcript?.revision === revision;
  const turn = transcript?.turns.find((one) => one.start <= start && end <= one.end);
  return `${id} ${(stands && turn?.speaker) || ""}`;
}
