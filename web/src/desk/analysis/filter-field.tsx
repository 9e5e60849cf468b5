import type { Variable } from "@diaoyan/instruments";
import { Form, InputNumber, Select, Space } from "antd";
import { useLanguage } from "../texts.tsx";
import { filterKind, type OptionGroup, valueOptions } from "./param-fields.ts";

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
        <Select
          {...pick}
          options={groups.map(({ label, options }) => ({ label, options: [...options] }))}
          onChange={forget}
        />
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
          <Space>
            <Form.Item name={["where", "min"]} noStyle>
              <InputNumber aria-label={texts.analyses.minimum} placeholder={texts.analyses.minimum} />
            </Form.Item>
            <Form.Item name={["where", "max"]} noStyle>
              <InputNumber aria-label={texts.analyses.maximum} placeholder={texts.analyses.maximum} />
            </Form.Item>
          </Space>
        </Form.Item>
      )}
    </>
  );
}
