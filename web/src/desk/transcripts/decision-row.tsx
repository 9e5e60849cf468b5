import { Input, Radio } from "antd";
import type { ReactNode } from "react";
import { useTexts } from "../texts.tsx";

/** What is decided of words that tell who somebody is. */
export interface Decision {
  readonly keep: boolean;
  readonly replacement: string;
}

interface Props {
  readonly text: string;
  /** What stands around the words, where they were found. */
  readonly around: { readonly before: string; readonly after: string } | null;
  /** Name of the rule that found them; "" for words marked by hand. */
  readonly rule: string;
  readonly decision: Decision;
  readonly onChange: (next: Partial<Decision>) => void;
  /** Behind the words. */
  readonly note?: ReactNode;
  /** In place of the choice between replacing and keeping. */
  readonly instead?: ReactNode;
}

/** Words in their place: replaced, by what, or kept. */
export function DecisionRow({ text, around, rule, decision, onChange, note, instead }: Props) {
  const { deidentify: texts } = useTexts();
  const options = [
    { value: false, label: texts.replace },
    { value: true, label: texts.keep },
  ];
  return (
    <li>
      <span>
        {around?.before}
        <mark>{text}</mark>
        {around?.after}
        {note}
      </span>
      <span className="note">{rule || texts.marked}</span>
      {instead ?? (
        <Radio.Group
          aria-label={`${text} ${texts.decision}`}
          options={options}
          value={decision.keep}
          onChange={(event) => onChange({ keep: event.target.value === true })}
        />
      )}
      <Input
        aria-label={`${text} ${texts.replacement}`}
        maxLength={100}
        disabled={decision.keep}
        value={decision.replacement}
        onChange={(event) => onChange({ replacement: event.target.value })}
      />
    </li>
  );
}
