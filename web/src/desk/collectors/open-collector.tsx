import { type QuestionnaireSummary, routes } from "@diaoyan/api/contract";
import type { SplitPlan } from "@diaoyan/instruments";
import { Checkbox, Form, Input, InputNumber, Radio, Select } from "antd";
import { readChinaTime } from "../../china-time.ts";
import { useAction } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { FormDialog, UnitField } from "../ui/form-dialog.tsx";
import { useStudy } from "../use-study.ts";

const modes = ["pseudonymous", "anonymous", "identified"] as const;

interface NewCollector {
  readonly label: string;
  readonly mode: (typeof modes)[number];
  readonly invitedOnly: boolean;
  /** Beijing times as the browser's own field gives them, empty where nothing is set. */
  readonly opensAt?: string;
  readonly closesAt?: string;
  readonly quota?: number | null;
  readonly unit?: string;
  /** Asks the core items and a few modules; only where the questionnaire has modules. */
  readonly split?: boolean;
}

function toOrder({ label, mode, invitedOnly, opensAt, closesAt, quota, unit, split = false }: NewCollector) {
  const window = { opensAt: readChinaTime(opensAt), closesAt: readChinaTime(closesAt) };
  return { label, mode, invitedOnly, ...window, quota: quota ?? null, unit: unit?.trim() || null, split };
}

/** Whether everybody is asked everything, or the core items and a few modules. */
function SplitField({ split }: { readonly split: SplitPlan }) {
  const texts = useTexts().collectors;
  const chosen = Form.useWatch<boolean>("split") ?? false;
  const { draw, modules, minutes } = split;
  const options = [
    { value: false, label: texts.askAll },
    { value: true, label: texts.askSplit(draw, minutes) },
  ];
  return (
    <Form.Item name="split" label={texts.asked} extra={chosen ? texts.splitNote(draw, modules.length) : ""}>
      <Radio.Group options={options} vertical />
    </Form.Item>
  );
}

/** Fields of a new link: what is asked, who may answer, when, how many. */
function CollectorFields({ split }: { readonly split: SplitPlan | undefined }) {
  const texts = useTexts().collectors;
  const modeTexts = useTexts().modes;
  const mode = Form.useWatch<NewCollector["mode"]>("mode");
  return (
    <>
      <Form.Item name="label" label={texts.label} rules={[{ required: true, max: 100 }]}>
        <Input />
      </Form.Item>
      {split !== undefined && <SplitField split={split} />}
      <Form.Item name="mode" label={texts.mode} extra={mode === undefined ? "" : texts.promises[mode]}>
        <Select options={modes.map((one) => ({ value: one, label: modeTexts[one] }))} />
      </Form.Item>
      <Form.Item name="invitedOnly" valuePropName="checked" extra={mode === "anonymous" ? texts.notAnonymous : ""}>
        <Checkbox disabled={mode === "anonymous"}>{texts.invitedOnly}</Checkbox>
      </Form.Item>
      <div className="field-row">
        <Form.Item name="opensAt" label={texts.opensAt}>
          <Input type="datetime-local" />
        </Form.Item>
        <Form.Item name="closesAt" label={texts.closesAt}>
          <Input type="datetime-local" />
        </Form.Item>
      </div>
      <div className="field-row">
        <Form.Item name="quota" label={texts.quota} extra={texts.quotaNote}>
          <InputNumber min={1} precision={0} />
        </Form.Item>
        <UnitField texts={texts} />
      </div>
    </>
  );
}

/** Opens a link to the newest published version. */
export function OpenCollector({
  summary,
  split,
}: {
  readonly summary: QuestionnaireSummary;
  readonly split: SplitPlan | undefined;
}) {
  const texts = useTexts();
  const { id } = useStudy();
  const open = useAction(routes.openCollector);
  const version = summary.versions.filter(({ status }) => status === "published").at(-1);
  if (version === undefined) return <p className="note">{texts.questionnaires.publishFirst}</p>;
  const submit = (given: NewCollector, onDone: () => void) => {
    const order = { ...toOrder(given), invitedOnly: given.invitedOnly && given.mode !== "anonymous" };
    open.mutate(
      { params: { study: id }, body: { questionnaire: summary.name, version: version.hash, ...order } },
      { onSuccess: onDone },
    );
  };
  return (
    <p>
      <FormDialog<NewCollector>
        title={texts.collectors.open(version.number)}
        okText={texts.collectors.openDo}
        initialValues={{ label: texts.collectors.publicLink, mode: "pseudonymous", invitedOnly: false, split: false }}
        busy={open.isPending}
        error={open.error}
        onSend={submit}
      >
        <CollectorFields split={split} />
      </FormDialog>
    </p>
  );
}
