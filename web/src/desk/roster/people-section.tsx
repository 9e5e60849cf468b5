import { type RosterPersonLine, type RosterUnitLine, routes } from "@diaoyan/api/contract";
import { App, Button, Input, Popconfirm, Select } from "antd";
import { useState } from "react";
import { useAction, useRoute } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ListTable } from "../ui/list-table.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { useStudy } from "../use-study.ts";
import { useFieldLabel } from "./field-labels.ts";
import { type EditedPerson, newPerson, PersonForm } from "./person-form.tsx";

const pageSize = 50;
const mostShown = 200;

/** People of the roster with names and contacts; each look is a line of the audit log, so nothing is read again by itself. */
export function PeopleSection() {
  const texts = useTexts().roster;
  const { id } = useStudy();
  const [find, setFind] = useState("");
  const [unit, setUnit] = useState("");
  const [limit, setLimit] = useState(pageSize);
  const [edited, setEdited] = useState<EditedPerson | null>(null);
  const query = { limit, ...(find === "" ? {} : { find }), ...(unit === "" ? {} : { unit }) };
  const roster = useRoute(routes.getRoster, { params: { study: id }, query }, { staleTime: 60_000 });
  return (
    <div className="stack">
      <p className="note">{texts.reading}</p>
      <div className="roster-choices">
        <Input.Search
          aria-label={texts.find}
          placeholder={texts.find}
          allowClear
          onSearch={(value) => setFind(value.trim())}
        />
        <Select
          aria-label={texts.unitTable.name}
          value={unit}
          onChange={setUnit}
          showSearch
          optionFilterProp="label"
          popupMatchSelectWidth={false}
          options={[
            { value: "", label: texts.allUnits },
            ...(roster.data?.units ?? []).map(({ code, name }) => ({ value: code, label: name })),
          ]}
        />
      </div>
      <QueryView query={roster}>
        {({ people, units, next }) => (
          <>
            <p>
              <Button type="primary" disabled={units.length === 0} onClick={() => setEdited(newPerson(unit))}>
                {texts.addPerson}
              </Button>
              {units.length === 0 && <span className="note">{texts.noUnitYet}</span>}
            </p>
            <PeopleTable people={people} units={units} onEdit={setEdited} />
            {edited !== null && (
              <PersonForm key={edited.person} person={edited} units={units} onClose={() => setEdited(null)} />
            )}
            {next !== null && limit < mostShown && (
              <Button onClick={() => setLimit(Math.min(mostShown, limit + pageSize))}>{texts.more}</Button>
            )}
          </>
        )}
      </QueryView>
    </div>
  );
}

function PeopleTable({
  people,
  units,
  onEdit,
}: {
  readonly onEdit: (person: RosterPersonLine) => void;
  readonly people: readonly RosterPersonLine[];
  readonly units: readonly RosterUnitLine[];
}) {
  const texts = useTexts().roster;
  const label = useFieldLabel();
  const names = new Map(units.map(({ code, name }) => [code, name]));
  const columns = [
    { title: label("name"), dataIndex: "name" },
    { title: label("unit"), render: (_: unknown, row: RosterPersonLine) => names.get(row.unit ?? "") ?? "" },
    {
      title: texts.contact,
      render: (_: unknown, { phone, email }: RosterPersonLine) => [phone, email].filter(Boolean).join(" · "),
    },
    { title: label("category"), dataIndex: "category" },
    { title: label("title"), dataIndex: "title" },
    { title: label("ageBand"), dataIndex: "ageBand" },
    { title: label("field"), dataIndex: "field" },
    { title: texts.source, dataIndex: "source" },
    {
      title: "",
      render: (_: unknown, row: RosterPersonLine) => (
        <span className="link-cell">
          <Button size="small" onClick={() => onEdit(row)}>
            {texts.edit}
          </Button>
          <EraseButton person={row.person} />
        </span>
      ),
    },
  ];
  return <ListTable rowKey="person" columns={columns} dataSource={people} empty={texts.nobody} />;
}

function EraseButton({ person }: { readonly person: string }) {
  const texts = useTexts().roster;
  const { id } = useStudy();
  const { message } = App.useApp();
  const erase = useAction(routes.erasePerson);
  const run = () =>
    erase.mutate({ params: { study: id, person } }, { onSuccess: () => void message.success(texts.erased) });
  return (
    <>
      <Popconfirm title={<span className="confirm-text">{texts.eraseConfirm}</span>} onConfirm={run}>
        <Button size="small" danger loading={erase.isPending}>
          {texts.erase}
        </Button>
      </Popconfirm>
      <ProblemAlert error={erase.error} />
    </>
  );
}
