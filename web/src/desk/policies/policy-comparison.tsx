import { type CallOutput, type PolicyComparisonOrder, routes } from "@diaoyan/api/contract";
import { policyLevels } from "@diaoyan/instruments";
import { Checkbox, Empty, Segmented, Select } from "antd";
import { useState } from "react";
import { client, useRoute } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { DownloadButton } from "../ui/download-button.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { mayCall, useStudy } from "../use-study.ts";
import { type Cell, ProvisionList } from "./provision-list.tsx";

type Compared = CallOutput<typeof routes.comparePolicies>;

type PolicyRows = NonNullable<PolicyComparisonOrder["by"]>;

/** Regions, levels or years against themes; a cell opens its provisions below the table. */
export function PolicyComparison() {
  const texts = useTexts().policies.compare;
  const { id, role } = useStudy();
  const [order, setOrder] = useState<PolicyComparisonOrder>({ by: "region", level: "top" });
  const [cell, setCell] = useState<Cell | null>(null);
  const compared = useRoute(routes.comparePolicies, { params: { study: id }, body: order });
  const change = (next: Partial<Record<keyof PolicyComparisonOrder, unknown>>) => {
    setCell(null);
    const whole = Object.entries({ ...order, ...next }).filter(([, value]) => value !== undefined);
    setOrder(Object.fromEntries(whole) as PolicyComparisonOrder);
  };
  const opens = mayCall(role, routes.listProvisions);
  const { by = "region" } = order;
  const hasTexts = compared.data === undefined || compared.data.regions.length > 0;
  return (
    <div className="stack">
      {hasTexts && <Filters order={order} compared={compared.data} onChange={change} />}
      {hasTexts && mayCall(role, routes.exportPolicies) && (
        <div className="actions">
          <DownloadButton
            label={texts.export}
            ask={() => client.call(routes.exportPolicies, { params: { study: id }, body: order })}
            otherwise={`${id}-policies.xlsx`}
          />
          <DownloadButton
            label={texts.exportDocument}
            ask={() => client.call(routes.exportPolicyDocument, { params: { study: id }, body: order })}
            otherwise={`${id}-policies.docx`}
          />
        </div>
      )}
      <QueryView query={compared}>
        {(data) =>
          data.rows.length === 0 || data.columns.length === 0 ? (
            <Empty
              description={<LeftOut compared={data} first={data.filtered > 0 ? texts.noneChosen : texts.none} />}
            />
          ) : (
            <>
              <Matrix compared={data} by={by} onOpen={opens ? setCell : null} />
              <LeftOut compared={data} first={opens ? texts.unit + texts.opens : texts.unit} />
            </>
          )
        }
      </QueryView>
      {cell !== null && <ProvisionList order={order} cell={cell} onClose={() => setCell(null)} />}
    </div>
  );
}

interface FilterProps {
  readonly order: PolicyComparisonOrder;
  readonly compared: Compared | undefined;
  readonly onChange: (change: Partial<Record<keyof PolicyComparisonOrder, unknown>>) => void;
}

function Filters({ compared, onChange, order }: FilterProps) {
  const texts = useTexts().policies.compare;
  const options = (compared?.years ?? []).map((year) => ({ value: year, label: String(year) }));
  return (
    <div className="policy-filters">
      <Segmented
        aria-label={texts.by}
        value={order.by ?? "region"}
        options={[
          { value: "region", label: texts.region },
          { value: "level", label: texts.level },
          { value: "year", label: texts.year },
        ]}
        onChange={(by) => onChange({ by })}
      />
      <Segmented
        aria-label={texts.columns}
        value={order.level ?? "top"}
        options={[
          { value: "top", label: texts.top },
          { value: "code", label: texts.code },
        ]}
        onChange={(level) => onChange({ level })}
      />
      <Select
        mode="multiple"
        aria-label={texts.levels}
        placeholder={texts.levels}
        value={order.levels ?? []}
        options={policyLevels.map((value) => ({ value, label: value }))}
        onChange={(levels: string[]) => onChange({ levels: levels.length === 0 ? undefined : levels })}
      />
      <Select
        mode="multiple"
        aria-label={texts.regions}
        placeholder={texts.regions}
        value={[...(order.regions ?? [])]}
        options={(compared?.regions ?? []).map((value) => ({ value, label: value }))}
        onChange={(regions: string[]) => onChange({ regions: regions.length === 0 ? undefined : regions })}
      />
      {(["from", "to"] as const).map((end) => (
        <Select
          key={end}
          allowClear
          aria-label={texts[end]}
          placeholder={texts[end]}
          value={order[end] as number | undefined}
          options={options}
          onChange={(year: number | undefined) => onChange({ [end]: year })}
        />
      ))}
      <Checkbox
        checked={order.inForce === true}
        onChange={({ target }) => onChange({ inForce: target.checked || undefined })}
      >
        {texts.inForce}
      </Checkbox>
    </div>
  );
}

interface MatrixProps {
  readonly compared: Compared;
  readonly by: PolicyRows;
  /** Null where the role may not read the texts. */
  readonly onOpen: ((cell: Cell) => void) | null;
}

function Matrix({ by, compared, onOpen }: MatrixProps) {
  const words = useTexts().policies;
  const texts = words.compare;
  return (
    <div className="table-scroll">
      <table className="three-line matrix policy-matrix">
        <caption>{texts.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{by === "year" ? texts.yearColumn : words.fields[by]}</th>
            <th scope="col">{texts.documents}</th>
            {compared.columns.map(({ code, name, number }) => (
              <th key={code} scope="col">{`${number} ${name}`}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {compared.rows.map(({ documents, value }, row) => (
            <tr key={value}>
              <th scope="row">{value}</th>
              <td>{documents}</td>
              {compared.columns.map(({ code, name }, column) => {
                const { provisions = 0, documents: texted = 0 } = compared.cells[row]?.[column] ?? {};
                return (
                  <td key={code}>
                    {provisions === 0 || onOpen === null ? (
                      provisions
                    ) : (
                      <button
                        type="button"
                        className="cell-link"
                        title={texts.cell(provisions, texted)}
                        aria-label={`${value} ${name} ${texts.cell(provisions, texted)}`}
                        onClick={() => onOpen({ value, code, name })}
                      >
                        {provisions}
                      </button>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function LeftOut({ compared, first }: { readonly compared: Compared; readonly first: string }) {
  const texts = useTexts().policies.compare;
  return (
    <p className="note">
      {first}
      {compared.unconfirmed > 0 && texts.unconfirmed(compared.unconfirmed)}
      {compared.filtered > 0 && texts.filtered(compared.filtered)}
    </p>
  );
}
