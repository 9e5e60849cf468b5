import type { Presentation } from "@diaoyan/api/contract";
import { useTexts } from "../texts.tsx";
import { placeNumber, type SaidNumber, splitNumbers } from "./split-numbers.ts";

interface Props {
  readonly presentation: Presentation;
  readonly picked: SaidNumber | null;
  readonly onPick: (number: SaidNumber | null) => void;
}

/** The sentences of a result; each number is a button that shows where it stands. */
export function Sentences({ presentation, picked, onPick }: Props) {
  const texts = useTexts().analyses;
  const { sentences, table } = presentation;
  const words = { cells: texts.numberFound, note: texts.numberInNote, result: texts.numberNotInTable };
  return (
    <>
      {sentences.map((sentence) => (
        <p key={sentence.text}>
          {splitNumbers(sentence).map(({ text, number, lead, tail }, place) =>
            number === null ? (
              text
            ) : (
              // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a sentence never move
              <span key={place} className="said-together">
                {lead}
                <button
                  type="button"
                  className="said-number"
                  aria-pressed={picked === number}
                  onClick={() => onPick(picked === number ? null : number)}
                >
                  {text}
                </button>
                {tail}
              </span>
            ),
          )}
        </p>
      ))}
      {sentences.some(({ numbers }) => numbers.length > 0) && (
        <p className="note" role="status">
          {picked === null
            ? texts.numbersNote
            : `${words[placeNumber(table, picked).kind]}${texts.numberExact(String(picked.value))}`}
        </p>
      )}
    </>
  );
}
