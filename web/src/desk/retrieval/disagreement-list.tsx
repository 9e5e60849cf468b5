import { type AdjudicationLine, type CallOutput, type DisagreementLine, routes } from "@diaoyan/api/contract";
import { newUuid } from "@diaoyan/api/contract/uuid";
import { Button, Card, Input, Tag } from "antd";
import { useState } from "react";
import { useAction } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { useOneAtATime } from "../ui/use-one-at-a-time.ts";
import { useStudy } from "../use-study.ts";
import { PlaceLink } from "./place-link.tsx";

interface Props {
  readonly answer: CallOutput<typeof routes.measureAgreement>;
  readonly codes: ReadonlyMap<string, string>;
  readonly nameOf: (coder: string) => string;
  readonly adjudications: readonly AdjudicationLine[];
  readonly onDecided: () => void;
}

const placeOf = ({ code, end, start, transcript }: Pick<DisagreementLine, "code" | "end" | "start" | "transcript">) =>
  `${transcript} ${start} ${end} ${code}`;

/** Where coders differ: every stretch opens, and what is decided of it is kept with its reason. */
export function DisagreementList({ adjudications, answer, codes, nameOf, onDecided }: Props) {
  const texts = useTexts().retrieval.agreement;
  const decisionsOn = (place: string) => adjudications.filter((one) => placeOf(one) === place);
  return (
    <Card size="small" title={texts.disagreements(answer.disagreements.length, answer.total)}>
      <ul className="places">
        {answer.disagreements.map((one) => (
          <li key={placeOf(one)}>
            <PlaceLink transcript={one.transcript} start={one.start} end={one.end}>
              {one.words}
            </PlaceLink>
            <div className="note">
              <PlaceLink transcript={one.transcript} start={one.start} end={one.end}>
                {texts.place(one.title, one.turn)}
              </PlaceLink>
            </div>
            <div className="note">
              <Tag>{codes.get(one.code) ?? one.code}</Tag>
              {texts.with(one.withCode.map(nameOf).join("、"))}；{texts.without(one.without.map(nameOf).join("、"))}
            </div>
            <Decide disagreement={one} known={decisionsOn(placeOf(one))} onDecided={onDecided} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

interface DecideProps {
  readonly disagreement: DisagreementLine;
  /** What was decided of it so far, the newest first. */
  readonly known: readonly AdjudicationLine[];
  readonly onDecided: () => void;
}

const decisions = ["applies", "not", "codebook"] as const;

function Decide({ disagreement, known, onDecided }: DecideProps) {
  const texts = useTexts().retrieval.agreement;
  const { id } = useStudy();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const send = useAction(routes.adjudicate, { quiet: true });
  const once = useOneAtATime();
  const decide = async (decision: (typeof decisions)[number]) => {
    const { code, end, start, transcript, withCode, without } = disagreement;
    const body = { transcript, start, end, code, withCode, without, decision, reason, seen: known.length };
    try {
      await send.mutateAsync({ params: { study: id, adjudication: newUuid(7) }, body });
      setOpen(false);
    } finally {
      // where somebody was faster, what they decided is shown beside the words of the problem
      onDecided();
    }
  };
  const [newest] = known;
  return (
    <div className="decide">
      {newest !== undefined && (
        <Tag color="green">
          {texts.decisions[newest.decision]}
          {newest.reason !== "" && `：${newest.reason}`}
        </Tag>
      )}
      {open ? (
        <>
          <Input
            size="small"
            aria-label={texts.reason}
            placeholder={texts.reason}
            maxLength={2_000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          {decisions.map((decision) => (
            <Button
              key={decision}
              size="small"
              loading={send.isPending}
              onClick={() => once(() => decide(decision).catch(() => undefined))}
            >
              {texts.decisions[decision]}
            </Button>
          ))}
          <ProblemAlert error={send.error} />
        </>
      ) : (
        <Button size="small" type="link" onClick={() => setOpen(true)}>
          {newest === undefined ? texts.decide : texts.decideAnew}
        </Button>
      )}
    </div>
  );
}
