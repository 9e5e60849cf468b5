import { useTexts } from "../texts.tsx";
import { ListTable } from "../ui/list-table.tsx";

interface Counts {
  readonly compared: number;
  readonly agreed: number;
}

/** Share of boxes two clerks filled in alike, with the counts behind it. */
export function AgreementShare({ compared, agreed }: Counts) {
  const texts = useTexts().paper;
  if (compared === 0) return texts.none;
  return (
    <>
      {texts.percent(agreed, compared)} <span className="note">{texts.agreedOf(agreed, compared)}</span>
    </>
  );
}

interface Props {
  readonly byKind: readonly (Counts & { readonly kind: string })[];
  readonly byClerk: readonly (Counts & {
    readonly clerk: string;
    readonly forms: number;
    readonly overruled: number;
  })[];
}

/** Agreement of a batch by kind of box and by clerk. */
export function AgreementTables({ byKind, byClerk }: Props) {
  const texts = useTexts().paper;
  const share = { title: texts.agreement, render: (_: unknown, row: Counts) => <AgreementShare {...row} /> };
  if (byKind.length === 0) return null;
  return (
    <div className="agreement-tables">
      <section>
        <h2>{texts.byKind}</h2>
        <ListTable
          rowKey="kind"
          columns={[
            { title: texts.kind, render: (_: unknown, row: Props["byKind"][number]) => texts.kinds[row.kind] },
            share,
          ]}
          dataSource={byKind}
          empty=""
        />
      </section>
      <section>
        <h2>{texts.byClerk}</h2>
        <ListTable
          rowKey="clerk"
          columns={[
            { title: texts.clerk, dataIndex: "clerk" },
            { title: texts.formsDone, dataIndex: "forms" },
            share,
            { title: texts.overruled, dataIndex: "overruled" },
          ]}
          dataSource={byClerk}
          empty=""
        />
      </section>
    </div>
  );
}
