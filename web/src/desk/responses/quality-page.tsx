import { type QualityReview, routes } from "@diaoyan/api/contract";
import { Button, Popconfirm, Segmented, Tag } from "antd";
import { type KeyboardEvent, useState } from "react";
import { useParams } from "react-router";
import { client, problemOf, useRoute } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ListTable } from "../ui/list-table.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { useStudy } from "../use-study.ts";
import { describeTime } from "./describe-time.ts";
import "./quality.css";
import { ResponseDrawer } from "./response-drawer.tsx";

type Flagged = QualityReview["flagged"][number];

const states = ["pending", "valid", "invalid", "callback", "all"] as const;
type State = (typeof states)[number];
const colours = { pending: "gold", valid: "green", invalid: "red", callback: "blue" } as const;

/** Where a response stands in the review. One that was excluded before verdicts were kept counts as invalid. */
function stateOf({ review, status }: Flagged): Exclude<State, "all"> {
  return review?.verdict ?? (status === "excluded" ? "invalid" : "pending");
}

/** The reasons of a flagged response in words. */
function useReasons(): (flagged: Flagged) => readonly string[] {
  const { quality } = useTexts();
  return ({ flags, status }) => [
    ...flags.map(({ code, seen }) => quality.seen[code](seen)),
    ...(status === "late" ? [quality.late] : []),
  ];
}

/** Calls what is suggested invalid, one by one, each with its reasons. */
function ExcludeSuggested({ flagged, onDone }: { readonly flagged: readonly Flagged[]; readonly onDone: () => void }) {
  const texts = useTexts().quality;
  const reasonsOf = useReasons();
  const { id } = useStudy();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const suggested = flagged.filter((one) => one.suggested && stateOf(one) === "pending");
  const exclude = async () => {
    setBusy(true);
    setError(null);
    try {
      for (const one of suggested) {
        const reason = reasonsOf(one).join("；").slice(0, 500);
        const body = { verdict: "invalid" as const, reason, seen: one.review?.at ?? null };
        await client.call(routes.reviewResponse, { params: { study: id, id: one.id }, body }).catch(passDecided);
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

/** What somebody else decided since the list was read stays as they decided it. */
function passDecided(error: unknown): void {
  if (problemOf(error)?.code !== "edit.conflict") throw error;
}

function useColumns() {
  const { quality, responses, moment } = useTexts();
  const reasonsOf = useReasons();
  const lines = (all: readonly string[]) => (
    <ul className="reasons">
      {all.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
  return [
    { title: responses.day, dataIndex: "day", className: "nowrap" },
    {
      title: quality.state,
      render: (_: unknown, row: Flagged) => {
        const state = stateOf(row);
        return (
          <span>
            <Tag color={colours[state]}>{quality.states[state]}</Tag>
            {row.review === null && row.suggested && <Tag color="red">{quality.suggested}</Tag>}
            {row.review !== null && (
              <span className="note decided">{quality.decidedBy(row.review.reviewer, moment(row.review.at))}</span>
            )}
          </span>
        );
      },
    },
    { title: quality.time, render: (_: unknown, row: Flagged) => lines(describeTime(row, quality.timing)) },
    { title: quality.reasons, render: (_: unknown, row: Flagged) => lines(reasonsOf(row)) },
  ];
}

/** Moves between the rows of a list by the arrow keys. */
function moveInList(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const row = (event.target as HTMLElement).closest(".openable");
  if (step === undefined || row === null) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>(".openable")];
  const next = rows[rows.indexOf(row as HTMLElement) + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

/** The list of what somebody should look at, by where it stands in the review. */
function ReviewList({ flagged }: { readonly flagged: readonly Flagged[] }) {
  const texts = useTexts().quality;
  const reasonsOf = useReasons();
  const columns = useColumns();
  const [state, setState] = useState<State>("pending");
  const [opened, setOpened] = useState<Flagged | null>(null);
  const shown = (one: State) => flagged.filter((row) => one === "all" || stateOf(row) === one);
  return (
    <>
      <Segmented<State>
        aria-label={texts.filter}
        value={state}
        onChange={setState}
        options={states.map((one) => ({ value: one, label: texts.stateOf(texts.states[one], shown(one).length) }))}
      />
      <p className="note">{texts.keys}</p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the rows inside are what is focused */}
      <div className="review-list" onKeyDown={moveInList}>
        <ListTable columns={columns} dataSource={shown(state)} empty={texts.none} onOpen={setOpened} />
      </div>
      {opened !== null && (
        <ResponseDrawer
          id={opened.id}
          reasons={reasonsOf(opened)}
          onDecided={() => setOpened(null)}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  );
}

/** Responses that look odd or came late, with what was seen; a person decides. */
export function QualityPage() {
  const texts = useTexts();
  const { id } = useStudy();
  const { questionnaire = "" } = useParams();
  const review = useRoute(routes.reviewQuality, { params: { study: id, questionnaire } });
  return (
    <QueryView query={review}>
      {({ counts, flagged }) => (
        <>
          <PageHead title={texts.responses.quality} note={texts.quality.note}>
            <ExcludeSuggested flagged={flagged} onDone={() => void review.refetch()} />
          </PageHead>
          <p>
            {texts.quality.counts(counts.received, counts.complete, counts.late, counts.excluded)}
            {texts.quality.observed(counts.observed)}
          </p>
          <ReviewList flagged={flagged} />
        </>
      )}
    </QueryView>
  );
}
