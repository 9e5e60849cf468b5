import { routes, type TranscriptSummary } from "@diaoyan/api/contract";
import { newUuid } from "@diaoyan/api/contract/uuid";
import { Button, Form, Input, Modal, Select } from "antd";
import { useRef, useState } from "react";
import { Link } from "react-router";
import { useAction, useRoute } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ListTable } from "../ui/list-table.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { mayDo, useStudy } from "../use-study.ts";

interface ImportFields {
  readonly title: string;
  readonly session?: string;
}

/** A chosen file with the id it will have: pressing the button twice imports it once. */
interface Chosen {
  readonly id: string;
  readonly file: File;
}

function ImportDialog({ chosen, onClose }: { readonly chosen: Chosen; readonly onClose: () => void }) {
  const texts = useTexts();
  const { id } = useStudy();
  const sessions = useRoute(routes.listSessions, { params: { study: id } });
  const add = useAction(routes.importTranscript);
  const [form] = Form.useForm<ImportFields>();
  const { file } = chosen;
  const submit = async ({ title, session }: ImportFields) => {
    const format = file.name.toLowerCase().endsWith(".docx") ? ("docx" as const) : ("txt" as const);
    await add.mutateAsync({
      params: { study: id, transcript: chosen.id },
      query: { title, format, ...(session === undefined ? {} : { session }) },
      bytes: new Uint8Array(await file.arrayBuffer()),
    });
    onClose();
  };
  const options = (sessions.data?.sessions ?? []).map((one) => ({
    value: one.id,
    label: `${one.number} ${one.title}`,
  }));
  return (
    <Modal
      open
      title={texts.transcripts.import}
      okText={texts.transcripts.import}
      confirmLoading={add.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ title: file.name.replace(/\.\w+$/, "") }}
        onFinish={(values) => void submit(values).catch(() => undefined)}
      >
        <p className="note">{file.name}</p>
        <Form.Item name="title" label={texts.transcripts.title} rules={[{ required: true, max: 200 }]}>
          <Input />
        </Form.Item>
        <Form.Item name="session" label={texts.transcripts.session}>
          <Select allowClear showSearch options={options} optionFilterProp="label" />
        </Form.Item>
        <ProblemAlert error={add.error} />
      </Form>
    </Modal>
  );
}

/** Transcripts of a study: import .txt or .docx, open one to code it. */
export function TranscriptsPage() {
  const texts = useTexts();
  const { id, role } = useStudy();
  const input = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const list = useRoute(routes.listTranscripts, { params: { study: id } });
  const sessions = useRoute(routes.listSessions, { params: { study: id } });
  const numbers = new Map((sessions.data?.sessions ?? []).map((session) => [session.id, session.number]));
  const numberOf = ({ session }: TranscriptSummary) => (session === null ? "" : (numbers.get(session) ?? ""));
  const edits = mayDo(role, "researcher");
  const opens = mayDo(role, "interviewer");
  const columns = [
    {
      title: texts.transcripts.title,
      render: (_: unknown, row: TranscriptSummary) =>
        edits ? <Link to={`/studies/${id}/transcripts/${row.id}`}>{row.title}</Link> : row.title,
    },
    {
      title: texts.transcripts.session,
      render: (_: unknown, { session }: TranscriptSummary) => {
        const number = session === null ? "—" : (numbers.get(session) ?? texts.open);
        return session === null || !opens ? number : <Link to={`/studies/${id}/sessions/${session}`}>{number}</Link>;
      },
    },
    {
      title: texts.transcripts.characters,
      align: "end" as const,
      render: (_: unknown, { characters }: TranscriptSummary) => texts.count(characters),
    },
    { title: texts.transcripts.codings, dataIndex: "codings", align: "end" as const },
  ];
  return (
    <>
      <PageHead title={texts.menu.transcripts} note={texts.transcripts.note}>
        {edits && (
          <Button type="primary" onClick={() => input.current?.click()}>
            {texts.transcripts.import}
          </Button>
        )}
        <input
          ref={input}
          type="file"
          hidden
          accept=".txt,.docx"
          aria-label={texts.transcripts.import}
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file !== undefined) setChosen({ id: newUuid(7), file });
            event.target.value = "";
          }}
        />
      </PageHead>
      <QueryView query={list}>
        {({ transcripts }) => (
          <ListTable
            columns={columns}
            dataSource={[...transcripts].sort((a, b) => numberOf(a).localeCompare(numberOf(b), "zh-CN"))}
            empty={texts.transcripts.empty}
          />
        )}
      </QueryView>
      {chosen !== null && <ImportDialog key={chosen.id} chosen={chosen} onClose={() => setChosen(null)} />}
    </>
  );
}
