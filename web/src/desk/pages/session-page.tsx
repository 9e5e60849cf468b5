import { routes } from "@diaoyan/api/contract";
import {
  type KeptProtocol,
  keepProtocolVersion,
  mergeSessions,
  type Protocol,
  protocolOfSession,
  type RecordSheet,
  type Session,
} from "@diaoyan/instruments";
import { useQueryClient } from "@tanstack/react-query";
import { App, Button, Form } from "antd";
import { useMemo, useState } from "react";
import { useNavigate, useParams, useSearchParams } from "react-router";
import { dayInChina } from "../../china-time.ts";
import { withMeeting, withoutBlankMeeting } from "../../session/blank-meeting.ts";
import { blankSession } from "../../session/blank-session.ts";
import { sayHeldWith } from "../../session/say-held-with.ts";
import { client, useAction, useRoute } from "../api.ts";
import { MeetingCards } from "../meeting/meeting-cards.tsx";
import { SessionAttachments } from "../recordings/attachment-row.tsx";
import { NoteRows } from "../session/note-rows.tsx";
import { Participants } from "../session/participants.tsx";
import { ProtocolPanel } from "../session/protocol-panel.tsx";
import { RemoveSession } from "../session/remove-session.tsx";
import { SessionFields, SessionSummaryFields } from "../session/session-fields.tsx";
import { SessionFootFields, withFoot, withoutBlankFoot } from "../session/session-foot.tsx";
import { useLanguage } from "../texts.tsx";
import { EditNotes } from "../ui/edit-notes.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { useKeptDraft } from "../ui/use-kept-draft.ts";
import { mayCall, useStudy } from "../use-study.ts";

const today = (): string => dayInChina(Date.now());

/** A session as the form holds it: foot and meeting record to be filled in. */
const asForm = (session: Session): Session => withMeeting(withFoot(session));

/** A session as it is stored: without parts nothing stands in. */
const asStored = (session: Session): Session => withoutBlankMeeting(withoutBlankFoot(session));

interface FormProps {
  readonly session: Session;
  readonly protocols: readonly Protocol[];
  readonly former: readonly KeptProtocol[];
  readonly records: readonly RecordSheet[];
}

/** The form of one session with the protocol beside it; what is typed is kept on the device until it is saved. */
function SessionForm({ session, protocols, former, records }: FormProps) {
  const { locale, texts } = useLanguage();
  const { id, role } = useStudy();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [form] = Form.useForm<Session>();
  const kept = useKeptDraft<Session>(`session ${id} ${session.id}`);
  const [stored, setStored] = useState(() => ({
    ...session,
    revision: Number(kept.restored?.base ?? session.revision),
  }));
  // what the edit began with; a draft that was kept from an earlier state does not know it any more
  const [base, setBase] = useState(stored.revision === session.revision ? session : undefined);
  const save = useAction(routes.saveSession);
  const chosen = Form.useWatch("protocol", form) ?? null;
  const protocol = protocolOfSession({ ...stored, protocol: chosen }, protocols, former);
  const params = { study: id, session: session.id };
  const typed = () => ({ ...stored, ...form.getFieldsValue(true) }) as Session;
  const asTyped = (revision: number) => asStored(keepProtocolVersion(stored, { ...typed(), revision }, protocols));
  const store = async (sent: Session) => {
    const answer = await save.mutateAsync({ params, body: { session: sent as never } });
    queries.setQueryData([routes.getSession.id, { params }], answer);
    const saved = answer.session as unknown as Session;
    setStored(saved);
    setBase(saved);
    return saved;
  };
  const submit = async () => {
    const sent = asTyped(stored.revision);
    const saved = await store(sent);
    if (JSON.stringify(asTyped(stored.revision)) === JSON.stringify(sent)) kept.forget();
    else kept.keep(typed(), saved.revision);
    void message.success(texts.saved);
    await navigate(`/studies/${id}/sessions/${session.id}`, { replace: true });
  };
  const readAgain = async () => {
    const answer = await client.call(routes.getSession, { params });
    return answer.session as unknown as Session;
  };
  const discard = async () => {
    const current = stored.revision === 0 ? session : await readAgain();
    kept.forget();
    save.reset();
    setStored(current);
    setBase(current);
    form.setFieldsValue(asForm(current));
  };
  const merge = async () => {
    const theirs = await readAgain();
    const { session: merged, conflicts } = mergeSessions(base, asTyped(stored.revision), theirs);
    const saved = await store(asStored(keepProtocolVersion(theirs, merged, protocols)));
    kept.forget();
    form.setFieldsValue(asForm(saved));
    void message.success(conflicts.length === 0 ? texts.saved : texts.fieldDesk.conflicts(conflicts.length));
  };
  return (
    <Form
      form={form}
      layout="vertical"
      scrollToFirstError={{ block: "center", focus: true }}
      initialValues={asForm(kept.restored?.value ?? session)}
      onValuesChange={() => kept.keep(typed(), stored.revision)}
      onFinish={() => void submit().catch(() => undefined)}
    >
      <PageHead title={stored.title || texts.sessions.add} note={stored.number} sticky>
        {kept.dirty && <span className="note">{texts.kept.unsaved}</span>}
        {stored.revision > 0 && mayCall(role, routes.removeSession) && (
          <RemoveSession session={session.id} revision={stored.revision} />
        )}
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {texts.save}
        </Button>
      </PageHead>
      <EditNotes restored={kept.restored} error={save.error} onDiscard={discard} onMerge={merge} />
      <div className="beside">
        <div className="stack">
          <SessionFields protocols={protocols} />
          <Participants />
          <NoteRows protocol={protocol} />
          <MeetingCards session={session.id} records={records} saved={!kept.dirty && stored.revision > 0} />
          <SessionSummaryFields />
          <SessionFootFields />
          {stored.revision > 0 && <SessionAttachments session={session.id} />}
        </div>
        <ProtocolPanel protocol={protocol} note={sayHeldWith(stored, { protocols, formerProtocols: former }, locale)} />
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
  const opened = useRoute(
    routes.getSession,
    { params: { study: id, session } },
    { staleTime: Number.POSITIVE_INFINITY, gcTime: 0, enabled: !isNew },
  );
  const protocols = useRoute(routes.listProtocols, { params: { study: id } });
  const known = (protocols.data?.protocols ?? []) as unknown as readonly Protocol[];
  const former = (protocols.data?.formerProtocols ?? []) as unknown as readonly KeptProtocol[];
  const records = (protocols.data?.records ?? []) as unknown as readonly RecordSheet[];
  const fresh = useMemo(() => blankSession(session, today()), [session]);
  const shown = (opened.data?.session as unknown as Session | undefined) ?? (isNew ? fresh : undefined);
  if (shown === undefined) return <QueryView query={opened}>{() => null}</QueryView>;
  return <SessionForm key={session} session={shown} protocols={known} former={former} records={records} />;
}
