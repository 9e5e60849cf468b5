import { type CaseLeadLine, routes } from "@diaoyan/api/contract";
import { App, Button, Form, Input } from "antd";
import { useAction } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { PointsField } from "../ui/points-field.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { useOneAtATime } from "../ui/use-one-at-a-time.ts";
import { useStudy } from "../use-study.ts";

interface Values {
  readonly points?: Readonly<Record<string, number | null>>;
  readonly comment?: string;
  readonly expert?: string;
}

interface Props {
  readonly lead: CaseLeadLine;
  readonly sheet: NonNullable<CaseLeadLine["sheet"]>;
}

/** One's own score sheet on a lead, or that of an expert typed in. */
export function ScoreForm({ lead, sheet }: Props) {
  const { leads: words } = useTexts().cases;
  const { id: study } = useStudy();
  const { message } = App.useApp();
  const score = useAction(routes.scoreLead);
  const [form] = Form.useForm<Values>();
  const points = Form.useWatch("points", form) ?? {};
  const sum = Object.values(points).reduce<number>((total, value) => total + (value ?? 0), 0);
  const once = useOneAtATime();
  const send = async ({ points: given = {}, comment = "", expert = "" }: Values) => {
    const scored = Object.fromEntries(Object.entries(given).filter(([, value]) => typeof value === "number"));
    const body = { points: scored as Record<string, number>, comment, ...(expert !== "" && { expert }) };
    await score.mutateAsync({ params: { study, lead: lead.id }, body });
    void message.success(words.saved);
    if (expert !== "") form.resetFields();
  };
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      initialValues={lead.own ?? {}}
      onFinish={(values) => once(() => send(values))}
    >
      {sheet.items.map(({ id, label, maximum, hint }) => (
        <PointsField
          key={id}
          name={["points", id]}
          criterion={label}
          label={words.points(label, maximum)}
          maximum={maximum}
          hint={hint}
        />
      ))}
      <p>{words.sum(sum)}</p>
      <Form.Item name="comment" label={words.comment}>
        <Input.TextArea maxLength={2_000} autoSize={{ minRows: 2 }} />
      </Form.Item>
      <Form.Item
        name="expert"
        label={words.expert}
        rules={[{ pattern: /^[\p{L}\p{N}-]{1,40}$/u, message: words.expertRule }]}
      >
        <Input />
      </Form.Item>
      <ProblemAlert error={score.error} />
      <Button htmlType="submit" type="primary" loading={score.isPending}>
        {words.giveScore}
      </Button>
    </Form>
  );
}
