import { Form, InputNumber, Space } from "antd";
import { useTexts } from "../texts.tsx";

/** Lowest and highest value, as `min` and `max` of a field of the form. */
export function LimitsInput({ of }: { readonly of: string }) {
  const { minimum, maximum } = useTexts().analyses;
  return (
    <Space>
      <Form.Item name={[of, "min"]} noStyle>
        <InputNumber aria-label={minimum} placeholder={minimum} />
      </Form.Item>
      <Form.Item name={[of, "max"]} noStyle>
        <InputNumber aria-label={maximum} placeholder={maximum} />
      </Form.Item>
    </Space>
  );
}
