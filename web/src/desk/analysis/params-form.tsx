import type { QuestionnaireDefinition, Variable } from "@diaoyan/instruments";
import { Button, Form, Input, InputNumber, Select, Switch } from "antd";
import { useLanguage } from "../texts.tsx";
import { type Condition, toWhere } from "./filter.ts";
import { FilterField } from "./filter-field.tsx";
import { JudgementsField } from "./judgements-field.tsx";
import { type KeptWeight, weightOptions } from "./kept-weights.ts";
import { LimitsInput } from "./limits-input.tsx";
import { MarginsField } from "./margins-field.tsx";
import {
  derivedVariables,
  fieldsOf,
  groupByPage,
  type OptionGroup,
  type ParamField,
  type ParamsSchema,
  questionnairePairs,
  setOptions,
  toOptions,
  toParams,
  valueOptions,
} from "./param-fields.ts";

interface Props {
  readonly schema: ParamsSchema;
  readonly variables: readonly Variable[];
  readonly definition: QuestionnaireDefinition | null;
  readonly running: boolean;
  /** Whether cases can be filtered by their answers. */
  readonly filters: boolean;
  /** Weights that were kept under a name. */
  readonly kept: readonly KeptWeight[];
  /** Variables made at the desk. */
  readonly made: readonly Variable[];
  readonly onRun: (params: Readonly<Record<string, unknown>>) => void;
}

function FieldInput(props: {
  readonly field: ParamField;
  readonly variables: readonly Variable[];
  readonly groups: readonly OptionGroup[];
  readonly chosen: unknown;
  readonly labels: readonly string[];
}) {
  const { field, variables, groups, chosen, labels, ...given } = props;
  const { texts, show } = useLanguage();
  const pick = {
    showSearch: true,
    allowClear: !field.required,
    optionFilterProp: "label",
    popupMatchSelectWidth: false,
  };
  switch (field.kind) {
    case "variable":
      return <Select {...given} {...pick} options={toOptions(groups)} />;
    case "variables":
      return <Select {...given} {...pick} mode="multiple" options={toOptions(groups)} />;
    case "margins":
      return <MarginsField {...given} variables={variables} />;
    case "matrices":
      return <JudgementsField {...given} labels={labels} />;
    case "value":
      return <Select {...given} {...pick} options={[...valueOptions(variables, chosen, show)]} />;
    case "set":
      return <Select {...given} {...pick} options={[...setOptions(variables, show)]} />;
    case "enum":
      return (
        <Select
          {...given}
          options={field.choices.map((value) => ({ value, label: texts.analyses.choices[value] ?? value }))}
        />
      );
    case "flag":
      return <Switch {...given} />;
    case "number":
      return <InputNumber {...given} />;
    case "texts":
      return <Select {...given} mode="tags" />;
    default:
      return <Input {...given} />;
  }
}

/** A form made of the parameters' JSON Schema: an analysis added to the registry needs no page of its own. */
export function ParamsForm({ schema, variables, definition, running, filters, kept, made, onRun }: Props) {
  const { texts, show } = useLanguage();
  const [form] = Form.useForm<Record<string, unknown>>();
  const chosen = Form.useWatch("variable", form);
  const labels = Form.useWatch<readonly string[] | undefined>("labels", form) ?? [];
  const fields = fieldsOf(schema);
  const pairs = questionnairePairs(definition, show);
  const { derived, otherQuestions: others, made: madeTexts } = texts.analyses;
  const names = { show, derived, others, made: { label: madeTexts.list, names: made } };
  const offered = [...variables, ...derivedVariables(definition), ...made];
  const groups = groupByPage(offered, definition, names);
  const ofKept = { label: texts.analyses.weights.group, options: weightOptions(kept) };
  const weightGroups = kept.length === 0 ? groups : [ofKept, ...groups];
  const initial = Object.fromEntries(
    fields.map(({ name, kind, initial: value }) => [name, kind === "pairs" ? pairs : value]),
  );
  const labelOf = ({ name, description, kind, required }: ParamField) => {
    const label = texts.analyses.params[name] ?? description ?? name;
    return kind === "variable" && !required ? texts.analyses.optional(label) : label;
  };
  return (
    <Form
      form={form}
      layout="vertical"
      initialValues={initial}
      onFinish={(values) => {
        const where = filters ? toWhere((values["where"] ?? []) as readonly Condition[], offered) : undefined;
        onRun({ ...toParams(fields, { ...initial, ...values }, offered), ...(where && { where }) });
      }}
    >
      {fields.map((field) => {
        if (field.kind === "pairs") return <p key={field.name}>{texts.analyses.pairs(pairs.length)}</p>;
        if (field.kind === "range") {
          return (
            <Form.Item key={field.name} label={labelOf(field)}>
              <LimitsInput of={field.name} />
            </Form.Item>
          );
        }
        return (
          <Form.Item
            key={field.name}
            name={field.name}
            label={labelOf(field)}
            rules={[{ required: field.required, message: texts.analyses.missing(labelOf(field)) }]}
            valuePropName={field.kind === "flag" ? "checked" : "value"}
          >
            <FieldInput
              field={field}
              variables={offered}
              groups={field.name === "weight" ? weightGroups : groups}
              chosen={chosen}
              labels={labels}
            />
          </Form.Item>
        );
      })}
      {filters && <FilterField variables={offered} groups={groups} />}
      <Button type="primary" htmlType="submit" loading={running}>
        {texts.analyses.run}
      </Button>
    </Form>
  );
}
