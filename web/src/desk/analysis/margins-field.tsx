import type { Variable } from "@diaoyan/instruments";
import { Button, InputNumber, Select, Space } from "antd";
import { Fragment, useState } from "react";
import { useLanguage } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { useStudy } from "../use-study.ts";
import { cellsOf, crossMargin, dropMargin, type Margins, marginVariables, setTotal, variablesOf } from "./margins.ts";
import { variableOptions } from "./param-fields.ts";
import { rosterOf, totalsFromRoster } from "./roster-counts.ts";

interface Props {
  readonly id?: string;
  readonly value?: Margins;
  readonly onChange?: (margins: Margins) => void;
  readonly variables: readonly Variable[];
}

/** Population totals: variables, alone or crossed, and of each cell how many of the population are in it; the roster fills them where its words agree. */
export function MarginsField({ id, value: margins = {}, onChange, variables }: Props) {
  const { texts, show } = useLanguage();
  const { id: study } = useStudy();
  const [filled, setFilled] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const possible = marginVariables(variables);
  const change = (next: Margins) => onChange?.(next);
  const fill = async (margin: string) => {
    try {
      setError(null);
      const found = await totalsFromRoster(rosterOf(study), variablesOf(margin, possible));
      setFilled(Object.keys(found).length);
      if (Object.keys(found).length > 0) change({ ...margins, [margin]: found });
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
      {Object.keys(margins).map((margin) => (
        <MarginBlock
          key={margin}
          margin={margin}
          margins={margins}
          possible={possible}
          onChange={change}
          onFill={() => void fill(margin)}
        />
      ))}
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

interface BlockProps {
  readonly margin: string;
  readonly margins: Margins;
  readonly possible: readonly Variable[];
  readonly onChange: (margins: Margins) => void;
  readonly onFill: () => void;
}

/** The totals of one margin, cell by cell. */
function MarginBlock({ margin, margins, possible, onChange, onFill }: BlockProps) {
  const { texts, show } = useLanguage();
  const crossed = variablesOf(margin, possible);
  const title = crossed.map(({ label }) => show(label)).join(" × ");
  const totals = margins[margin] ?? {};
  const sum = Object.values(totals).reduce((all, one) => all + one, 0);
  const others = variableOptions(
    possible.filter(({ name }) => name !== crossed[0]?.name),
    show,
  );
  return (
    <div className="margin-block">
      <strong>{title}</strong>
      <Select
        className="cross-with"
        allowClear
        showSearch
        optionFilterProp="label"
        popupMatchSelectWidth={false}
        aria-label={texts.analyses.crossLabel(title)}
        placeholder={texts.analyses.cross}
        value={crossed[1]?.name ?? null}
        options={[...others]}
        onChange={(other: string | null | undefined) => onChange(crossMargin(margins, margin, other ?? undefined))}
      />
      <div className="margin-totals">
        {cellsOf(crossed).map(({ value, parts }) => {
          const words = parts.map(({ label }) => show(label)).join(" × ");
          return (
            <Fragment key={value}>
              <span>{words}</span>
              <InputNumber
                min={0}
                aria-label={`${title} ${words} ${texts.analyses.marginTotal}`}
                value={totals[value] ?? null}
                onChange={(total) => onChange(setTotal(margins, { name: margin, value }, total))}
              />
            </Fragment>
          );
        })}
      </div>
      <Space wrap>
        <span className="note">{texts.analyses.marginSum(String(sum))}</span>
        <Button size="small" onClick={onFill}>
          {texts.analyses.fromRoster}
        </Button>
        <Button
          size="small"
          danger
          aria-label={texts.analyses.removeMargin(title)}
          onClick={() => onChange(dropMargin(margins, margin))}
        >
          ×
        </Button>
      </Space>
    </div>
  );
}
