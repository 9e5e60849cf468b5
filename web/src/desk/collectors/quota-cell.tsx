import { type CollectorSummary, routes } from "@diaoyan/api/contract";
import { Button, Form, InputNumber, Modal } from "antd";
import { useState } from "react";
import { useAction } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { useStudy } from "../use-study.ts";

/** Changes how many responses a link accepts within its quota. */
function ChangeQuota({ collector }: { readonly collector: CollectorSummary }) {
  const texts = useTexts();
  const { id } = useStudy();
  const [asking, setAsking] = useState(false);
  const change = useAction(routes.changeCollectorQuota);
  const submit = ({ quota }: { readonly quota?: number | null }) =>
    change.mutate(
      { params: { study: id, collector: collector.id }, body: { quota: quota ?? null } },
      { onSuccess: () => setAsking(false) },
    );
  const [form] = Form.useForm<{ quota: number | null }>();
  return (
    <>
      <Button size="small" type="link" onClick={() => setAsking(true)}>
        {texts.collectors.changeQuota}
      </Button>
      <Modal
        open={asking}
        title={`${texts.collectors.changeQuota}：${collector.label}`}
        okText={texts.save}
        okButtonProps={{ loading: change.isPending }}
        onOk={() => form.submit()}
        onCancel={() => setAsking(false)}
        destroyOnHidden
      >
        <Form
          form={form}
          layout="vertical"
          preserve={false}
          initialValues={{ quota: collector.quota }}
          onFinish={submit}
        >
          <Form.Item name="quota" label={texts.collectors.quota} extra={texts.collectors.quotaNote}>
            <InputNumber min={1} precision={0} />
          </Form.Item>
        </Form>
        <ProblemAlert error={change.error} />
      </Modal>
    </>
  );
}

/** What came by a link; with a quota, how many of its places are held, and how many came in all. */
export function QuotaCell({ collector, edits }: { readonly collector: CollectorSummary; readonly edits: boolean }) {
  const texts = useTexts().collectors;
  const { id, quota, responses, accepted, paperBatch } = collector;
  return (
    <>
      <strong data-testid={`count-${id}`}>{quota === null ? responses : `${accepted}/${quota}`}</strong>
      {quota !== null && responses > accepted && <span className="note"> {texts.inAll(responses)}</span>}
      {edits && paperBatch === null && <ChangeQuota collector={collector} />}
    </>
  );
}
