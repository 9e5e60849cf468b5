import { type PaperBatchLine, type PaperFormLine, routes } from "@diaoyan/api/contract";
import { Button, Checkbox, Form, Input, Tag } from "antd";
import { Link, useNavigate, useParams } from "react-router";
import { useAction, useRoute } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ListTable } from "../ui/list-table.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { mayCall, useStudy } from "../use-study.ts";
import { AgreementTables } from "./agreement.tsx";
import "./paper.css";

const liveMilliseconds = 5_000;
const colours = { first: "blue", second: "gold", differs: "red", blocked: "red", ready: "cyan", accepted: "green" };

/** Takes the number of the next paper form; the hand stays on the keyboard. */
function BeginEntry({ batch }: { readonly batch: string }) {
  const texts = useTexts().paper;
  const { id } = useStudy();
  const navigate = useNavigate();
  const begin = ({ form }: { readonly form: string }) =>
    void navigate(
      `/studies/${id}/paper/${batch}/enter/${encodeURIComponent(form.normalize("NFKC").trim().toUpperCase())}`,
    );
  return (
    <Form layout="vertical" className="begin-entry" onFinish={begin}>
      <Form.Item
        name="form"
        label={texts.formNumber}
        extra={texts.formNumberNote}
        rules={[
          { required: true, message: texts.formRule },
          {
            transform: (given: string) => given.normalize("NFKC").trim(),
            pattern: /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,39}$/u,
            message: texts.formRule,
          },
        ]}
      >
        <Input autoFocus autoComplete="off" maxLength={40} />
      </Form.Item>
      <Button type="primary" htmlType="submit">
        {texts.begin}
      </Button>
    </Form>
  );
}

function SameClerk({ batch }: { readonly batch: PaperBatchLine }) {
  const texts = useTexts().paper;
  const { id, role } = useStudy();
  const change = useAction(routes.changePaperBatch);
  if (!mayCall(role, routes.changePaperBatch)) return batch.sameClerk ? <Tag>{texts.sameClerkOn}</Tag> : null;
  return (
    <>
      <Checkbox
        checked={batch.sameClerk}
        disabled={change.isPending}
        onChange={({ target }) =>
          change.mutate({ params: { study: id, batch: batch.id }, body: { sameClerk: target.checked } })
        }
      >
        {texts.sameClerk}
      </Checkbox>
      <ProblemAlert error={change.error} />
    </>
  );
}

/** What this person can do next with a form. */
function NextStep({ row, batch }: { readonly row: PaperFormLine; readonly batch: PaperBatchLine }) {
  const texts = useTexts().paper;
  const { id, role } = useStudy();
  const place = `/studies/${id}/paper/${batch.id}`;
  const form = encodeURIComponent(row.form);
  const open = row.passes.find(({ done }) => !done);
  const mine = row.passes.some((pass) => pass.mine);
  if (mayCall(role, routes.openPaperEntry) && open?.mine)
    return <Link to={`${place}/enter/${form}`}>{texts.goOn}</Link>;
  if (
    mayCall(role, routes.openPaperEntry) &&
    row.state === "second" &&
    open === undefined &&
    (!mine || batch.sameClerk)
  ) {
    return <Link to={`${place}/enter/${form}`}>{texts.second}</Link>;
  }
  const both = row.passes.filter(({ done }) => done).length === 2;
  if (!both || !mayCall(role, routes.comparePaperForm)) return null;
  return <Link to={`${place}/compare/${form}`}>{row.state === "accepted" ? texts.compare : texts.decide}</Link>;
}

function useColumns(batch: PaperBatchLine) {
  const texts = useTexts().paper;
  const passOf = (row: PaperFormLine, number: number) => {
    const pass = row.passes.find((one) => one.pass === number);
    if (pass === undefined) return texts.none;
    const said = [pass.done ? "" : texts.entering, number === 2 && row.samePerson ? texts.onePerson : ""].filter(
      Boolean,
    );
    return said.length === 0 ? pass.clerk : `${pass.clerk}（${said.join("，")}）`;
  };
  return [
    { title: texts.formNumber, dataIndex: "form" },
    {
      title: useTexts().status,
      render: (_: unknown, row: PaperFormLine) => <Tag color={colours[row.state]}>{texts.states[row.state]}</Tag>,
    },
    { title: texts.firstClerk, render: (_: unknown, row: PaperFormLine) => passOf(row, 1) },
    { title: texts.secondClerk, render: (_: unknown, row: PaperFormLine) => passOf(row, 2) },
    {
      title: texts.original,
      render: (_: unknown, { original }: PaperFormLine) =>
        original === null
          ? texts.none
          : [original.stamped ? texts.stamped : "", original.keptAt].filter(Boolean).join("，"),
    },
    { title: "", render: (_: unknown, row: PaperFormLine) => <NextStep row={row} batch={batch} /> },
  ];
}

function Forms({ batch, forms }: { readonly batch: PaperBatchLine; readonly forms: readonly PaperFormLine[] }) {
  const texts = useTexts().paper;
  return <ListTable rowKey="form" columns={useColumns(batch)} dataSource={forms} empty={texts.noForms} />;
}

/** One batch: the next form, what stands on each, how well the entries agree. */
export function BatchPage() {
  const { paper: texts } = useTexts();
  const { id, role } = useStudy();
  const { batch = "" } = useParams();
  const query = useRoute(
    routes.getPaperBatch,
    { params: { study: id, batch } },
    { refetchInterval: liveMilliseconds, staleTime: 0 },
  );
  return (
    <QueryView query={query}>
      {({ batch: about, forms, byKind, byClerk, title }) => {
        const way = about.share === 1 ? texts.double : `${texts.sample}（${Math.round(about.share * 100)}%）`;
        const counts = [
          `${texts.entered} ${about.expected === null ? about.entered : `${about.entered} / ${about.expected}`}`,
          `${texts.accepted} ${about.accepted}`,
          `${texts.undecided} ${about.undecided}`,
        ];
        return (
          <>
            <PageHead title={about.label} note={[title, about.source, way].filter(Boolean).join(" · ")}>
              <SameClerk batch={about} />
            </PageHead>
            {mayCall(role, routes.openPaperEntry) && <BeginEntry batch={batch} />}
            <p className="paper-counts">{counts.join("　")}</p>
            <Forms batch={about} forms={forms} />
            <AgreementTables byKind={byKind} byClerk={byClerk} />
          </>
        );
      }}
    </QueryView>
  );
}
