import { Form, InputNumber, Space } from "antd";
import { useTexts } from "../texts.tsx";
import { isEmpty } from "./param-fields.ts";

interface Props {
  /** The field of the form, or its place in the list at `within`. */
  readonly of: string | number;
  readonly within?: string;
  /** What to say where neither is given; left out where both may be empty. */
  readonly needed?: string;
}

/** Lowest and highest value, as `min` and `max` of a field of the form. */
export function LimitsInput({ of, within, needed }: Props) {
  const { minimum, maximum } = useTexts().analyses;
  const form = Form.useFormInstance();
  const least = [...(within === undefined ? [] : [within]), of, "min"];
  const either = {
    validator: (_: unknown, most: unknown) =>
      needed === undefined || !isEmpty(most) || !isEmpty(form.getFieldValue(least))
        ? Promise.resolve()
        : Promise.reject(new Error(needed)),
  };
  return (
    <Space>
      <Form.Item name={[of, "min"]} noStyle>
        <InputNumber aria-label={minimum} placeholder={minimum} />
      </Form.Item>
      <Form.Item name={[of, "max"]} noStyle dependencies={[least]} rules={[either]}>
        <InputNumber aria-label={maximum} placeholder={maximum} />
      </Form.Item>
    </Space>
  );
}
