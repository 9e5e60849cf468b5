import { type ResponseSummary, routes } from "@diaoyan/api/contract";
import { Button, Card, Select, Statistic, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { client, useRoute } from "../api.ts";
import { ResponseDrawer } from "../responses/response-drawer.tsx";
import { useTexts } from "../texts.tsx";
import { ListTable } from "../ui/list-table.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { saveFile } from "../ui/save-file.ts";
import { mayDo, useStudy } from "../use-study.ts";

const pageSize = 50;
const liveMilliseconds = 3_000;
const statusColours = { complete: "green", late: "gold", withdrawn: "default", excluded: "red" } as const;

/** A mark in words; what stands behind its colon says where. */
function describeFlag(flag: string, words: Readonly<Record<string, string>>): string {
  const [kind = flag, place] = flag.split(":");
  return place === undefined ? (words[kind] ?? flag) : `${words[kind] ?? kind}（${place}）`;
}

function useColumns() {
  const texts = useTexts();
  return [
    { title: texts.responses.day, dataIndex: "day" },
    { title: texts.responses.questionnaire, dataIndex: "questionnaire" },
    {
      title: texts.status,
      render: (_: unknown, row: ResponseSummary) => (
        <Tag color={statusColours[row.status]}>{texts.responseStatus[row.status]}</Tag>
      ),
    },
    {
      title: texts.responses.seconds,
      render: (_: unknown, row: ResponseSummary) => (row.seconds === null ? "—" : texts.duration(row.seconds)),
    },
    {
      title: texts.responses.flags,
      render: (_: unknown, row: ResponseSummary) =>
        row.flags.length === 0
          ? "—"
          : row.flags.map((flag) => (
              <Tag key={flag} color="orange">
                {describeFlag(flag, texts.flags)}
              </Tag>
            )),
    },
  ];
}

/** The data set of a questionnaire as a zip. */
function ExportButton({ questionnaire }: { readonly questionnaire: string }) {
  const texts = useTexts();
  const { id } = useStudy();
  const [error, setError] = useState<unknown>(null);
  const download = async () => {
    try {
      const answer = await client.call(routes.exportCsv, { params: { study: id, questionnaire } });
      saveFile(`${questionnaire}.zip`, await answer.blob());
    } catch (refused) {
      setError(refused);
    }
  };
  return (
    <>
      <Button onClick={() => void download()}>{texts.responses.export}</Button>
      <ProblemAlert error={error} />
    </>
  );
}

/** Responses as they come in: live total, flags, one opened at a time. */
export function ResponsesPage() {
  const texts = useTexts();
  const { id, role } = useStudy();
  const [questionnaire, setQuestionnaire] = useState<string | undefined>(undefined);
  const [starts, setStarts] = useState<readonly string[]>([""]);
  const [opened, setOpened] = useState<string | null>(null);
  const columns = useColumns();
  const after = starts.at(-1);
  const query = { limit: pageSize, ...(after ? { after } : {}), ...(questionnaire ? { questionnaire } : {}) };
  const list = useRoute(routes.listResponses, { params: { study: id }, query }, { refetchInterval: liveMilliseconds });
  const questionnaires = useRoute(routes.listQuestionnaires, { params: { study: id } });
  const choose = (name: string | undefined) => {
    setQuestionnaire(name);
    setStarts([""]);
  };
  const known = questionnaires.data?.questionnaires ?? [];
  const reads = mayDo(role, "researcher");
  return (
    <>
      <PageHead title={texts.menu.responses} note={texts.responses.note}>
        <Select
          allowClear
          aria-label={texts.responses.questionnaire}
          placeholder={texts.responses.all}
          popupMatchSelectWidth={false}
          value={questionnaire}
          options={known.map(({ name, title }) => ({ value: name, label: title }))}
          onChange={choose}
        />
        {reads && questionnaire !== undefined && (
          <>
            <Link to={`/studies/${id}/responses/quality/${questionnaire}`}>{texts.responses.quality}</Link>
            <ExportButton questionnaire={questionnaire} />
          </>
        )}
      </PageHead>
      <QueryView query={list}>
        {({ responses, total, next }) => (
          <>
            <Card size="small" className="live-count">
              <Statistic title={texts.responses.total} value={total} />
              <span className="note">{texts.responses.live}</span>
            </Card>
            <ListTable
              columns={columns}
              dataSource={responses}
              empty={texts.responses.empty}
              onRow={(row) => ({ onClick: () => reads && setOpened(row.id), className: reads ? "openable" : "" })}
            />
            <div className="pager">
              <Button disabled={starts.length === 1} onClick={() => setStarts(starts.slice(0, -1))}>
                {texts.previous}
              </Button>
              <Button disabled={next === null} onClick={() => next !== null && setStarts([...starts, next])}>
                {texts.next}
              </Button>
            </div>
          </>
        )}
      </QueryView>
      {opened !== null && <ResponseDrawer id={opened} onClose={() => setOpened(null)} />}
    </>
  );
}
