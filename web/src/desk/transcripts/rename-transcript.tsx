import { routes } from "@diaoyan/api/contract";
import type { Transcript } from "@diaoyan/instruments";
import { Form, Input, Modal } from "antd";
import { useAction } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { useStudy } from "../use-study.ts";
import { SessionField } from "./import-transcript.tsx";
import { RemoveTranscript } from "./remove-transcript.tsx";

interface Heading {
  title: string;
  session?: string | null;
}

/** Another title or session for a transcript that was imported under the wrong one. */
export function RenameTranscript({
  onClose,
  transcript,
}: {
  readonly transcript: Transcript;
  readonly onClose: () => void;
}) {
  const texts = useTexts();
  const { id } = useStudy();
  const [form] = Form.useForm<Heading>();
  const rename = useAction(routes.nameTranscript);
  const before = { title: transcript.title, session: transcript.session };
  const submit = async ({ session = null, title }: Heading) => {
    const body = { title: title.trim(), session: session ?? null, before };
    await rename.mutateAsync({ params: { study: id, transcript: transcript.id }, body });
    onClose();
  };
  return (
    <Modal
      open
      title={texts.transcripts.rename}
      okText={texts.save}
      confirmLoading={rename.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={before}
        onFinish={(values) => void submit(values).catch(() => undefined)}
      >
        <Form.Item
          name="title"
          label={texts.transcripts.title}
          rules={[{ required: true, whitespace: true, max: 200 }]}
        >
          <Input />
        </Form.Item>
        <SessionField />
        <RemoveTranscript transcript={transcript} />
        <ProblemAlert error={rename.error} />
      </Form>
    </Modal>
  );
}
