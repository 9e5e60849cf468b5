import type { Variable } from "@diaoyan/instruments";
import { Button, Form, Input, Select } from "antd";
import { useLanguage } from "../texts.tsx";
import { type Key, type Merge, readLimits } from "./protection.ts";

interface Props {
  readonly value: Key;
  readonly variable: Variable | undefined;
  readonly onChange: (key: Key) => void;
}

/** How one background variable is made coarser: choices are merged, numbers cut into bands. */
export function CoarsenField({ value, variable, onChange }: Props) {
  const { texts, show } = useLanguage();
  const words = texts.protection;
  const label = variable === undefined ? value.name : show(variable.label);
  const choices = variable?.valueLabels ?? [];
  const isWrong = readLimits(value.limits) === null;
  // a derived variable has no choices the desk knows
  if (variable === undefined || (choices.length === 0 && variable.type !== "numeric")) return null;
  if (choices.length === 0)
    return (
      <Form.Item
        label={words.limits(label)}
        htmlFor={`limits-${value.name}`}
        extra={words.asIs}
        {...(isWrong && { validateStatus: "error" as const, help: words.limitsWrong })}
      >
        <Input
          id={`limits-${value.name}`}
          placeholder={words.limitsHint}
          value={value.limits}
          onChange={(event) => onChange({ ...value, limits: event.target.value })}
        />
      </Form.Item>
    );
  const set = (place: number, next: Merge) =>
    onChange({ ...value, merges: value.merges.map((merge, index) => (index === place ? next : merge)) });
  const merged = new Set(value.merges.flatMap(({ values }) => values));
  return (
    <fieldset className="coarsen">
      <legend>{words.coarsen(label)}</legend>
      {value.merges.map((merge, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: merges have no other identity than their place
        <div key={place} className="merge-row">
          <Select
            mode="multiple"
            aria-label={words.values(label)}
            placeholder={words.merge}
            optionFilterProp="label"
            value={[...merge.values]}
            options={choices
              .filter((choice) => merge.values.includes(String(choice.value)) || !merged.has(String(choice.value)))
              .map((choice) => ({ value: String(choice.value), label: show(choice.label) }))}
            onChange={(values) => set(place, { ...merge, values })}
          />
          <Input
            aria-label={words.mergedLabel}
            placeholder={words.mergedLabel}
            value={merge.label}
            maxLength={100}
            onChange={(event) => set(place, { ...merge, label: event.target.value })}
          />
          <Button
            aria-label={texts.remove}
            onClick={() => onChange({ ...value, merges: value.merges.filter((_, index) => index !== place) })}
          >
            ×
          </Button>
        </div>
      ))}
      <Button size="small" onClick={() => onChange({ ...value, merges: [...value.merges, { values: [], label: "" }] })}>
        {words.merge}
      </Button>
    </fieldset>
  );
}
