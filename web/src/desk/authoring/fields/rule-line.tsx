import type { Json } from "@diaoyan/instruments";
import { Button, Input, InputNumber, Select } from "antd";
import { type Rule, type RuleOperator, valuesOf } from "../edit/condition.ts";
import { operatorsOf, type Reference } from "../edit/references.ts";
import { useAuthoringTexts, useEditor } from "../editor.ts";

interface Props {
  readonly rule: Rule;
  readonly number: number;
  readonly references: readonly Reference[];
  readonly onChange: (rule: Rule) => void;
  readonly onRemove: () => void;
}

/** One line of a condition: question, comparison, value. */
export function RuleLine({ rule, number, references, onChange, onRemove }: Props) {
  const { readOnly } = useEditor();
  const texts = useAuthoringTexts();
  const asked = references.find(({ reference }) => reference === rule.reference);
  const offered = references.map(({ reference, label }) => ({ value: reference, label }));
  const known = asked === undefined ? [{ value: rule.reference, label: texts.unknownReference(rule.reference) }] : [];
  const operators = asked === undefined ? [rule.operator] : operatorsOf(asked.kind);
  const shown = operators.includes(rule.operator) ? operators : [...operators, rule.operator];
  const ask = (reference: string) => {
    const next = references.find((one) => one.reference === reference);
    const operator = next && operatorsOf(next.kind)[0];
    if (operator !== undefined) onChange({ reference, operator, values: [next?.options[0]?.value ?? ""] });
  };
  const compare = (operator: RuleOperator) => {
    const kind = valuesOf(operator);
    const values = rule.values.length > 0 ? rule.values : [asked?.options[0]?.value ?? ""];
    onChange({ ...rule, operator, values: kind === "none" ? [] : kind === "one" ? values.slice(0, 1) : values });
  };
  return (
    <div className="author-rule">
      <Select
        showSearch={{ optionFilterProp: "label" }}
        aria-label={texts.ruleQuestion(number)}
        value={rule.reference}
        options={[...known, ...offered]}
        status={asked === undefined ? "error" : ""}
        disabled={readOnly}
        onChange={ask}
      />
      <Select
        aria-label={texts.ruleOperator(number)}
        value={rule.operator}
        options={shown.map((value) => ({ value, label: texts.operators[value] }))}
        disabled={readOnly}
        onChange={compare}
      />
      <RuleValue rule={rule} number={number} asked={asked} onChange={(values) => onChange({ ...rule, values })} />
      {!readOnly && (
        <Button type="text" danger aria-label={texts.removeRule(number)} onClick={onRemove}>
          ×
        </Button>
      )}
    </div>
  );
}

interface ValueProps {
  readonly rule: Rule;
  readonly number: number;
  readonly asked: Reference | undefined;
  readonly onChange: (values: readonly Json[]) => void;
}

function RuleValue({ rule, number, asked, onChange }: ValueProps) {
  const { readOnly } = useEditor();
  const texts = useAuthoringTexts();
  const kind = valuesOf(rule.operator);
  const label = texts.ruleValue(number);
  if (kind === "none") return <span />;
  const offered = asked?.options ?? [];
  if (offered.length > 0 || kind === "list") {
    const strange = rule.values.filter((value) => !offered.some((option) => option.value === value));
    const options = [
      ...offered.map(({ value, label: name }) => ({
        value: JSON.stringify(value),
        label: typeof value === "boolean" || String(value) === name ? name : `${name}（${String(value)}）`,
      })),
      ...strange.map((value) => ({ value: JSON.stringify(value), label: texts.unknownValue(String(value)) })),
    ];
    const several = kind === "list" ? ({ mode: "multiple" } as const) : {};
    return (
      <Select<string | string[]>
        {...several}
        aria-label={label}
        value={
          kind === "list" ? rule.values.map((value) => JSON.stringify(value)) : JSON.stringify(rule.values[0] ?? "")
        }
        options={options}
        status={strange.length > 0 ? "warning" : ""}
        disabled={readOnly}
        onChange={(next) => onChange([next].flat().map((value) => JSON.parse(value) as Json))}
      />
    );
  }
  if (asked?.kind === "number") {
    const value = typeof rule.values[0] === "number" ? rule.values[0] : null;
    return (
      <InputNumber aria-label={label} value={value} readOnly={readOnly} onChange={(next) => onChange([next ?? ""])} />
    );
  }
  return (
    <Input
      aria-label={label}
      value={String(rule.values[0] ?? "")}
      readOnly={readOnly}
      onChange={({ target }) => onChange([target.value])}
    />
  );
}
