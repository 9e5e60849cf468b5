import { routes } from "@diaoyan/api/contract";
import type { Protocol, Session } from "@diaoyan/instruments";
import { App, Button, Form } from "antd";
import { useNavigate, useParams, useSearchParams } from "react-router";
import { useAction, useRoute } from "../api.ts";
import { blankSession } from "../session/blank-session.ts";
import { NoteRows } from "../session/note-rows.tsx";
import { Participants } from "../session/participants.tsx";
import { ProtocolPanel } from "../session/protocol-panel.tsx";
import { SessionFields, SessionSummaryFields } from "../session/session-fields.tsx";
import { useTexts } from "../texts.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { useStudy } from "../use-study.ts";

function today(): string {
  return new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/** The form of one session with the protocol beside it. */
function SessionForm({ session, protocols }: { readonly session: Session; readonly protocols: readonly Protocol[] }) {
  const texts = useTexts();
  const { id } = useStudy();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [form] = Form.useForm<Session>();
  const save = useAction(routes.saveSession);
  const chosen = Form.useWatch("protocol", form) ?? session.protocol;
  const protocol = protocols.find((one) => one.id === chosen);
  const submit = async () => {
    const edited = { ...session, ...form.getFieldsValue(true) } as Session;
    await save.mutateAsync({ params: { study: id, session: session.id }, body: { session: edited as never } });
    void message.success(texts.saved);
    await navigate(`/studies/${id}/sessions/${session.id}`, { replace: true });
  };
  return (
    <Form
      key={session.revision}
      form={form}
      layout="vertical"
      initialValues={session}
      onFinish={() => void submit().catch(() => undefined)}
    >
      <PageHead title={session.title || texts.sessions.add} note={session.number}>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {texts.save}
        </Button>
      </PageHead>
      <ProblemAlert error={save.error} />
      <div className="beside">
        <div className="stack">
          <SessionFields protocols={protocols} />
          <Participants />
          <NoteRows protocol={protocol} />
          <SessionSummaryFields />
        </div>
        <ProtocolPanel protocol={protocol} />
      </div>
    </Form>
  );
}

/** One session: header, participants with consents, notes, summary. */
export function SessionPage() {
  const { id } = useStudy();
  const { session = "" } = useParams();
  const [search] = useSearchParams();
  const isNew = search.has("new");
  const stored = useRoute(
    routes.getSession,
    { params: { study: id, session } },
    { staleTime: Number.POSITIVE_INFINITY, enabled: !isNew },
  );
  const protocols = useRoute(routes.listProtocols, { params: { study: id } });
  const known = (protocols.data?.protocols ?? []) as unknown as readonly Protocol[];
  if (isNew) {
    return <SessionForm session={blankSession(session, today())} protocols={known} />;
  }
  return (
    <QueryView query={stored}>
      {(data) => <SessionForm session={data.session as unknown as Session} protocols={known} />}
    </QueryView>
  );
}
