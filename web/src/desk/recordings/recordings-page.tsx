import { type AttachmentLine, type CallOutput, type PurgeLine, type Routes, routes } from "@diaoyan/api/contract";
import { formatTimeCode } from "@diaoyan/instruments";
import { Alert, Button, Card, Form, Input, Select } from "antd";
import { Link } from "react-router";
import { showMoment } from "../../china-time.ts";
import { useAction, useRoute } from "../api.ts";
import { useLanguage, useTexts } from "../texts.tsx";
import { ListTable } from "../ui/list-table.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { mayCall, useStudy } from "../use-study.ts";
import { saySize, useStateWords } from "./attachment-row.tsx";
import { listDue } from "./list-due.ts";
import { PurgeButton } from "./purge-button.tsx";
import "./recordings.css";

type Recordings = CallOutput<Routes["getRecordings"]>;

/** How long recordings are kept, what is due, what stands apart, and what was destroyed. */
export function RecordingsPage() {
  const texts = useTexts().recordings;
  const { id } = useStudy();
  const recordings = useRoute(routes.getRecordings, { params: { study: id } });
  const sessions = useRoute(routes.listSessions, { params: { study: id } });
  const named = new Map(
    (sessions.data?.sessions ?? []).map((one) => [one.id, [one.number, one.title].filter(Boolean).join(" ")]),
  );
  return (
    <>
      <PageHead title={texts.title} note={texts.note} />
      <QueryView query={recordings}>
        {(data) => (
          <div className="stack">
            <Retention data={data} />
            <Orphans
              orphans={data.recordings.filter((one) => !one.sessionStands && one.state !== "purged")}
              named={named}
            />
            <RecordingList data={data} named={named} />
            <PurgeLog purges={data.purges} named={named} />
          </div>
        )}
      </QueryView>
    </>
  );
}

type Names = ReadonlyMap<string, string>;

function Retention({ data: { retention, recordings, today } }: { readonly data: Recordings }) {
  const texts = useTexts().recordings;
  const { id, role } = useStudy();
  const set = useAction(routes.setRetention);
  const [form] = Form.useForm<{ until: string; reason: string }>();
  const due = listDue({ recordings, today });
  const said =
    retention.source === "lead"
      ? texts.byLead(retention.until, retention.reason ?? "")
      : texts.byConfiguration(retention.until);
  return (
    <Card size="small" title={texts.retention}>
      <div className="stack">
        <p>{said}</p>
        <Alert
          type={due.length > 0 ? "warning" : "info"}
          showIcon
          title={due.length > 0 ? texts.due(due.length) : texts.notDue}
          action={
            due.length > 0 && mayCall(role, routes.purgeRecordings) ? (
              <PurgeButton label={texts.purgeDue} title={texts.purgeTitle(due.length)} done={texts.purged} />
            ) : null
          }
        />
        {mayCall(role, routes.setRetention) && (
          <Form
            form={form}
            layout="vertical"
            initialValues={{ until: retention.until, reason: "" }}
            onFinish={(body) => void set.mutateAsync({ params: { study: id }, body }).catch(() => undefined)}
          >
            <div className="field-row">
              <Form.Item name="until" label={texts.setUntil} rules={[{ required: true }]}>
                <Input type="date" />
              </Form.Item>
              <Form.Item name="reason" label={texts.setReason} rules={[{ required: true, whitespace: true }]}>
                <Input maxLength={500} />
              </Form.Item>
            </div>
            <div className="stack">
              <p className="note">{texts.setNote}</p>
              <ProblemAlert error={set.error} />
              <Button className="own-width" htmlType="submit" loading={set.isPending}>
                {texts.set}
              </Button>
            </div>
          </Form>
        )}
      </div>
    </Card>
  );
}

function Orphans({ orphans, named }: { readonly orphans: readonly AttachmentLine[]; readonly named: Names }) {
  const { texts: all, locale } = useLanguage();
  const texts = all.recordings;
  const { id } = useStudy();
  const assign = useAction(routes.assignAttachment);
  if (orphans.length === 0) return null;
  const options = [...named].map(([value, label]) => ({ value, label: label || value.slice(0, 8) }));
  return (
    <Card size="small" title={texts.orphan}>
      <div className="stack">
        <Alert type="warning" showIcon title={texts.orphanNote} />
        <ProblemAlert error={assign.error} />
        {orphans.map(({ id: attachment, name, bytes, recordedAt }) => (
          <div key={attachment} className="sound-line">
            <span className="grow">
              {name}
              <span className="note">　{[showMoment(recordedAt, locale), saySize(bytes)].join(" · ")}</span>
            </span>
            <Select
              aria-label={`${texts.assign} ${name}`}
              placeholder={texts.assign}
              className="assign-session"
              showSearch={{ optionFilterProp: "label" }}
              options={options}
              onChange={(session: string) =>
                void assign.mutateAsync({ params: { study: id, attachment }, body: { session } }).catch(() => undefined)
              }
            />
          </div>
        ))}
      </div>
    </Card>
  );
}

function RecordingList({ data, named }: { readonly data: Recordings; readonly named: Names }) {
  const texts = useTexts().recordings;
  const { id, role } = useStudy();
  const sayState = useStateWords();
  const { columns } = texts;
  return (
    <ListTable<AttachmentLine>
      empty={texts.noneAtAll}
      dataSource={data.recordings.filter((one) => one.kind === "录音" && one.state !== "purged")}
      columns={[
        { title: columns.name, dataIndex: "name" },
        {
          title: columns.session,
          render: (_, { session, sessionStands }) =>
            sessionStands ? (
              <Link to={`/studies/${id}/sessions/${session}`}>{named.get(session) ?? session.slice(0, 8)}</Link>
            ) : (
              texts.orphan
            ),
        },
        { title: columns.length, render: (_, { seconds }) => (seconds === null ? "" : formatTimeCode(seconds)) },
        { title: columns.size, render: (_, { bytes }) => saySize(bytes) },
        { title: columns.state, render: (_, one) => sayState(one) },
        { title: columns.keptUntil, dataIndex: "keptUntil" },
        ...(mayCall(role, routes.purgeRecordings)
          ? [
              {
                title: "",
                render: (_: unknown, { id: attachment }: AttachmentLine) => (
                  <PurgeButton
                    label={texts.purge}
                    title={texts.purgeTitle(1)}
                    attachments={[attachment]}
                    done={texts.purged}
                  />
                ),
              },
            ]
          : []),
      ]}
    />
  );
}

function PurgeLog({ purges, named }: { readonly purges: readonly PurgeLine[]; readonly named: Names }) {
  const { texts: all, locale } = useLanguage();
  const texts = all.recordings;
  const { columns } = texts;
  return (
    <Card size="small" title={texts.log}>
      <ListTable<PurgeLine>
        rowKey="attachment"
        empty={texts.logNone}
        dataSource={purges}
        columns={[
          { title: columns.name, dataIndex: "name" },
          { title: columns.session, render: (_, { session }) => named.get(session) ?? session.slice(0, 8) },
          { title: columns.size, render: (_, { bytes }) => saySize(bytes) },
          { title: columns.sha256, render: (_, { sha256 }) => <span className="purge-hash">{sha256}</span> },
          { title: columns.reason, dataIndex: "reason" },
          { title: columns.actor, dataIndex: "actorName" },
          { title: columns.at, render: (_, { at }) => showMoment(at, locale) },
        ]}
      />
    </Card>
  );
}
