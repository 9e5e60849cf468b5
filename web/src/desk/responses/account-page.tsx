import { type CallOutput, routes } from "@diaoyan/api/contract";
import { rateAccount } from "@diaoyan/instruments";
import { Alert } from "antd";
import { useRoute } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ListTable } from "../ui/list-table.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { useStudy } from "../use-study.ts";
import "./quality.css";

type Accounts = CallOutput<typeof routes.readAccounts>;
type CollectorAccount = Accounts["collectors"][number];
type Sums = Accounts["questionnaires"][number];

const percent = (share: number | null): string => (share === null ? "—" : `${(100 * share).toFixed(1)}%`);

function useColumns() {
  const {
    quality: { account },
    count,
  } = useTexts();
  const number = (title: string, read: (row: CollectorAccount) => number | null) => ({
    title,
    align: "end" as const,
    render: (_: unknown, row: CollectorAccount) => {
      const value = read(row);
      return value === null ? "—" : count(value);
    },
  });
  const share = (title: string, name: "completion" | "response" | "valid") => ({
    title,
    align: "end" as const,
    render: (_: unknown, row: CollectorAccount) => percent(rateAccount(row)[name]),
  });
  return [
    { title: account.collector, dataIndex: "label" },
    number(account.invited, ({ invited }) => invited),
    number(account.visits, ({ visits }) => visits),
    number(account.starts, ({ starts }) => starts),
    number(account.received, ({ received }) => received),
    number(account.valid, ({ valid }) => valid),
    number(account.late, ({ late }) => late),
    number(account.excluded, ({ excluded }) => excluded),
    number(account.withdrawn, ({ withdrawn }) => withdrawn),
    number(account.uncounted, ({ uncounted }) => uncounted),
    share(account.completion, "completion"),
    share(account.response, "response"),
    share(account.validShare, "valid"),
  ];
}

/** The identity of a questionnaire's account as a sentence; in red with the rule where it does not hold. */
function Balance({ sums }: { readonly sums: Sums }) {
  const texts = useTexts().quality.account;
  const sentence = texts.equation(sums);
  if (sums.broken.length === 0) {
    return (
      <p className="account-sentence">
        <strong className="met">{texts.balanced}</strong> {sentence}
      </p>
    );
  }
  const rules = sums.broken.map((rule) => texts.rules[rule] ?? rule).join("；");
  return <Alert type="error" showIcon title={`${texts.broken}：${rules}`} description={sentence} />;
}

/** Where the responses of a study came from and what became of them: visits, starts, received, valid. */
export function AccountPage() {
  const texts = useTexts();
  const { id } = useStudy();
  const accounts = useRoute(routes.readAccounts, { params: { study: id } });
  const questionnaires = useRoute(routes.listQuestionnaires, { params: { study: id } });
  const columns = useColumns();
  const titleOf = (name: string) => questionnaires.data?.questionnaires.find((one) => one.name === name)?.title ?? name;
  return (
    <>
      <PageHead title={texts.quality.account.title} note={texts.quality.account.note} />
      <QueryView query={accounts}>
        {({ collectors, questionnaires: sums }) => (
          <>
            {sums.length === 0 && <p className="note">{texts.quality.account.empty}</p>}
            {sums.map((sum) => (
              <section key={sum.questionnaire} data-testid={`account-${sum.questionnaire}`}>
                <h2>{titleOf(sum.questionnaire)}</h2>
                <Balance sums={sum} />
                <ListTable
                  rowKey="collector"
                  columns={columns}
                  dataSource={collectors.filter(({ questionnaire }) => questionnaire === sum.questionnaire)}
                  empty={texts.quality.account.empty}
                />
              </section>
            ))}
            {sums.length > 0 && (
              <p className="note">
                {texts.quality.account.whyVisits}
                {texts.quality.account.whyUncounted}
              </p>
            )}
          </>
        )}
      </QueryView>
    </>
  );
}
