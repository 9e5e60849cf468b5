import { routes } from "@diaoyan/api/contract";
import { rosterAxes, type Variable } from "@diaoyan/instruments";
import { Button, InputNumber, Select, Space } from "antd";
import { Fragment, useState } from "react";
import { client } from "../api.ts";
import { useLanguage } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { useStudy } from "../use-study.ts";
import { dropMargin, fillFromCounts, type Margins, marginVariables, setTotal } from "./margins.ts";
import { variableOptions } from "./param-fields.ts";

interface Props {
  readonly id?: string;
  readonly value?: Margins;
  readonly onChange?: (margins: Margins) => void;
  readonly variables: readonly Variable[];
}

/** Counts of the roster by each of its properties; those that are kept back for being small are left out. */
async function readRosterCounts(study: string): Promise<readonly ReadonlyMap<string, number>[]> {
  const answers = await Promise.all(
    rosterAxes.map((by) => client.call(routes.getRosterStructure, { params: { study }, query: { by } })),
  );
  return answers.map(({ table: { rows, rowTotals } }) => {
    const pairs = rows.flatMap((row, place) => {
      const count = rowTotals[place];
      return row === "" || row === "*" || count == null ? [] : [[row, count] as const];
    });
    return new Map(pairs);
  });
}

/** Population totals: variables, and of each how many of the population have each value; the roster fills them where its words agree. */
export function MarginsField({ id, value: margins = {}, onChange, variables }: Props) {
  const { texts, show } = useLanguage();
  const { id: study } = useStudy();
  const [filled, setFilled] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const possible = marginVariables(variables);
  const change = (next: Margins) => onChange?.(next);
  const chosen = Object.keys(margins).flatMap((name) => possible.find((one) => one.name === name) ?? []);
  const fill = async (variable: Variable) => {
    try {
      setError(null);
      const found = (await readRosterCounts(study)).map((counts) => fillFromCounts(variable, counts));
      const best = found.reduce((most, one) => (Object.keys(one).length > Object.keys(most).length ? one : most), {});
      setFilled(Object.keys(best).length);
      if (Object.keys(best).length > 0) change({ ...margins, [variable.name]: best });
    } catch (refused) {
      setError(refused);
    }
  };
  const options = variableOptions(
    possible.filter(({ name }) => margins[name] === undefined),
    show,
  );
  return (
    <div>
      <p className="note">{texts.analyses.marginsHint}</p>
      {chosen.map((variable) => {
        const totals = margins[variable.name] ?? {};
        const sum = Object.values(totals).reduce((all, one) => all + one, 0);
        return (
          <div key={variable.name} className="margin-block">
            <strong>{show(variable.label)}</strong>
            <div className="margin-totals">
              {(variable.valueLabels ?? []).map(({ value, label }) => (
                <Fragment key={value}>
                  <span>{show(label)}</span>
                  <InputNumber
                    min={0}
                    aria-label={`${show(variable.label)} ${show(label)} ${texts.analyses.marginTotal}`}
                    value={totals[value] ?? null}
                    onChange={(total) => change(setTotal(margins, { name: variable.name, value }, total))}
                  />
                </Fragment>
              ))}
            </div>
            <Space wrap>
              <span className="note">{texts.analyses.marginSum(String(sum))}</span>
              <Button size="small" onClick={() => void fill(variable)}>
                {texts.analyses.fromRoster}
              </Button>
              <Button
                size="small"
                danger
                aria-label={texts.analyses.removeMargin(show(variable.label))}
                onClick={() => change(dropMargin(margins, variable.name))}
              >
                ×
              </Button>
            </Space>
          </div>
        );
      })}
      {filled !== null && (
        <p className="note" role="status">
          {texts.analyses.fromRosterDone(filled)}
        </p>
      )}
      <ProblemAlert error={error} />
      <Select
        {...(id === undefined ? {} : { id })}
        showSearch
        optionFilterProp="label"
        popupMatchSelectWidth={false}
        value={null}
        placeholder={texts.analyses.addMargin}
        options={[...options]}
        onChange={(name: string | null) => name !== null && change({ ...margins, [name]: {} })}
      />
    </div>
  );
}
