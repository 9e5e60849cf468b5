import type { Variable } from "@diaoyan/instruments";
import { Input, Select } from "antd";
import { useId } from "react";
import { useLanguage } from "../texts.tsx";
import { type QuotaDraft, setAxis, setHome } from "./quota-draft.ts";

interface Props {
  readonly draft: QuotaDraft;
  readonly variables: readonly Variable[];
  readonly onChange: (draft: QuotaDraft) => void;
  /** Headings of the questions that can be chosen: as many as there are. */
  readonly headings: readonly string[];
}

/** One or two questions, and the group each of their choices goes into. */
export function QuotaAxes({ draft, variables, onChange, headings }: Props) {
  const id = useId();
  const shown = draft.axes.length === 0 ? headings.slice(0, 1) : headings;
  return (
    <div className="quota-axes">
      {shown.map((heading, place) => (
        <div key={heading}>
          <h3 id={`${id}${place}`}>{heading}</h3>
          <AxisChoice {...{ draft, variables, onChange, place, heading }} labelId={`${id}${place}`} />
          <Choices {...{ draft, variables, onChange, place }} />
        </div>
      ))}
    </div>
  );
}

type PlacedProps = Omit<Props, "headings"> & { readonly place: number };

function AxisChoice({
  draft,
  variables,
  onChange,
  place,
  heading,
  labelId,
}: PlacedProps & { readonly heading: string; readonly labelId: string }) {
  const { show, texts } = useLanguage();
  const other = draft.axes[1 - place]?.variable;
  const options = variables
    .filter(({ name }) => name !== other)
    .map(({ name, label }) => ({ value: name, label: `${name} ${show(label)}` }));
  return (
    <Select
      aria-labelledby={labelId}
      allowClear={place === 1}
      showSearch={{ optionFilterProp: "label" }}
      placeholder={place === 1 ? texts.progress.editor.none : heading}
      value={draft.axes[place]?.variable}
      options={options}
      onChange={(chosen: string | undefined) =>
        onChange(
          setAxis(
            draft,
            place,
            variables.find(({ name }) => name === chosen),
          ),
        )
      }
    />
  );
}

function Choices({ draft, variables, onChange, place }: PlacedProps) {
  const { show, texts } = useLanguage();
  const axis = draft.axes[place];
  const choices = variables.find(({ name }) => name === axis?.variable)?.valueLabels ?? [];
  return choices.map(({ value, label }) => (
    <div className="quota-choice" key={value}>
      <span>{show(label)}</span>
      <Input
        aria-label={texts.progress.editor.groupOf(show(label))}
        maxLength={100}
        value={axis?.homes[value] ?? ""}
        onChange={({ target }) => onChange(setHome(draft, place, { value, name: target.value }))}
      />
    </div>
  ));
}
