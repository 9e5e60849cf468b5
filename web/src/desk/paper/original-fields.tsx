import { routes } from "@diaoyan/api/contract";
import { Checkbox, Form, Input } from "antd";
import { useAction } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import type { FormAddress } from "./use-entry.ts";

interface Original {
  readonly stamped: boolean;
  readonly position: string;
  readonly keptAt: string;
}

interface Props {
  readonly address: FormAddress;
  readonly original: Original | null;
  readonly open: boolean;
}

const nothing: Original = { stamped: false, position: "", keptAt: "" };

/** What a stamped form of a unit shows besides its answers; kept as soon as a field is left. */
export function OriginalFields({ address, original, open }: Props) {
  const texts = useTexts().paper;
  const [form] = Form.useForm<Original>();
  const save = useAction(routes.describePaperOriginal, { quiet: true });
  const keep = () => {
    const { stamped, position, keptAt } = { ...nothing, ...form.getFieldsValue() };
    save.mutate({ params: address, body: { stamped, position: position.trim(), keptAt: keptAt.trim() } });
  };
  return (
    <details className="paper-original" open={open || original !== null}>
      <summary>{texts.originalTitle}</summary>
      <Form form={form} layout="vertical" initialValues={original ?? nothing}>
        <Form.Item name="stamped" valuePropName="checked">
          <Checkbox onChange={keep}>{texts.stamped}</Checkbox>
        </Form.Item>
        <div className="field-row">
          <Form.Item name="position" label={texts.position} extra={texts.positionNote}>
            <Input maxLength={100} onBlur={keep} />
          </Form.Item>
          <Form.Item name="keptAt" label={texts.keptAt}>
            <Input maxLength={200} onBlur={keep} />
          </Form.Item>
        </div>
      </Form>
      <ProblemAlert error={save.error} />
    </details>
  );
}
