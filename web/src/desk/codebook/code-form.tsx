import type { Code } from "@diaoyan/instruments";
import { Form, Input } from "antd";
import { useTexts } from "../texts.tsx";
import { ColorChoice } from "./color-choice.tsx";
import { formatRules, parseRules } from "./rule-lines.ts";

interface Fields extends Omit<Code, "rules" | "color"> {
  readonly color: string | undefined;
  readonly ruleLines: string;
}

interface Props {
  readonly code: Code;
  readonly numbers: ReadonlySet<string>;
  readonly readOnly: boolean;
  readonly onChange: (code: Code) => void;
}

/** One code: number, name, what it means, what belongs to it, and the words that suggest it. */
export function CodeForm({ code, numbers, readOnly, onChange }: Props) {
  const texts = useTexts().codebook;
  const change = (_: unknown, { color, ruleLines, ...typed }: Fields) => {
    const { color: _old, ...kept } = code;
    const rules = parseRules(ruleLines) ?? code.rules;
    onChange({ ...kept, ...typed, rules, ...(color === undefined ? {} : { color }) });
  };
  const isFree = (_: unknown, number: string) =>
    number !== code.number && numbers.has(number) ? Promise.reject(new Error(texts.numberTaken)) : Promise.resolve();
  const isRead = (_: unknown, lines: string) =>
    parseRules(lines) === null ? Promise.reject(new Error(texts.rulesNote)) : Promise.resolve();
  const area = <Input.TextArea autoSize={{ minRows: 2 }} maxLength={5_000} readOnly={readOnly} />;
  return (
    <Form<Fields>
      layout="vertical"
      initialValues={{ ...code, ruleLines: formatRules(code.rules) }}
      onValuesChange={change}
    >
      <div className="code-name">
        <Form.Item name="number" label={texts.number} rules={[{ required: true, max: 40 }, { validator: isFree }]}>
          <Input readOnly={readOnly} />
        </Form.Item>
        <Form.Item name="name" label={texts.name} rules={[{ required: true, max: 200 }]}>
          <Input readOnly={readOnly} />
        </Form.Item>
      </div>
      <Form.Item name="color" label={texts.color}>
        <ColorChoice readOnly={readOnly} top={code.parent === null} />
      </Form.Item>
      <Form.Item name="definition" label={texts.definition}>
        {area}
      </Form.Item>
      <Form.Item name="include" label={texts.include}>
        {area}
      </Form.Item>
      <Form.Item name="exclude" label={texts.exclude}>
        {area}
      </Form.Item>
      <Form.Item name="example" label={texts.example}>
        {area}
      </Form.Item>
      <Form.Item name="ruleLines" label={texts.rules} extra={texts.rulesNote} rules={[{ validator: isRead }]}>
        {area}
      </Form.Item>
    </Form>
  );
}
