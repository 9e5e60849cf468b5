import type { Variable } from "@diaoyan/instruments";
import { Button, Form, Select } from "antd";
import { useLanguage } from "../texts.tsx";
import { type Condition, filterKind } from "./filter.ts";
import { LimitsInput } from "./limits-input.tsx";
import { type OptionGroup, toOptions, valueOptions } from "./param-fields.ts";

interface Props {
  readonly variables: readonly Variable[];
  readonly groups: readonly OptionGroup[];
}

/** Which cases an analysis takes: those that meet conditions joined by “and” and “or”. Part of the form of an analysis, under `where`. */
export function FilterField(props: Props) {
  const { filter, addCondition, filterOrder } = useLanguage().texts.analyses;
  return (
    <fieldset className="filter-conditions">
      <legend>{filter}</legend>
      <Form.List name="where">
        {(conditions, { add, remove }) => (
          <>
            {conditions.map(({ key, name }) => (
              <ConditionField key={key} {...props} place={name} onRemove={() => remove(name)} />
            ))}
            {conditions.length > 2 && <p className="note">{filterOrder}</p>}
            <Button size="small" onClick={() => add({ join: "and", cases: "keep" })}>
              {addCondition}
            </Button>
          </>
        )}
      </Form.List>
    </fieldset>
  );
}

function ConditionField({
  variables,
  groups,
  place,
  onRemove,
}: Props & { readonly place: number; readonly onRemove: () => void }) {
  const { texts, show } = useLanguage();
  const form = Form.useFormInstance();
  const { variable: chosen } = (Form.useWatch(["where", place], form) ?? {}) as Condition;
  const kind = filterKind(variables.find(({ name }) => name === chosen));
  const pick = { showSearch: true, optionFilterProp: "label", popupMatchSelectWidth: false };
  const forget = () =>
    form.setFields(["values", "min", "max"].map((part) => ({ name: ["where", place, part], value: undefined })));
  const needed = { required: true, message: texts.analyses.filterNeeded };
  const { filterCases, filterJoin, filterQuestion, removeCondition } = texts.analyses;
  const choices = (of: Readonly<Record<string, string>>) =>
    Object.entries(of).map(([value, label]) => ({ value, label }));
  return (
    <div className="filter-condition">
      <div className="condition-head">
        {place > 0 && (
          <Form.Item name={[place, "join"]} noStyle>
            <Select aria-label={texts.analyses.filterJoinLabel(place + 1)} options={choices(filterJoin)} />
          </Form.Item>
        )}
        <Form.Item name={[place, "cases"]} noStyle>
          <Select aria-label={texts.analyses.filterCasesLabel(place + 1)} options={choices(filterCases)} />
        </Form.Item>
        <Button size="small" type="text" danger aria-label={removeCondition(place + 1)} onClick={onRemove}>
          ×
        </Button>
      </div>
      <Form.Item name={[place, "variable"]} label={filterQuestion(place + 1)} rules={[needed]}>
        <Select {...pick} options={toOptions(groups)} onChange={forget} />
      </Form.Item>
      {chosen !== undefined && kind !== "limits" && (
        <Form.Item name={[place, "values"]} label={texts.analyses.filterValues} rules={[needed]}>
          <Select
            {...pick}
            allowClear
            mode={kind === "labels" ? "multiple" : "tags"}
            options={[...valueOptions(variables, chosen, show)]}
          />
        </Form.Item>
      )}
      {chosen !== undefined && kind === "limits" && (
        <Form.Item label={texts.analyses.filterLimits}>
          <LimitsInput of={place} within="where" needed={texts.analyses.filterNeeded} />
        </Form.Item>
      )}
    </div>
  );
}
