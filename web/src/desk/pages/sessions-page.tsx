import { routes, type SessionSummary } from "@diaoyan/api/contract";
import { newUuid } from "@diaoyan/api/contract/uuid";
import { Button, Tag } from "antd";
import { Link, useNavigate } from "react-router";
import { useRoute } from "../api.ts";
import { DueReminder } from "../recordings/due-reminder.tsx";
import { RescueImport } from "../session/rescue-import.tsx";
import { useTexts } from "../texts.tsx";
import { ListTable } from "../ui/list-table.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { mayCall, useStudy } from "../use-study.ts";

const colours = { planned: "blue", held: "green", cancelled: "default" } as const;

/** Interviews, visits and meetings of a study. */
export function SessionsPage() {
  const texts = useTexts();
  const { id, role } = useStudy();
  const navigate = useNavigate();
  const list = useRoute(routes.listSessions, { params: { study: id } });
  const mayOpen = mayCall(role, routes.getSession);
  const columns = [
    {
      title: texts.sessions.number,
      render: (_: unknown, row: SessionSummary) =>
        mayOpen ? (
          <Link to={`/studies/${id}/sessions/${row.id}`}>{row.number || texts.fieldDesk.noNumber}</Link>
        ) : (
          row.number
        ),
    },
    { title: texts.sessions.title, dataIndex: "title" },
    { title: texts.sessions.type, dataIndex: "type" },
    { title: texts.sessions.day, dataIndex: "day" },
    {
      title: texts.status,
      render: (_: unknown, row: SessionSummary) => {
        const status = row.status as keyof typeof colours;
        return <Tag color={colours[status]}>{texts.sessionStatus[status]}</Tag>;
      },
    },
    { title: texts.sessions.interviewees, dataIndex: "interviewees", align: "end" as const },
    { title: texts.sessions.notes, dataIndex: "notes", align: "end" as const },
    { title: texts.sessions.transcripts, dataIndex: "transcripts", align: "end" as const },
  ];
  return (
    <>
      <PageHead
        title={texts.menu.sessions}
        note={role === "interviewer" ? texts.fieldDesk.onlyYours : texts.sessions.note}
      >
        {mayCall(role, routes.importRescue) && <RescueImport />}
        {mayCall(role, routes.getRecordings) && (
          <Button onClick={() => void navigate(`/studies/${id}/recordings`)}>{texts.recordings.open}</Button>
        )}
        {mayCall(role, routes.listSessionWords) && (
          <Button onClick={() => void navigate(`/studies/${id}/sessions/words`)}>{texts.deidentify.open}</Button>
        )}
        {mayOpen && <Button href="/field">{texts.fieldDesk.openField}</Button>}
        {mayOpen && (
          <Button type="primary" onClick={() => void navigate(`/studies/${id}/sessions/${newUuid(7)}?new=1`)}>
            {texts.sessions.add}
          </Button>
        )}
      </PageHead>
      <DueReminder />
      <QueryView query={list}>
        {({ sessions }) => <ListTable columns={columns} dataSource={sessions} empty={texts.sessions.empty} />}
      </QueryView>
    </>
  );
}
