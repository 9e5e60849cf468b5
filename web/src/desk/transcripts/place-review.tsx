import { type CallOutput, routes } from "@diaoyan/api/contract";
import { App, Button, Input, Radio } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { problemOf, useAction } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { useStudy } from "../use-study.ts";

type Found = CallOutput<typeof routes.listIdentifiers>;
type Hit = Found["hits"][number];

interface Decision {
  readonly keep: boolean;
  readonly replacement: string;
}

function decisionOf({ decided, replacement }: Hit): Decision {
  if (decided === undefined) return { keep: false, replacement };
  return { keep: decided.replacement === null, replacement: decided.replacement ?? replacement };
}

interface Props {
  readonly transcript: string;
  readonly found: Found;
}

/** Every place the rules find, in its words: replaced as the rule says, by something else, or kept. */
export function PlaceReview({ transcript, found }: Props) {
  const { deidentify: texts } = useTexts();
  const { id } = useStudy();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const make = useAction(routes.deidentifyTranscript);
  const [decisions, setDecisions] = useState<readonly Decision[]>(() => found.hits.map(decisionOf));
  const problem = problemOf(make.error);
  const unplaced = problem?.code === "transcript.unplaced" ? (problem.errors ?? []).map(({ place }) => place) : [];
  const submit = async (removeCodings: readonly string[]) => {
    const decided = found.hits.map(({ end, start }, at) => {
      const { keep = true, replacement = "" } = decisions[at] ?? {};
      return { start, end, replacement: keep ? null : replacement };
    });
    const { revision, rulesRevision } = found;
    const body = { revision, rulesRevision, decisions: decided, removeCodings: [...removeCodings] };
    const { carried, removed } = await make.mutateAsync({ params: { study: id, transcript }, body });
    void message.success(texts.done(carried, removed));
    await navigate(`/studies/${id}/transcripts/${transcript}`);
  };
  if (found.hits.length === 0) return <p className="note">{texts.none}</p>;
  const change = (at: number, next: Decision) =>
    setDecisions(decisions.map((one, place) => (place === at ? next : one)));
  const empty = decisions.some(({ keep, replacement }) => !keep && replacement.trim() === "");
  return (
    <>
      <ol className="deidentify-places">
        {found.hits.map((hit, at) => (
          <PlaceRow
            key={hit.start}
            hit={hit}
            decision={decisions[at] ?? decisionOf(hit)}
            onChange={(next) => change(at, next)}
          />
        ))}
      </ol>
      <ProblemAlert error={make.error} />
      {unplaced.length > 0 && (
        <Button danger loading={make.isPending} onClick={() => void submit(unplaced).catch(() => undefined)}>
          {texts.removeUnplaced(unplaced.length)}
        </Button>
      )}
      <Button
        type="primary"
        disabled={empty || found.rulesRevision === 0}
        loading={make.isPending}
        onClick={() => void submit([]).catch(() => undefined)}
      >
        {texts.apply}
      </Button>
    </>
  );
}

interface RowProps {
  readonly hit: Hit;
  readonly decision: Decision;
  readonly onChange: (next: Decision) => void;
}

function PlaceRow({ hit, decision, onChange }: RowProps) {
  const { deidentify: texts } = useTexts();
  const options = [
    { value: false, label: texts.replace },
    { value: true, label: texts.keep },
  ];
  return (
    <li>
      <span>
        {hit.before}
        <mark>{hit.text}</mark>
        {hit.after}
      </span>
      <span className="note">{hit.rule}</span>
      <Radio.Group
        aria-label={`${hit.text} ${texts.decision}`}
        options={options}
        value={decision.keep}
        onChange={(event) => onChange({ ...decision, keep: event.target.value === true })}
      />
      <Input
        aria-label={`${hit.text} ${texts.replacement}`}
        maxLength={100}
        disabled={decision.keep}
        value={decision.replacement}
        onChange={(event) => onChange({ ...decision, replacement: event.target.value })}
      />
    </li>
  );
}
