import { routes, type TranscriptFileFormat, type TranscriptFindingLine } from "@diaoyan/api/contract";
import { Alert, Form, Input, Modal, Select } from "antd";
import type { FC } from "react";
import { useAction, useRoute } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { useStudy } from "../use-study.ts";

/** Formats of files a transcript comes in, by the ending of the name. */
const formats: readonly TranscriptFileFormat[] = ["txt", "docx", "srt", "vtt", "json"];

/** What a file chooser offers. */
export const acceptedFiles: string = formats.map((format) => `.${format}`).join(",");

interface ImportFields {
  readonly title: string;
  readonly session?: string;
}

/** A chosen file with the id it will have: pressing the button twice imports it once. */
export interface ChosenFile {
  readonly id: string;
  readonly file: File;
}

interface Props {
  readonly chosen: ChosenFile;
  readonly onClose: () => void;
}

/** Asks for title and session, imports, and stays open where the file was odd. */
export function ImportTranscript({ chosen, onClose }: Props) {
  const texts = useTexts();
  const { id } = useStudy();
  const add = useAction(routes.importTranscript);
  const [form] = Form.useForm<ImportFields>();
  const { file } = chosen;
  const format = formats.find((ending) => file.name.toLowerCase().endsWith(`.${ending}`));
  const submit = async ({ title, session }: ImportFields) => {
    if (format === undefined) return;
    const { findings } = await add.mutateAsync({
      params: { study: id, transcript: chosen.id },
      query: { title, format, ...(session === undefined ? {} : { session }) },
      bytes: new Uint8Array(await file.arrayBuffer()),
    });
    if (findings.length === 0) onClose();
  };
  const stored = add.data;
  return (
    <Modal
      open
      title={texts.transcripts.import}
      okText={stored === undefined ? texts.transcripts.import : texts.transcripts.close}
      okButtonProps={{ disabled: format === undefined }}
      {...(stored === undefined ? {} : { footer: (_: unknown, { OkBtn }: { OkBtn: FC }) => <OkBtn /> })}
      confirmLoading={add.isPending}
      onOk={stored === undefined ? () => form.submit() : onClose}
      onCancel={onClose}
    >
      {stored === undefined ? (
        <Form
          form={form}
          layout="vertical"
          initialValues={{ title: file.name.replace(/\.\w+$/, "") }}
          onFinish={(values) => void submit(values).catch(() => undefined)}
        >
          <p className="note">{file.name}</p>
          {format === undefined && <Alert type="error" showIcon title={texts.transcripts.unknownFormat} />}
          <Form.Item name="title" label={texts.transcripts.title} rules={[{ required: true, max: 200 }]}>
            <Input />
          </Form.Item>
          <SessionField />
          <ProblemAlert error={add.error} />
        </Form>
      ) : (
        <>
          <p>{texts.transcripts.done(stored.transcript.title)}</p>
          <OddPlaces findings={stored.findings} />
        </>
      )}
    </Modal>
  );
}

/** The session a transcript belongs to. */
export function SessionField() {
  const texts = useTexts();
  const { id } = useStudy();
  const sessions = useRoute(routes.listSessions, { params: { study: id } });
  const options = (sessions.data?.sessions ?? []).map((one) => ({
    value: one.id,
    label: `${one.number} ${one.title}`,
  }));
  return (
    <Form.Item name="session" label={texts.transcripts.session}>
      <Select allowClear showSearch options={options} optionFilterProp="label" />
    </Form.Item>
  );
}

function OddPlaces({ findings }: { readonly findings: readonly TranscriptFindingLine[] }) {
  const { transcripts: texts } = useTexts();
  const placeOf = ({ count, places, unit }: TranscriptFindingLine) =>
    texts[unit](places.join("、"), count - places.length);
  return (
    <>
      <p>{texts.odd}</p>
      <ul className="findings">
        {findings.map((finding) => (
          <li key={finding.code}>
            <strong>{placeOf(finding)}</strong> {texts.findings[finding.code] ?? finding.message}
          </li>
        ))}
      </ul>
    </>
  );
}
