import { type CallOutput, routes } from "@diaoyan/api/contract";
import { newUuid } from "@diaoyan/api/contract/uuid";
import { Button, Card, InputNumber, Select, Tag } from "antd";
import { Fragment, useState } from "react";
import { Link } from "react-router";
import { useAction } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { useOneAtATime } from "../ui/use-one-at-a-time.ts";
import { mayCall, useStudy } from "../use-study.ts";

interface Props {
  readonly overview: CallOutput<typeof routes.listAssignments>;
  readonly nameOf: (coder: string) => string;
  readonly onChanged: () => void;
}

/** Second codings that were drawn; a lead draws and closes them. */
export function Assignments({ nameOf, onChanged, overview }: Props) {
  const texts = useTexts().retrieval.agreement;
  const { id, role } = useStudy();
  const close = useAction(routes.closeAssignment);
  const leads = mayCall(role, routes.drawAssignment);
  const end = async (assignment: string) => {
    await close.mutateAsync({ params: { study: id, assignment } });
    onChanged();
  };
  return (
    <Card size="small" title={texts.assignments}>
      {overview.assignments.length === 0 && <p className="note">{texts.none}</p>}
      <ul className="places">
        {overview.assignments.map((one) => (
          <li key={one.id}>
            {nameOf(one.coder)} · {texts.drawn(one.transcripts.length, one.frameSize, one.seed)}{" "}
            <Tag color={one.closedAt === null ? "orange" : "green"}>
              {one.closedAt === null ? texts.open : texts.closed(one.closedAt)}
            </Tag>
            {leads && one.closedAt === null && (
              <Button size="small" onClick={() => void end(one.id).catch(() => undefined)}>
                {texts.close}
              </Button>
            )}
            <div className="note">
              {texts.transcripts}
              {one.transcripts.map((transcript, at) => (
                <Fragment key={transcript}>
                  {at > 0 && texts.between}
                  <Link to={`/studies/${id}/transcripts/${transcript}`}>{overview.titles[transcript] ?? at + 1}</Link>
                </Fragment>
              ))}
            </div>
          </li>
        ))}
      </ul>
      <ProblemAlert error={close.error} />
      {leads && <DrawForm overview={overview} onChanged={onChanged} />}
    </Card>
  );
}

function DrawForm({ onChanged, overview }: Pick<Props, "overview" | "onChanged">) {
  const texts = useTexts().retrieval.agreement;
  const { id } = useStudy();
  const draw = useAction(routes.drawAssignment);
  const once = useOneAtATime();
  const [coder, setCoder] = useState<string | undefined>(undefined);
  const [seed, setSeed] = useState(2026);
  const [share, setShare] = useState(20);
  const send = async () => {
    if (coder === undefined) return;
    const params = { study: id, assignment: newUuid(7) };
    await draw.mutateAsync({ params, body: { coder, seed, share: share / 100 } });
    onChanged();
  };
  return (
    <>
      <p className="note">{texts.drawNote}</p>
      <ProblemAlert error={draw.error} />
      <div className="retrieval-form">
        <div className="labelled">
          <span className="note">{texts.coder}</span>
          <Select
            aria-label={texts.coder}
            options={overview.coders
              .filter(({ codes }) => codes)
              .map(({ id: value, name }) => ({ value, label: name }))}
            value={coder}
            onChange={setCoder}
          />
        </div>
        <div className="labelled">
          <span className="note">{texts.share}</span>
          <InputNumber
            aria-label={texts.share}
            min={1}
            max={100}
            precision={0}
            value={share}
            onChange={(value) => setShare(value ?? 20)}
          />
        </div>
        <div className="labelled">
          <span className="note">{texts.seed}</span>
          <InputNumber
            aria-label={texts.seed}
            min={0}
            max={2_147_483_647}
            precision={0}
            value={seed}
            onChange={(value) => setSeed(value ?? 0)}
          />
        </div>
        <Button loading={draw.isPending} disabled={coder === undefined} onClick={() => once(send)}>
          {texts.draw}
        </Button>
      </div>
    </>
  );
}
