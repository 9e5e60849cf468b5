import { type CallOutput, type Routes, routes } from "@diaoyan/api/contract";
import { Button, Card, Checkbox, Select } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { client, useRoute } from "../api.ts";
import { handOver } from "../collectors/handed-over.ts";
import { useTexts } from "../texts.tsx";
import { DownloadButton } from "../ui/download-button.tsx";
import { ListTable } from "../ui/list-table.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { useStudy } from "../use-study.ts";

type Sample = CallOutput<Routes["getSample"]>;
type Drawn = Sample["drawn"][number];
type Stratum = Sample["sample"]["strata"][number];

/** A sample: strata with their chances, names of those drawn, and where the list goes. */
export function SampleView({ id: sample }: { readonly id: string }) {
  const { id } = useStudy();
  const read = useRoute(routes.getSample, { params: { study: id, sample } }, { staleTime: 60_000 });
  return <QueryView query={read}>{(answer) => <Opened {...answer} />}</QueryView>;
}

function Opened({ sample, drawn, reserves }: Sample) {
  const all = useTexts().roster;
  const texts = all.sample;
  const { id } = useStudy();
  const ask = () => client.call(routes.exportSample, { params: { study: id, sample: sample.id } });
  const strata = [
    { title: texts.strata, render: (_: unknown, { stratum }: Stratum) => stratum || all.unknown },
    { title: texts.stratumSize, dataIndex: "size", align: "end" as const },
    { title: texts.drawn, dataIndex: "drawn", align: "end" as const },
    {
      title: texts.probability,
      align: "end" as const,
      render: (_: unknown, { probability }: Stratum) => probability.toFixed(4),
    },
  ];
  const people = [
    { title: texts.strata, render: (_: unknown, { stratum }: Drawn) => stratum || all.unknown },
    { title: texts.order, dataIndex: "order", align: "end" as const },
    { title: all.tabs.people, render: (_: unknown, { name }: Drawn) => name || texts.gone },
    { title: all.unitTable.name, dataIndex: "unitName" },
    {
      title: all.contact,
      render: (_: unknown, { phone, email }: Drawn) => [phone, email].filter(Boolean).join(" · "),
    },
  ];
  return (
    <Card size="small" title={texts.list}>
      <div className="stack">
        <div className="actions">
          <DownloadButton label={texts.export} ask={ask} otherwise="sample.xlsx" />
        </div>
        <HandOver drawn={drawn} reserves={reserves} />
        <ListTable rowKey="stratum" columns={strata} dataSource={sample.strata} empty={texts.none} />
        <ListTable rowKey="person" columns={people} dataSource={drawn} empty={texts.none} />
        {reserves.length > 0 && (
          <>
            <h3>{texts.reserveList}</h3>
            <ListTable rowKey="person" columns={people} dataSource={reserves} empty={texts.none} />
          </>
        )}
        <p className="note file-hash">
          {texts.hash} <code>{sample.frameHash.slice(0, 16)}</code>
        </p>
      </div>
    </Card>
  );
}

/** Fills the list into the invitations page of a link for invited people. */
function HandOver({ drawn, reserves }: Pick<Sample, "drawn" | "reserves">) {
  const texts = useTexts().roster.sample;
  const { id } = useStudy();
  const navigate = useNavigate();
  const [collector, setCollector] = useState<string | null>(null);
  const [more, setMore] = useState(false);
  const list = useRoute(routes.listCollectors, { params: { study: id } });
  const open = (list.data?.collectors ?? []).filter((one) => one.invitedOnly && one.open);
  const people = [...drawn, ...(more ? reserves : [])].filter(({ name }) => name !== "");
  const unreached = people.filter(({ phone, email }) => phone === "" && email === "").length;
  const go = () => {
    if (collector === null) return;
    handOver(
      id,
      collector,
      people.map(({ name, phone, email, unit }) => [name, phone || email, unit ?? ""]),
    );
    void navigate(`/studies/${id}/collectors/${collector}/invitations`);
  };
  if (list.data !== undefined && open.length === 0) return <p className="note">{texts.noCollector}</p>;
  return (
    <>
      <div className="roster-choices">
        <Select
          aria-label={texts.chooseCollector}
          placeholder={texts.chooseCollector}
          value={collector}
          onChange={setCollector}
          options={open.map((one) => ({ value: one.id, label: `${one.label}（${one.questionnaire}）` }))}
          popupMatchSelectWidth={false}
        />
        {reserves.length > 0 && (
          <Checkbox checked={more} onChange={(event) => setMore(event.target.checked)}>
            {texts.withReserves}
          </Checkbox>
        )}
        <Button type="primary" disabled={collector === null || people.length === 0} onClick={go}>
          {texts.handOver}
        </Button>
      </div>
      <p className="note">
        {texts.handOverNote}
        {unreached > 0 && texts.noContact(unreached)}
      </p>
    </>
  );
}
