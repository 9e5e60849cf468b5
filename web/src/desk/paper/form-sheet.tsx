import {
  type BoxChoice,
  type CompiledQuestionnaire,
  type PaperBox,
  readTyped,
  type TypedForm,
} from "@diaoyan/instruments";
import { type Ref, useCallback, useEffect, useImperativeHandle, useMemo, useRef, useState } from "react";
import { useTexts } from "../texts.tsx";
import { type FormQuestion, groupBoxes } from "./box-words.ts";
import { FormBox } from "./form-box.tsx";

/** What the page around a sheet asks of it. */
export interface SheetHandle {
  /** Shows every problem and goes to the first; answers how many there are. */
  readonly check: () => number;
}

interface Props {
  readonly compiled: CompiledQuestionnaire;
  readonly typed: TypedForm;
  readonly onChange: (typed: TypedForm) => void;
  readonly handle: Ref<SheetHandle>;
}

const inputOf = (key: string): HTMLElement | null => document.getElementById(`box-${key}`);

/** The printed form on the screen: same numbers, same codes; the keyboard leads from box to box past what is skipped. */
export function FormSheet({ compiled, typed, onChange, handle }: Props) {
  const questions = useMemo(() => groupBoxes(compiled), [compiled]);
  const order = useMemo(() => questions.flatMap(({ boxes }) => boxes), [questions]);
  const read = useMemo(() => readTyped(compiled, typed), [compiled, typed]);
  const problems = useMemo(() => new Map(read.problems.map(({ key, code }) => [key, code])), [read]);
  const [visited, setVisited] = useState<ReadonlySet<string>>(new Set());
  const now = useRef({ typed, read });
  now.current = { typed, read };
  const next = useRef<PaperBox | null>(null);

  const move = useCallback(
    (box: PaperBox, step: 1 | -1) => {
      const { shown } = now.current.read;
      const at = order.indexOf(box);
      const ahead = step === 1 ? order.slice(at + 1) : order.slice(0, at).reverse();
      const found = ahead.find(({ key }) => shown.has(key));
      if (found !== undefined) inputOf(found.key)?.focus();
      else if (step === 1) document.getElementById("finish-entry")?.focus();
    },
    [order],
  );
  const type = useCallback(
    (box: PaperBox, text: string, complete: boolean) => {
      next.current = complete ? box : null;
      onChange({ ...now.current.typed, [box.key]: text });
    },
    [onChange],
  );
  const leave = useCallback(({ key }: PaperBox) => setVisited((before) => new Set(before).add(key)), []);

  // only now is known what the typing shows or skips
  useEffect(() => {
    if (next.current === null) return;
    const box = next.current;
    next.current = null;
    if (read.problems.every(({ key }) => key !== box.key)) move(box, 1);
  }, [read, move]);
  useEffect(() => {
    inputOf(order[0]?.key ?? "")?.focus();
  }, [order]);
  useImperativeHandle(handle, () => ({
    check: () => {
      setVisited(new Set(order.map(({ key }) => key)));
      const first = order.find(({ key }) => problems.has(key));
      if (first !== undefined) inputOf(first.key)?.focus();
      return problems.size;
    },
  }));
  return (
    <ol className="form-sheet">
      {questions.map((question) => (
        <SheetQuestion key={question.question.variable} question={question} shown={read.shown}>
          {question.boxes.map((box) =>
            isPrinted(box, read.shown) ? (
              <FormBox
                key={box.key}
                box={box}
                name={`${question.question.number}．${box.label || question.question.title}`}
                typed={typed[box.key] ?? ""}
                shown={read.shown.has(box.key)}
                problem={visited.has(box.key) ? (problems.get(box.key) ?? null) : null}
                onType={type}
                onMove={move}
                onLeave={leave}
              />
            ) : null,
          )}
        </SheetQuestion>
      ))}
    </ol>
  );
}

/** A row of a list has its place on the screen once the rows before it are used. */
const isPrinted = ({ key, parts }: PaperBox, shown: ReadonlySet<string>): boolean =>
  shown.has(key) || parts.every((part) => typeof part !== "number");

interface QuestionProps {
  readonly question: FormQuestion;
  readonly shown: ReadonlySet<string>;
  readonly children: React.ReactNode;
}

/** A question with its printed number and the codes of its answers; greyed with the reason while it is skipped. */
function SheetQuestion({ question: { question, boxes }, shown, children }: QuestionProps) {
  const texts = useTexts().paper;
  const skipped = boxes.every(({ key }) => !shown.has(key));
  return (
    <li className={skipped ? "sheet-question skipped" : "sheet-question"}>
      <h2>
        {question.number}．{question.title}
        {question.required && <span aria-hidden="true">*</span>}
        {question.onlyIf !== "" && <span className="only-if">{texts.onlyIf(question.onlyIf)}</span>}
      </h2>
      {skipped && <p className="skip-reason">{texts.skipped(question.onlyIf)}</p>}
      {codeLists(boxes).map((choices) => (
        <p key={choices[0]?.label} className="codes">
          {choices.map(({ code, label }) => (
            <span key={code}>
              <b>{code}</b> {label}
            </span>
          ))}
        </p>
      ))}
      <div className="form-boxes">{children}</div>
    </li>
  );
}

/** Every list of codes below a question, once. */
function codeLists(boxes: readonly PaperBox[]): readonly (readonly BoxChoice[])[] {
  const lists = boxes.flatMap(({ entry }) => ("choices" in entry ? [entry.choices] : []));
  return [...new Map(lists.map((choices) => [JSON.stringify(choices), choices])).values()];
}
