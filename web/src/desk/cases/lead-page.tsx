import { type CaseLeadLine, routes } from "@diaoyan/api/contract";
import { Alert, Button, Card, Form, Input, Select, Tag } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { useAction, useRoute } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { useStudy } from "../use-study.ts";
import "./cases.css";
import { DraftDialog } from "./draft-dialog.tsx";
import { ScoreText } from "./leads-page.tsx";
import { ScoreForm } from "./score-form.tsx";

/** One lead: what was said of it, its score sheet, the decision, and the way to a case. */
export function LeadPage() {
  const texts = useTexts();
  const { id } = useStudy();
  const { leadId = "" } = useParams();
  const query = useRoute(routes.listLeads, { params: { study: id } });
  return (
    <QueryView query={query}>
      {({ leads }) => {
        const lead = leads.find((one) => one.id === leadId);
        return lead === undefined ? <Alert type="info" title={texts.cases.leads.empty} /> : <LeadView lead={lead} />;
      }}
    </QueryView>
  );
}

function LeadView({ lead }: { readonly lead: CaseLeadLine }) {
  const texts = useTexts();
  const { id } = useStudy();
  const [drafting, setDrafting] = useState(false);
  const { leads: words } = texts.cases;
  const { title, kind, source, day, decision } = lead;
  return (
    <>
      <PageHead title={title} note={`${texts.caseKinds[kind]} · ${words.sources[source]} ${day}`}>
        {lead.case === null ? (
          <Button onClick={() => setDrafting(true)}>{words.toCase}</Button>
        ) : (
          <Link to={`/studies/${id}/cases/${lead.case}`}>{words.openCase}</Link>
        )}
        <DecisionDialog lead={lead} />
      </PageHead>
      <div className="beside">
        <Card size="small" title={words.answers}>
          <dl className="lead-answers">
            {lead.answers.map(({ label, text, personal }) => (
              <div key={label}>
                <dt>
                  {label} {personal && <Tag>{words.personal}</Tag>}
                </dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
          {source === "session" && <Link to={`/studies/${id}/sessions/${lead.id}`}>{words.openSource}</Link>}
        </Card>
        <Card size="small" title={lead.sheet?.title ?? words.sheet}>
          <p>
            <ScoreText lead={lead} />
          </p>
          <GivenSheets given={lead.given} />
          {decision !== null && (
            <p>
              {words.outcomes[decision.outcome]}：{decision.reason}（{decision.by}，{texts.moment(decision.at)}）
            </p>
          )}
          {lead.sheet !== null && <ScoreForm lead={lead} sheet={lead.sheet} />}
        </Card>
      </div>
      {drafting && <DraftDialog known={{ title, kind, lead: lead.id }} onClose={() => setDrafting(false)} />}
    </>
  );
}

/** What others gave and wrote, for whoever decides. */
function GivenSheets({ given }: Pick<CaseLeadLine, "given">) {
  const { leads: words } = useTexts().cases;
  const nameRater = (rater: string | null) => {
    if (rater === null) return words.otherRater;
    return rater.startsWith("expert:") ? words.typedIn(rater.slice(7)) : rater;
  };
  if (given.length === 0) return null;
  return (
    <ul className="case-lines lead-given" aria-label={words.given}>
      {given.map(({ rater, points, sum, comment }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: sheets bear no id, and others may bear no name
        <li key={place}>
          <span className="grow">{nameRater(rater)}</span>
          <span>{words.sum(sum)}</span>
          <span className="note">{points.map((one) => `${one.label} ${one.points}`).join(" · ")}</span>
          {comment !== "" && <p className="case-change">{words.remark(comment)}</p>}
        </li>
      ))}
    </ul>
  );
}

interface Decided {
  readonly outcome: "selected" | "reserve" | "rejected";
  readonly reason: string;
}

function DecisionDialog({ lead }: { readonly lead: CaseLeadLine }) {
  const { leads: words } = useTexts().cases;
  const { id: study } = useStudy();
  const decide = useAction(routes.decideLead);
  const send = async (values: Decided, onDone: () => void) => {
    const body = { ...values, revision: lead.decision?.revision ?? 0 };
    await decide.mutateAsync({ params: { study, lead: lead.id }, body });
    onDone();
  };
  const outcomes = (["selected", "reserve", "rejected"] as const).map((value) => ({
    value,
    label: words.outcomes[value],
  }));
  return (
    <FormDialog<Decided>
      title={words.decide}
      okText={words.decide}
      initialValues={lead.decision ?? {}}
      busy={decide.isPending}
      error={decide.error}
      onSend={(values, onDone) => void send(values, onDone).catch(() => undefined)}
    >
      <Form.Item name="outcome" label={words.decision} rules={[{ required: true }]}>
        <Select options={outcomes} />
      </Form.Item>
      <Form.Item name="reason" label={words.reason} rules={[{ required: true, whitespace: true }]}>
        <Input.TextArea maxLength={1_000} autoSize={{ minRows: 2 }} />
      </Form.Item>
    </FormDialog>
  );
}
