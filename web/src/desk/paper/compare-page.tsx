import { type PaperDifference, routes } from "@diaoyan/api/contract";
import { type CompiledQuestionnaire, listBoxes, type PaperBox } from "@diaoyan/instruments";
import { Alert, App, Button, Input, Tag } from "antd";
import { useMemo, useState } from "react";
import { Link, useParams } from "react-router";
import { useAction, useRoute } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ListTable } from "../ui/list-table.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { useStudy } from "../use-study.ts";
import { groupBoxes, sayTyped } from "./box-words.ts";
import "./paper.css";

interface Line extends PaperDifference {
  readonly box: PaperBox;
  readonly name: string;
  /** Code of what is wrong with what was decided. */
  readonly problem: string | null;
}

function Value({ box, typed }: { readonly box: PaperBox; readonly typed: string }) {
  const texts = useTexts().paper;
  if (typed === "") return <span className="note">{texts.emptyBox}</span>;
  return (
    <>
      <b>{typed}</b> {sayTyped(box, typed, texts.marks)}
    </>
  );
}

type Decide = (choice: { box: string; taken: "first" | "second" | "other"; typed?: string }) => void;

/** The choice between both entries and a third value, or what was chosen by whom. */
function Decision({
  line,
  busy,
  onDecide,
}: {
  readonly line: Line;
  readonly busy: boolean;
  readonly onDecide: Decide;
}) {
  const { paper: texts, moment } = useTexts();
  const [other, setOther] = useState("");
  const { key, box, decision, name } = line;
  const take = () => onDecide({ box: key, taken: "other", typed: other });
  return (
    <div className="decision">
      {decision !== null && (
        <span>
          <Value box={box} typed={decision.typed} />{" "}
          <span className="note">{texts.decidedBy(decision.by, moment(decision.at))}</span>
        </span>
      )}
      {line.problem !== null && <span className="wrong">{texts.problems[line.problem] ?? texts.otherProblem}</span>}
      <span className="decision-keys">
        <Button size="small" disabled={busy} onClick={() => onDecide({ box: key, taken: "first" })}>
          {texts.takeFirst}
        </Button>
        <Button size="small" disabled={busy} onClick={() => onDecide({ box: key, taken: "second" })}>
          {texts.takeSecond}
        </Button>
        <Input
          size="small"
          aria-label={`${name}：${texts.other}`}
          placeholder={texts.otherNote}
          value={other}
          onChange={(event) => setOther(event.target.value)}
          onPressEnter={take}
        />
        <Button size="small" disabled={busy || other.trim() === ""} onClick={take}>
          {texts.takeOther}
        </Button>
      </span>
    </div>
  );
}

/** Differences, and what the rules find wrong, with the words of the print. */
function linesOf(
  compiled: CompiledQuestionnaire,
  differences: readonly PaperDifference[],
  problems: readonly { readonly key: string; readonly code: string }[],
): readonly Line[] {
  const wrong = new Map(problems.map(({ key, code }) => [key, code]));
  const known = new Map(differences.map((one) => [one.key, one]));
  const numbers = new Map(groupBoxes(compiled).map(({ question }) => [question.variable, question]));
  return listBoxes(compiled).flatMap((box) => {
    const about = known.get(box.key) ?? { key: box.key, first: "", second: "", decision: null, open: false };
    if (!known.has(box.key) && !wrong.has(box.key)) return [];
    const question = numbers.get(box.question);
    const name = `${question?.number}．${question?.title}${box.label === "" ? "" : `　${box.label}`}`;
    return [{ ...about, box, name, problem: wrong.get(box.key) ?? null }];
  });
}

/** Both entries of a form side by side, box by box where they differ, each to be decided by the original. */
export function ComparePage() {
  const { paper: texts } = useTexts();
  const { id } = useStudy();
  const { message } = App.useApp();
  const { batch = "", form = "" } = useParams();
  const params = useMemo(() => ({ study: id, batch, form }), [id, batch, form]);
  const about = useRoute(routes.getPaperQuestionnaire, { params: { study: id, batch } }, { staleTime: 60_000 });
  const comparison = useRoute(routes.comparePaperForm, { params }, { staleTime: 0 });
  const decide = useAction(routes.decidePaperForm);
  const send = (decisions: Parameters<Decide>[0][]) =>
    decide.mutate(
      { params, body: { decisions } },
      {
        onSuccess: ({ state }) => void (state === "accepted" && message.success(texts.done.accepted)),
        // somebody else may have decided meanwhile: what stands is shown
        onError: () => void comparison.refetch(),
      },
    );
  return (
    <>
      <p>
        <Link to={`/studies/${id}/paper/${batch}`}>{texts.back}</Link>
      </p>
      <QueryView query={about}>
        {(data) => (
          <QueryView query={comparison}>
            {({ form: line, differences, problems }) => {
              const accepted = line.state === "accepted";
              const clerkOf = (pass: number) => line.passes.find((one) => one.pass === pass)?.clerk ?? "";
              const lines = linesOf(data.compiled as unknown as CompiledQuestionnaire, differences, problems);
              const columns = [
                { title: texts.question, render: (_: unknown, row: Line) => row.name },
                {
                  title: `${texts.firstClerk}（${clerkOf(1)}）`,
                  render: (_: unknown, row: Line) => <Value box={row.box} typed={row.first} />,
                },
                {
                  title: `${texts.secondClerk}（${clerkOf(2)}）`,
                  render: (_: unknown, row: Line) => <Value box={row.box} typed={row.second} />,
                },
                {
                  title: texts.decision,
                  render: (_: unknown, row: Line) =>
                    accepted ? (
                      <Decided line={row} />
                    ) : (
                      <Decision line={row} busy={decide.isPending} onDecide={(choice) => send([choice])} />
                    ),
                },
              ];
              return (
                <>
                  <PageHead title={texts.comparison(form)} note={accepted ? "" : texts.comparisonNote}>
                    <Tag color={accepted ? "green" : "red"}>{texts.states[line.state]}</Tag>
                    {line.state === "ready" && <Button onClick={() => send([])}>{texts.accept}</Button>}
                  </PageHead>
                  <ProblemAlert error={decide.error} />
                  {lines.length === 0 ? (
                    <Alert type="success" showIcon title={texts.noDifference} />
                  ) : (
                    <ListTable rowKey="key" columns={columns} dataSource={lines} empty="" />
                  )}
                </>
              );
            }}
          </QueryView>
        )}
      </QueryView>
    </>
  );
}

function Decided({ line: { box, decision } }: { readonly line: Line }) {
  const { paper: texts, moment } = useTexts();
  if (decision === null) return texts.none;
  return (
    <>
      <Value box={box} typed={decision.typed} />{" "}
      <span className="note">{texts.decidedBy(decision.by, moment(decision.at))}</span>
    </>
  );
}
