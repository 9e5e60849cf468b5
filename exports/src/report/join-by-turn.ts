import type { CaseSentence } from "@diaoyan/analysis";
import type { Transcript } from "@diaoyan/instruments";

type Source = NonNullable<CaseSentence["source"]>;
type FindText = (id: Source["transcript"]) => Transcript | undefined;

/**
 * One paragraph for what one person said in answer to one question, so that who says 我 in it is one and no answer reads as
 * the end of another; `written` are the sentences as they are printed. What a person wrote stands apart from what was said.
 */
export function joinByTurn<Run>(
  sentences: readonly CaseSentence[],
  written: readonly (readonly Run[])[],
  findText: FindText,
): readonly (readonly Run[])[] {
  const paragraphs: Run[][] = [];
  let saying: string | null = null;
  sentences.forEach(({ source }, place) => {
    const turn = source === null ? null : turnOf(source, findText);
    const last = paragraphs.at(-1);
    if (last === undefined || turn === null || turn !== saying) paragraphs.push([...(written[place] ?? [])]);
    else last.push(...(written[place] ?? []));
    saying = turn;
  });
  return paragraphs;
}

/** Names the turn the words of a source stand in; all of a transcript that was revised since is one. */
function turnOf({ transcript: id, revision, start, end }: Source, findText: FindText): string {
  const transcript = findText(id);
  const stands = transcript?.revision === revision;
  const turn = transcript?.turns.find((one) => one.start <= start && end <= one.end);
  return `${id} ${(stands && turn?.start) || ""}`;
}
