import { intervalsOf } from "@diaoyan/analysis";
import type { Variable } from "@diaoyan/instruments";
import { Form, Input, InputNumber, Select } from "antd";
import type { Rule } from "antd/es/form";
import { useLanguage } from "../texts.tsx";
import { areLabelsWhole, type MadeValues, optionsOf, readBreaks } from "./made-variable.ts";
import { nameRules } from "./name-rules.ts";
import type { OptionGroup } from "./param-fields.ts";

interface Props {
  readonly variables: readonly Variable[];
  /** Variables to choose that meet a condition, under the titles of their pages. */
  readonly choose: (fits: (variable: Variable) => boolean) => OptionGroup[];
}

const pick = { showSearch: true, optionFilterProp: "label", popupMatchSelectWidth: false };

/** Name, way of making, and what that way needs. */
export function MadeVariableFields(props: Props) {
  const texts = useLanguage().texts.analyses.made;
  const op = Form.useWatch<MadeValues["op"]>("op");
  const ops = Object.entries(texts.ops).map(([value, label]) => ({ value, label }));
  return (
    <>
      <Form.Item name="name" label={texts.name} rules={nameRules(texts)}>
        <Input maxLength={60} placeholder={texts.nameExample} />
      </Form.Item>
      <Form.Item name="op" label={texts.how}>
        <Select options={ops} />
      </Form.Item>
      {op === "recode" && <RecodeFields {...props} />}
      {op === "cut" && <CutFields {...props} />}
      {(op === "mean" || op === "sum") && <ScoreFields {...props} />}
    </>
  );
}

const isNumber = ({ type }: Variable): boolean => type === "numeric";

function ScoreFields({ choose }: Props) {
  const texts = useLanguage().texts.analyses.made;
  const items = Form.useWatch<MadeValues["items"]>("items") ?? [];
  const chosen = choose(({ name }) => items.includes(name));
  return (
    <>
      <Form.Item name="items" label={texts.items} rules={[{ required: true, message: texts.itemsNeeded }]}>
        <Select {...pick} mode="multiple" options={choose(isNumber)} />
      </Form.Item>
      <Form.Item name="reverse" label={texts.reverse}>
        <Select {...pick} mode="multiple" allowClear options={chosen} />
      </Form.Item>
      <Form.Item name="minValid" label={texts.minValid} extra={texts.minValidNote}>
        <InputNumber min={1} max={Math.max(1, items.length)} precision={0} />
      </Form.Item>
    </>
  );
}

function FromField({
  options,
  onChange,
}: {
  readonly options: OptionGroup[];
  readonly onChange?: (name: string) => void;
}) {
  const texts = useLanguage().texts.analyses.made;
  return (
    <Form.Item name="from" label={texts.from} rules={[{ required: true, message: texts.fromNeeded }]}>
      <Select {...pick} options={options} {...(onChange && { onChange })} />
    </Form.Item>
  );
}

function RecodeFields({ variables, choose }: Props) {
  const { texts, show } = useLanguage();
  const { targetOf, targetNeeded, targets, targetsNote } = texts.analyses.made;
  const form = Form.useFormInstance<MadeValues>();
  const find = (from: string | undefined) => optionsOf(variables.find(({ name }) => name === from));
  const options = find(Form.useWatch<MadeValues["from"]>("from"));
  const prefill = (from: string) =>
    form.setFieldValue(
      "targets",
      find(from).map(({ label }) => show(label)),
    );
  const some = {
    validator: () =>
      ((form.getFieldValue("targets") ?? []) as readonly (string | undefined)[]).some((one) => one?.trim())
        ? Promise.resolve()
        : Promise.reject(new Error(targetNeeded)),
  };
  return (
    <>
      <FromField options={choose((variable) => optionsOf(variable).length > 1)} onChange={prefill} />
      {options.length > 0 && (
        <Form.Item label={targets} extra={targetsNote}>
          <div className="margin-totals made-targets">
            {options.map(({ value, label }, place) => (
              <Named
                key={value}
                name={["targets", place]}
                text={show(label)}
                label={targetOf(show(label))}
                rules={place === 0 ? [some] : []}
              />
            ))}
          </div>
        </Form.Item>
      )}
    </>
  );
}

interface NamedProps {
  readonly name: [string, number];
  readonly text: string;
  readonly label: string;
  /** Of the whole list; on its first line, since one message is enough. */
  readonly rules: Rule[];
}

/** A line of a list: what is named, and a field for its name. */
function Named({ name, text, label, rules }: NamedProps) {
  return (
    <>
      <span>{text}</span>
      <Form.Item name={name} noStyle rules={rules}>
        <Input aria-label={label} maxLength={100} allowClear />
      </Form.Item>
    </>
  );
}

function CutFields({ choose }: Props) {
  const texts = useLanguage().texts.analyses.made;
  const form = Form.useFormInstance<MadeValues>();
  const breaks = readBreaks(Form.useWatch<MadeValues["breaks"]>("breaks"));
  const intervals = breaks === null ? [] : intervalsOf(breaks);
  const rising = {
    validator: (_: unknown, text: string | undefined) =>
      readBreaks(text) === null ? Promise.reject(new Error(texts.breaksNeeded)) : Promise.resolve(),
  };
  const whole = {
    validator: () =>
      areLabelsWhole(form.getFieldValue("labels"), intervals.length)
        ? Promise.resolve()
        : Promise.reject(new Error(texts.labelsAll)),
  };
  return (
    <>
      <FromField options={choose((variable) => isNumber(variable) && variable.set === undefined)} />
      <Form.Item name="breaks" label={texts.breaks} extra={texts.breaksNote} rules={[rising]} required>
        <Input placeholder={texts.breaksExample} />
      </Form.Item>
      {intervals.length > 0 && (
        <Form.Item label={texts.groupLabels}>
          <div className="margin-totals made-targets">
            {intervals.map((interval, place) => (
              <Named
                key={interval}
                name={["labels", place]}
                text={interval}
                label={texts.labelOf(interval)}
                rules={place === 0 ? [whole] : []}
              />
            ))}
          </div>
        </Form.Item>
      )}
    </>
  );
}
