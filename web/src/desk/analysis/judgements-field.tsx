import { Button, Select } from "antd";
import { Fragment } from "react";
import { useTexts } from "../texts.tsx";
import { judge, judgementScale, type Matrix, pairsOf, resizeMatrix, writeJudgement } from "./judgements.ts";

interface Props {
  readonly id?: string;
  readonly value?: readonly Matrix[];
  readonly onChange?: (judgements: readonly Matrix[]) => void;
  /** The criteria that are compared. */
  readonly labels: readonly string[];
}

const options = judgementScale.map((value) => ({ value, label: writeJudgement(value) }));

/** Judgements of experts pair by pair, as they fill a comparison matrix on paper; the reciprocals follow by themselves. */
export function JudgementsField({ id, value = [], onChange, labels }: Props) {
  const texts = useTexts().analyses.judgements;
  const count = labels.length;
  if (count < 2) return <p className="note">{texts.labelsFirst}</p>;
  const experts = value.map((matrix) => resizeMatrix(matrix, count));
  const change = (next: readonly Matrix[]) => onChange?.(next);
  return (
    <div {...(id === undefined ? {} : { id })}>
      <p className="note">{texts.hint}</p>
      {experts.map((matrix, expert) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an expert has no other name than the place
        <fieldset key={expert} className="expert-judgements">
          <legend>{texts.expert(expert + 1)}</legend>
          <div className="margin-totals">
            {pairsOf(count).map(({ a, b }) => {
              const pair = texts.pair(labels[a] ?? "", labels[b] ?? "");
              return (
                <Fragment key={`${a}-${b}`}>
                  <span>{pair}</span>
                  <Select
                    aria-label={`${texts.expert(expert + 1)}：${pair}`}
                    options={options}
                    value={matrix[a]?.[b] ?? 1}
                    onChange={(step: number) =>
                      change(experts.map((one, at) => (at === expert ? judge(one, { a, b }, step) : one)))
                    }
                  />
                </Fragment>
              );
            })}
          </div>
          <Button size="small" danger onClick={() => change(experts.filter((_, at) => at !== expert))}>
            {texts.remove(expert + 1)}
          </Button>
        </fieldset>
      ))}
      <Button onClick={() => change([...experts, resizeMatrix([], count)])}>{texts.add}</Button>
    </div>
  );
}
