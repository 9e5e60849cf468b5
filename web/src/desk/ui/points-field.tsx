import { Form, InputNumber } from "antd";
import type { ReactNode } from "react";
import { useTexts } from "../texts.tsx";

interface Props {
  readonly name: readonly (string | number)[];
  /** The criterion, as an error names it. */
  readonly criterion: string;
  readonly label: string;
  readonly maximum: number;
  readonly hint?: ReactNode;
}

/** Points for one criterion. More than its maximum is refused in words: a number is not quietly made another one. */
export function PointsField({ name, criterion, label, maximum, hint }: Props) {
  const texts = useTexts();
  const check = async (_: unknown, value: number | null | undefined) => {
    if (typeof value === "number" && (value < 0 || value > maximum))
      throw new Error(texts.pointsRule(criterion, maximum, value));
  };
  return (
    <Form.Item name={[...name]} label={label} extra={hint} rules={[{ validator: check }]}>
      <InputNumber step={1} />
    </Form.Item>
  );
}
