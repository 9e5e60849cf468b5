import type { Variable } from "@diaoyan/instruments";
import { Form, Select } from "antd";
import { useLanguage } from "../texts.tsx";
import { filterKind } from "./filter.ts";
import { LimitsInput } from "./limits-input.tsx";
import { type OptionGroup, toOptions, valueOptions } from "./param-fields.ts";

interface Props {
  readonly variables: readonly Variable[];
  readonly groups: readonly OptionGroup[];
}

/** Which cases an analysis takes: those with some answers to one question. Part of the form of an analysis, under `where`. */
export function FilterField({ variables, groups }: Props) {
  const { texts, show } = useLanguage();
  const form = Form.useFormInstance();
  const chosen = Form.useWatch(["where", "variable"], form) as string | undefined;
  const variable = variables.find(({ name }) => name === chosen);
  const kind = filterKind(variable);
  const pick = { showSearch: true, allowClear: true, optionFilterProp: "label", popupMatchSelectWidth: false };
  const forget = () => form.setFieldsValue({ where: { values: undefined, min: undefined, max: undefined } });
  return (
    <>
      <Form.Item name={["where", "variable"]} label={texts.analyses.filter}>
        <Select {...pick} options={toOptions(groups)} onChange={forget} />
      </Form.Item>
      {chosen !== undefined && kind !== "limits" && (
        <Form.Item
          name={["where", "values"]}
          label={texts.analyses.filterValues}
          rules={[{ required: true, message: texts.analyses.filterNeeded }]}
        >
          <Select
            {...pick}
            mode={kind === "labels" ? "multiple" : "tags"}
            options={[...valueOptions(variables, chosen, show)]}
          />
        </Form.Item>
      )}
      {chosen !== undefined && kind === "limits" && (
        <Form.Item label={texts.analyses.filterLimits}>
          <LimitsInput of="where" />
        </Form.Item>
      )}
    </>
  );
}
