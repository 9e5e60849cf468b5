import { type QualityReview, routes } from "@diaoyan/api/contract";
import { Button, Popconfirm, Tag } from "antd";
import { useState } from "react";
import { useParams } from "react-router";
import { client, useRoute } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ListTable } from "../ui/list-table.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { useStudy } from "../use-study.ts";
import { ResponseDrawer } from "./response-drawer.tsx";

type Flagged = QualityReview["flagged"][number];

/** The reasons of a flagged response in words. */
function useReasons(): (flagged: Flagged) => readonly string[] {
  const { responses } = useTexts();
  return ({ flags }) => flags.map(({ code, seen }) => responses.seen[code](seen));
}

/** Excludes what is suggested, one by one, each with its reasons. */
function ExcludeSuggested({ flagged, onDone }: { readonly flagged: readonly Flagged[]; readonly onDone: () => void }) {
  const texts = useTexts().responses;
  const reasonsOf = useReasons();
  const { id } = useStudy();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const suggested = flagged.filter((one) => one.suggested && one.status === "complete");
  const exclude = async () => {
    setBusy(true);
    setError(null);
    try {
      for (const one of suggested) {
        const body = { status: "excluded" as const, reason: reasonsOf(one).join("；").slice(0, 500) };
        await client.call(routes.reviewResponse, { params: { study: id, id: one.id }, body });
      }
    } catch (refused) {
      setError(refused);
    }
    setBusy(false);
    onDone();
  };
  return (
    <>
      <Popconfirm
        title={texts.excludeSuggestedConfirm}
        onConfirm={() => void exclude()}
        disabled={suggested.length === 0}
      >
        <Button danger loading={busy} disabled={suggested.length === 0}>
          {texts.excludeSuggested(suggested.length)}
        </Button>
      </Popconfirm>
      <ProblemAlert error={error} />
    </>
  );
}

/** Responses that look odd, with the reasons; a person looks and decides. */
export function QualityPage() {
  const texts = useTexts();
  const { id } = useStudy();
  const { questionnaire = "" } = useParams();
  const [opened, setOpened] = useState<string | null>(null);
  const review = useRoute(routes.reviewQuality, { params: { study: id, questionnaire } });
  const reasonsOf = useReasons();
  const columns = [
    { title: texts.responses.day, dataIndex: "day" },
    { title: texts.status, render: (_: unknown, row: Flagged) => texts.responseStatus[row.status] },
    {
      title: texts.responses.suggestion,
      render: (_: unknown, row: Flagged) => (
        <Tag color={row.suggested ? "red" : "orange"}>
          {row.suggested ? texts.responses.suggested : texts.responses.look}
        </Tag>
      ),
    },
    {
      title: texts.responses.reasons,
      render: (_: unknown, row: Flagged) => (
        <ul className="reasons">
          {reasonsOf(row).map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      ),
    },
  ];
  return (
    <QueryView query={review}>
      {({ counts, flagged }) => (
        <>
          <PageHead title={texts.responses.quality} note={texts.responses.qualityNote}>
            <ExcludeSuggested flagged={flagged} onDone={() => void review.refetch()} />
          </PageHead>
          <p>{texts.responses.qualityCounts(counts.received, counts.complete, counts.late, counts.excluded)}</p>
          <ListTable
            columns={columns}
            dataSource={flagged}
            empty={texts.responses.qualityNone}
            onOpen={(row) => setOpened(row.id)}
          />
          {opened !== null && <ResponseDrawer id={opened} onClose={() => setOpened(null)} />}
        </>
      )}
    </QueryView>
  );
}
