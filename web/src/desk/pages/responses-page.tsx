import { type DataFileFormat, dataFileFormats, type ResponseSummary, routes } from "@diaoyan/api/contract";
import { Button, Flex, Select, Space } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { client, useRoute } from "../api.ts";
import { ProtectedExport } from "../responses/protected-export.tsx";
import { ResponseDrawer } from "../responses/response-drawer.tsx";
import { FlagTags, ResponseStatusTag } from "../responses/response-status.tsx";
import { useTexts } from "../texts.tsx";
import { ListTable } from "../ui/list-table.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { Pager } from "../ui/pager.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { saveFile } from "../ui/save-file.ts";
import { mayCall, useStudy } from "../use-study.ts";

const pageSize = 50;
const liveMilliseconds = 3_000;

function useColumns(titles: ReadonlyMap<string, string>) {
  const texts = useTexts();
  return [
    { title: texts.responses.day, dataIndex: "day" },
    {
      title: texts.responses.questionnaire,
      render: (_: unknown, { questionnaire }: ResponseSummary) => titles.get(questionnaire) ?? questionnaire,
    },
    {
      title: texts.status,
      render: (_: unknown, row: ResponseSummary) => <ResponseStatusTag {...row} />,
    },
    {
      title: texts.responses.seconds,
      align: "end" as const,
      render: (_: unknown, row: ResponseSummary) => (row.seconds === null ? "—" : texts.duration(row.seconds)),
    },
    {
      title: texts.responses.flags,
      render: (_: unknown, row: ResponseSummary) =>
        row.flags.length === 0 ? (
          "—"
        ) : (
          <Flex wrap gap={4}>
            <FlagTags flags={row.flags} />
          </Flex>
        ),
    },
  ];
}

/** The data set of a questionnaire as a zip, in CSV and, where chosen, once more in another format. */
function ExportButton({ questionnaire }: { readonly questionnaire: string }) {
  const texts = useTexts();
  const { id } = useStudy();
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [format, setFormat] = useState<DataFileFormat | "csv">("csv");
  const download = async () => {
    setBusy(true);
    setError(null);
    try {
      const query = format === "csv" ? {} : { format };
      const answer = await client.call(routes.exportCsv, { params: { study: id, questionnaire }, query });
      saveFile(`${questionnaire}.zip`, await answer.blob());
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Space.Compact>
        <Select
          aria-label={texts.responses.format}
          popupMatchSelectWidth={false}
          value={format}
          options={(["csv", ...dataFileFormats] as const).map((value) => ({
            value,
            label: texts.responses.formats[value],
          }))}
          onChange={setFormat}
        />
        <Button loading={busy} onClick={() => void download()}>
          {texts.responses.export}
        </Button>
      </Space.Compact>
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
  const after = starts.at(-1);
  const query = { limit: pageSize, ...(after ? { after } : {}), ...(questionnaire ? { questionnaire } : {}) };
  const list = useRoute(routes.listResponses, { params: { study: id }, query }, { refetchInterval: liveMilliseconds });
  const questionnaires = useRoute(routes.listQuestionnaires, { params: { study: id } });
  const choose = (name: string | undefined) => {
    setQuestionnaire(name);
    setStarts([""]);
  };
  const known = questionnaires.data?.questionnaires ?? [];
  const columns = useColumns(new Map(known.map(({ name, title }) => [name, title])));
  const reads = mayCall(role, routes.getResponse);
  return (
    <>
      <PageHead title={texts.menu.responses} note={reads ? texts.responses.note : texts.responses.noteCount}>
        <Select
          allowClear
          aria-label={texts.responses.questionnaire}
          placeholder={texts.responses.all}
          popupMatchSelectWidth={false}
          value={questionnaire}
          options={known.map(({ name, title }) => ({ value: name, label: title }))}
          onChange={choose}
        />
        <Link to={`/studies/${id}/responses/account`}>{texts.responses.account}</Link>
        {reads && questionnaire !== undefined && (
          <>
            <Link to={`/studies/${id}/responses/quality/${questionnaire}`}>{texts.responses.quality}</Link>
            <ExportButton questionnaire={questionnaire} />
            <ProtectedExport questionnaire={questionnaire} />
          </>
        )}
      </PageHead>
      <QueryView query={list}>
        {({ responses, total, waiting, next }) => (
          <>
            <p className="live-count">
              {texts.responses.total} <strong data-testid="total">{texts.count(total)}</strong>
              {list.isError ? (
                <span className="problem-line">{texts.responses.stale}</span>
              ) : (
                <span className="note">{texts.responses.live}</span>
              )}
            </p>
            {waiting > 0 && <p className="note">{texts.responses.waiting(texts.count(waiting))}</p>}
            <ListTable
              columns={columns}
              dataSource={responses}
              empty={texts.responses.empty}
              onOpen={reads ? (row) => setOpened(row.id) : undefined}
            />
            <Pager starts={starts} next={next} onTurn={setStarts} />
          </>
        )}
      </QueryView>
      {opened !== null && <ResponseDrawer id={opened} onClose={() => setOpened(null)} />}
    </>
  );
}
