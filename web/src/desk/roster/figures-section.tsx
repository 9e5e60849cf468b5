import { type RosterStructure, routes } from "@diaoyan/api/contract";
import { rosterAxes } from "@diaoyan/instruments";
import { Empty, Select } from "antd";
import { useState } from "react";
import { useRoute } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { mayCall, useStudy } from "../use-study.ts";
import { useFieldLabel } from "./field-labels.ts";

const axes = [...rosterAxes, "unit"] as const;
type Axis = (typeof axes)[number];

/** 数量、结构、分布: how many people and units, by one property or two. */
export function FiguresSection() {
  const texts = useTexts().roster;
  const { id, role } = useStudy();
  const label = useFieldLabel();
  const [by, setBy] = useState<Axis>("unitType");
  const [across, setAcross] = useState<Axis | null>("title");
  const query = { by, ...(across === null || across === by ? {} : { across }) };
  const structure = useRoute(routes.getRosterStructure, { params: { study: id }, query });
  const shown = mayCall(role, routes.getRoster) ? axes : rosterAxes;
  const options = shown.map((axis) => ({ value: axis as Axis, label: label(axis) }));
  return (
    <div className="stack">
      <div className="roster-choices">
        <span className="roster-choice">
          <label htmlFor="roster-by">{texts.by}</label>
          <Select id="roster-by" value={by} options={options} onChange={setBy} />
        </span>
        <span className="roster-choice">
          <label htmlFor="roster-across">{texts.across}</label>
          <Select<Axis | "">
            id="roster-across"
            value={across ?? ""}
            options={[{ value: "" as const, label: texts.noAcross }, ...options.filter(({ value }) => value !== by)]}
            onChange={(axis) => setAcross(axis === "" ? null : axis)}
          />
        </span>
      </div>
      <QueryView query={structure}>{(answer) => <Figures by={label(by)} structure={answer} />}</QueryView>
    </div>
  );
}

function Figures({ by, structure }: { readonly by: string; readonly structure: RosterStructure }) {
  const texts = useTexts().roster;
  const { table, guarded, smallCell, units, unitRows } = structure;
  if (units === 0 && table.rows.length === 0) return <Empty description={texts.noFigures} />;
  return (
    <>
      <p className="roster-counts">
        <strong>{texts.units(units)}</strong>
        <strong>{table.total === null ? texts.peopleHidden : texts.people(table.total)}</strong>
      </p>
      {guarded && <p className="note">{texts.guardedNote(smallCell)}</p>}
      {table.rows.length > 0 && <CountTable by={by} table={table} />}
      {unitRows.length > 0 && (
        <ul className="roster-units">
          {unitRows.map(({ label, count }) => (
            <li key={label}>
              {label || texts.unknown}
              <span>{texts.units(count)}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** A table of counts with totals; one column of counts gets the shares beside it. */
function CountTable({ by, table }: { readonly by: string; readonly table: RosterStructure["table"] }) {
  const texts = useTexts().roster;
  const { rows, columns, cells, rowTotals, columnTotals, total } = table;
  const crossed = columns.length > 1 || columns[0] !== "";
  const name = (group: string) => (group === "" ? texts.unknown : group === "*" ? texts.small : group);
  const show = (count: number | null | undefined) => (count == null ? texts.hidden : count);
  const share = (count: number | null | undefined) =>
    count == null || !total ? texts.hidden : `${((100 * count) / total).toFixed(1)}%`;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled with the keyboard, too
    <section className="roster-table" tabIndex={0} aria-label={by}>
      <table>
        <thead>
          <tr>
            <th scope="col">{by}</th>
            {crossed && columns.map((column) => <th key={column}>{name(column)}</th>)}
            <th scope="col">{texts.total}</th>
            <th scope="col">{texts.share}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={row}>
              <th scope="row">{name(row)}</th>
              {crossed && columns.map((column, place) => <td key={column}>{show(cells[at]?.[place])}</td>)}
              <td>{show(rowTotals[at])}</td>
              <td>{share(rowTotals[at])}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{texts.total}</th>
            {crossed && columns.map((column, place) => <td key={column}>{show(columnTotals[place])}</td>)}
            <td>{show(total)}</td>
            <td>{share(total)}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}
