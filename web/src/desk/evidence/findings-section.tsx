import { type CallOutput, type Routes, routes } from "@diaoyan/api/contract";
import { newUuid } from "@diaoyan/api/contract/uuid";
import type { Finding, Recommendation } from "@diaoyan/instruments";
import { Button, Card, Empty, Popconfirm, Space, Tag } from "antd";
import type { OptionGroup } from "../analysis/param-fields.ts";
import { useTexts } from "../texts.tsx";
import { mayCall, useStudy } from "../use-study.ts";
import type { Evidence } from "./edit-evidence.ts";

type Priority = CallOutput<Routes["rankFindings"]>["priorities"][number];

interface Props {
  readonly evidence: Evidence;
  /** Undefined until they are reckoned. */
  readonly priorities: readonly Priority[] | undefined;
  readonly options: readonly OptionGroup[];
  readonly onFinding: (finding: Finding) => void;
  readonly onRecommendation: (recommendation: Recommendation) => void;
  readonly onDropFinding: (id: string) => void;
  readonly onDropRecommendation: (id: string) => void;
}

/** What a report counts as still to be settled. */
const open = "（待定）";

const shortId = (letter: string): string => `${letter}-${newUuid(4).slice(0, 8)}`;

/** 问题—证据—成因—建议, the most urgent first. */
export function FindingsSection(props: Props) {
  const texts = useTexts().evidence;
  const { role } = useStudy();
  const edits = mayCall(role, routes.saveEvidence);
  const { findings, recommendations } = props.evidence;
  const places = new Map(props.priorities?.map(({ id }, place) => [id, place]));
  const ranked = [...findings].sort((a, b) => (places.get(a.id) ?? 999) - (places.get(b.id) ?? 999));
  const unlinked = recommendations.filter((one) => one.findings.length === 0);
  const fresh = { id: shortId("r"), findings: [], measure: "", responsible: open, deadline: open, effect: "" };
  return (
    <Card size="small" title={<h2>{texts.findings}</h2>}>
      <p className="note">{texts.findingsNote}</p>
      {edits && (
        <Space wrap className="actions">
          <Button
            type="primary"
            onClick={() => props.onFinding({ id: shortId("f"), problem: "", evidence: [], cause: "" })}
          >
            {texts.addFinding}
          </Button>
          <Button onClick={() => props.onRecommendation(fresh)}>{texts.addRecommendation}</Button>
        </Space>
      )}
      {findings.length > 1 && props.priorities === undefined && (
        <p className="note" role="status">
          {texts.ranking}
        </p>
      )}
      {findings.length === 0 && <Empty description={texts.noFindings} />}
      <ol className="finding-cards">
        {ranked.map((finding) => (
          <li key={finding.id}>
            <FindingCard {...props} finding={finding} edits={edits} />
          </li>
        ))}
      </ol>
      {unlinked.length > 0 && (
        <>
          <h3>{texts.unlinked}</h3>
          <Measures {...props} recommendations={unlinked} edits={edits} />
        </>
      )}
    </Card>
  );
}

function FindingCard(props: Props & { readonly finding: Finding; readonly edits: boolean }) {
  const texts = useTexts().evidence;
  const { finding, edits, evidence, options, priorities } = props;
  const labels = new Map(options.flatMap((group) => group.options.map(({ value, label }) => [value, label] as const)));
  const linked = evidence.recommendations.filter((one) => one.findings.includes(finding.id));
  return (
    <>
      <p className="finding-problem">
        <strong>{finding.problem}</strong> <PriorityTags priority={priorities?.find(({ id }) => id === finding.id)} />
      </p>
      <dl>
        <dt>{texts.evidence}</dt>
        <dd>
          {finding.evidence.map((named) => (
            <Tag key={named}>{labels.get(named) ?? named}</Tag>
          ))}
        </dd>
        {finding.impact !== undefined && finding.impact !== "" && (
          <>
            <dt>{texts.impact}</dt>
            <dd>{finding.impact}</dd>
          </>
        )}
        <dt>{texts.cause}</dt>
        <dd>{finding.cause}</dd>
        <dt>{texts.recommendations}</dt>
        <dd>
          {linked.length === 0 ? (
            texts.noRecommendations
          ) : (
            <Measures {...props} recommendations={linked} edits={edits} />
          )}
        </dd>
      </dl>
      {edits && (
        <Space wrap>
          <Button size="small" onClick={() => props.onFinding(finding)} aria-label={`${texts.edit} ${finding.problem}`}>
            {texts.edit}
          </Button>
          <Popconfirm title={texts.linkedConfirm} onConfirm={() => props.onDropFinding(finding.id)}>
            <Button size="small" danger aria-label={`${texts.remove} ${finding.problem}`}>
              {texts.remove}
            </Button>
          </Popconfirm>
        </Space>
      )}
    </>
  );
}

function PriorityTags({ priority }: { readonly priority: Priority | undefined }) {
  const texts = useTexts().evidence;
  if (priority === undefined) return null;
  const { urgent, gap, chosen, mentions } = priority;
  if (gap === null && chosen === null && mentions === null) return <span className="note">{texts.noPriority}</span>;
  return (
    <>
      {urgent && <Tag color="red">{texts.urgent}</Tag>}
      {gap !== null && <Tag color="gold">{texts.gap(gap.toFixed(2))}</Tag>}
      {chosen !== null && <Tag color="blue">{texts.chosen(chosen.toFixed(1))}</Tag>}
      {mentions !== null && <Tag>{texts.mentions(mentions)}</Tag>}
    </>
  );
}

function Measures(
  props: Pick<Props, "onRecommendation" | "onDropRecommendation"> & {
    readonly recommendations: readonly Recommendation[];
    readonly edits: boolean;
  },
) {
  const texts = useTexts().evidence;
  return (
    <ul className="measures">
      {props.recommendations.map((one) => (
        <li key={one.id}>
          <span>{one.measure}</span>
          <span className="note">
            {texts.responsible}：{one.responsible || "—"}；{texts.deadline}：{one.deadline || "—"}；{texts.effect}：
            {one.effect || "—"}
          </span>
          {props.edits && (
            <Space>
              <Button
                size="small"
                type="link"
                aria-label={`${texts.edit} ${one.measure}`}
                onClick={() => props.onRecommendation(one)}
              >
                {texts.edit}
              </Button>
              <Popconfirm title={texts.removeConfirm} onConfirm={() => props.onDropRecommendation(one.id)}>
                <Button size="small" type="link" danger aria-label={`${texts.remove} ${one.measure}`}>
                  {texts.remove}
                </Button>
              </Popconfirm>
            </Space>
          )}
        </li>
      ))}
    </ul>
  );
}
