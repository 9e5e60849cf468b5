import { type CallInput, type CallOutput, routes } from "@diaoyan/api/contract";
import type { Codebook } from "@diaoyan/instruments";
import { Alert, Button, Card, Select } from "antd";
import { useState } from "react";
import { ThreeLineTable } from "../analysis/three-line-table.tsx";
import { client, problemOf, useRoute } from "../api.ts";
import { nameCoder } from "../coding/name-coder.ts";
import { useLanguage, useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { useOtherLanguage } from "../ui/use-other-language.ts";
import { useStudy } from "../use-study.ts";
import { Assignments } from "./assignments.tsx";
import { DisagreementList } from "./disagreement-list.tsx";
import { PlaceLink } from "./place-link.tsx";

type Overview = CallOutput<typeof routes.listAssignments>;
type Answer = CallOutput<typeof routes.measureAgreement>;
type Query = CallInput<typeof routes.measureAgreement>["query"];

const segments = ["sentence", "clause", "turn"] as const;
const uncodeds = ["included", "excluded"] as const;

/** Second codings, agreement with its declared unit, the disagreements behind it, and what was decided of them. */
export function AgreementTab() {
  const { id } = useStudy();
  const overview = useRoute(routes.listAssignments, { params: { study: id } });
  const book = useRoute(routes.getCodebook, { params: { study: id } });
  return (
    <QueryView query={overview}>
      {(data) => (
        <QueryView query={book}>
          {({ codebook }) => (
            <Agreement
              overview={data}
              codebook={codebook as unknown as Codebook}
              onChanged={() => void overview.refetch()}
            />
          )}
        </QueryView>
      )}
    </QueryView>
  );
}

interface Props {
  readonly overview: Overview;
  readonly codebook: Codebook;
  readonly onChanged: () => void;
}

function Agreement({ codebook, onChanged, overview }: Props) {
  const texts = useTexts().retrieval.agreement;
  const { locale } = useLanguage();
  const { id } = useStudy();
  const [assignment, setAssignment] = useState("");
  const [segment, setSegment] = useState<(typeof segments)[number]>("sentence");
  const [uncoded, setUncoded] = useState<(typeof uncodeds)[number]>("included");
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);
  const coders = Object.fromEntries(overview.coders.map((one) => [one.id, one.name]));
  const nameOf = (coder: string) => nameCoder(coder, coders, texts.former);
  const codes = new Map(codebook.codes.map((code) => [String(code.id), `${code.number} ${code.name}`]));
  const [asked, setAsked] = useState<Omit<Query, "locale"> | null>(null);
  const measure = async (query: Omit<Query, "locale">) => {
    setBusy(true);
    setError(null);
    setAsked(query);
    try {
      setAnswer(await client.call(routes.measureAgreement, { params: { study: id }, query: { ...query, locale } }));
    } catch (thrown) {
      setAnswer(null);
      setError(thrown as Error);
    }
    setBusy(false);
  };
  const chosen = { segment, uncoded, ...(assignment === "" ? {} : { assignment }) };
  useOtherLanguage(locale, () => answer !== null && asked !== null && measure(asked));
  const noShared = problemOf(error)?.errors?.some(({ code }) => code === "agreement.no-shared-text") === true;
  const closed = overview.assignments.filter(({ closedAt }) => closedAt !== null);
  const of = [
    { value: "", label: texts.all },
    ...closed.map((one) => ({ value: one.id, label: `${nameOf(one.coder)} · ${texts.closed(one.closedAt ?? "")}` })),
  ];
  return (
    <div className="stack">
      <Assignments overview={overview} nameOf={nameOf} onChanged={onChanged} />
      <Card size="small" title={texts.measure}>
        <div className="retrieval-form">
          <div className="labelled">
            <span className="note">{texts.of}</span>
            <Select aria-label={texts.of} options={of} value={assignment} onChange={setAssignment} />
          </div>
          <div className="labelled">
            <span className="note">{texts.segment}</span>
            <Select
              aria-label={texts.segment}
              options={segments.map((value) => ({ value, label: texts.segments[value] }))}
              value={segment}
              onChange={setSegment}
            />
          </div>
          <div className="labelled">
            <span className="note">{texts.uncoded}</span>
            <Select
              aria-label={texts.uncoded}
              options={uncodeds.map((value) => ({ value, label: texts.uncodeds[value] }))}
              value={uncoded}
              onChange={setUncoded}
            />
          </div>
          <Button type="primary" loading={busy} onClick={() => void measure(chosen)}>
            {texts.measure}
          </Button>
        </div>
        {noShared ? (
          <Alert type="info" showIcon className="agreement-table" title={texts.noShared} />
        ) : (
          <ProblemAlert error={error} />
        )}
        {answer !== null && (
          <div className="agreement-table">
            {answer.changedSince > 0 && (
              <Alert type="warning" showIcon title={texts.changedSince(answer.changedSince)} />
            )}
            <ThreeLineTable table={answer.presentation.table} />
            {answer.presentation.sentences.map((sentence) => (
              <p key={JSON.stringify(sentence)}>{typeof sentence === "string" ? sentence : sentence.text}</p>
            ))}
          </div>
        )}
      </Card>
      {answer !== null && (
        <DisagreementList
          answer={answer}
          codes={codes}
          nameOf={nameOf}
          adjudications={overview.adjudications}
          onDecided={onChanged}
        />
      )}
      <AdjudicationLog overview={overview} codes={codes} nameOf={nameOf} />
    </div>
  );
}

interface LogProps {
  readonly overview: Overview;
  readonly codes: ReadonlyMap<string, string>;
  readonly nameOf: (coder: string) => string;
}

function AdjudicationLog({ codes, nameOf, overview }: LogProps) {
  const all = useTexts().retrieval;
  const texts = all.agreement;
  return (
    <Card size="small" title={texts.log}>
      {overview.adjudications.length === 0 && <p className="note">{texts.noLog}</p>}
      <ul className="places">
        {overview.adjudications.map((one) => (
          <li key={one.id}>
            {codes.get(one.code) ?? one.code} · {texts.decisions[one.decision]}
            {one.reason !== "" && ` · ${one.reason}`}
            <div className="note">
              <PlaceLink transcript={one.transcript} start={one.start} end={one.end}>
                {overview.titles[one.transcript] ?? texts.place("", null)}
              </PlaceLink>
            </div>
            <div className="note">
              {nameOf(one.by)} {all.moment(one.at)}
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
