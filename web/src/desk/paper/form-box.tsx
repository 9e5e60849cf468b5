import { mayJoin, type PaperBox } from "@diaoyan/instruments";
import { type ChangeEvent, type KeyboardEvent, memo } from "react";
import { useTexts } from "../texts.tsx";
import { isComplete, sayTyped } from "./box-words.ts";

interface Props {
  readonly box: PaperBox;
  /** How the box is called to who cannot see the page: number, question, row. */
  readonly name: string;
  readonly typed: string;
  readonly shown: boolean;
  /** Code of what is wrong, once somebody was here. */
  readonly problem: string | null;
  readonly onType: (box: PaperBox, typed: string, complete: boolean) => void;
  readonly onMove: (box: PaperBox, step: 1 | -1) => void;
  readonly onLeave: (box: PaperBox) => void;
}

const widths = { code: 5, rank: 5, codes: 14, number: 14, text: 36 } as const;

/** One box of a form: what is typed, what it was understood as, what is wrong with it. */
export const FormBox = memo(function FormBox(props: Props) {
  const { box, name, typed, shown, problem, onType, onMove, onLeave } = props;
  const texts = useTexts().paper;
  const type = (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => {
    const composing = (event.nativeEvent as InputEvent).isComposing;
    onType(box, event.target.value, !composing && isComplete(box, event.target.value));
  };
  const move = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === "Enter" || event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : null;
    // in a long text arrows move between its lines
    if (step === null || (isLong(box) && event.key !== "Enter") || event.shiftKey) return;
    event.preventDefault();
    onMove(box, step);
  };
  const shared = {
    id: `box-${box.key}`,
    "aria-label": name,
    "aria-invalid": problem !== null,
    "aria-describedby": `said-${box.key}`,
    value: typed,
    disabled: !shown,
    autoComplete: "off",
    onChange: type,
    onKeyDown: move,
    onBlur: () => onLeave(box),
  } as const;
  const said = sayTyped(box, typed, texts.marks);
  return (
    <div className={shown ? "form-box" : "form-box skipped"}>
      {box.label !== "" && <label htmlFor={`box-${box.key}`}>{box.label}</label>}
      {isLong(box) ? (
        <textarea {...shared} rows={3} />
      ) : (
        <input
          {...shared}
          style={{ width: `${widths[box.entry.kind]}ch` }}
          inputMode={box.entry.kind === "text" ? "text" : "numeric"}
          onFocus={(event) => event.target.select()}
        />
      )}
      <output id={`said-${box.key}`} className={problem === null ? "said" : "said wrong"}>
        {shown ? (problem === null ? said : (texts.problems[problem] ?? texts.otherProblem)) : texts.skippedBox}
        {shown && problem === null && said === "" && hintOf(box, texts)}
      </output>
    </div>
  );
});

const isLong = ({ entry }: PaperBox): boolean => entry.kind === "text" && entry.long;

function hintOf({ entry }: PaperBox, texts: ReturnType<typeof useTexts>["paper"]): string {
  if (entry.kind !== "codes") return "";
  return mayJoin(entry.choices.map(({ code }) => code)) ? texts.joined : texts.apart;
}
