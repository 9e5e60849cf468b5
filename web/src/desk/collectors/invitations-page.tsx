import { type CallOutput, type Routes, routes } from "@diaoyan/api/contract";
import { writeTextRows } from "@diaoyan/instruments";
import { Alert, Button, Card, Input, Popconfirm, Tag } from "antd";
import { useState } from "react";
import { useParams } from "react-router";
import { client, useAction, useRoute } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { LeftOutLines } from "../ui/left-out-lines.tsx";
import { ListTable } from "../ui/list-table.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { saveFile } from "../ui/save-file.ts";
import { useStudy } from "../use-study.ts";
import { dropHandedOver, findHandedOver } from "./handed-over.ts";
import { readPeople } from "./read-people.ts";

type Line = CallOutput<Routes["listInvitations"]>["invitations"][number];
type Invited = CallOutput<Routes["invitePeople"]>["invited"][number];

const peopleARequest = 200;

/** Paste a list, see what is wrong with it, send it; the links come once and are downloaded as a table. */
function InviteCard({
  known,
  onInvited,
}: {
  readonly known: readonly Line[];
  readonly onInvited: () => Promise<unknown>;
}) {
  const texts = useTexts().collectors;
  const { id } = useStudy();
  const { collector = "" } = useParams();
  const [pasted, setPasted] = useState(() => findHandedOver(id, collector));
  const [invited, setInvited] = useState<readonly Invited[]>([]);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const people = readPeople(pasted, [...known, ...invited]);
  const good = people.filter(({ problem }) => problem === null);
  const leftOut = people.flatMap(({ line, text, problem }) =>
    problem === null ? [] : [{ line, text, why: texts.lineProblems[problem] }],
  );
  const invite = async () => {
    setBusy(true);
    setError(null);
    try {
      for (let at = 0; at < good.length; at += peopleARequest) {
        const body = {
          people: good.slice(at, at + peopleARequest).map(({ name, contact, unit }) => ({ name, contact, unit })),
        };
        const made = await client.call(routes.invitePeople, { params: { study: id, collector }, body });
        setInvited((before) => [...before, ...made.invited]);
        dropHandedOver();
        // what is invited leaves the list; what is still to be sent or mended stays
        const rest = new Set([...good.slice(at + peopleARequest), ...people.filter(({ problem }) => problem !== null)]);
        setPasted(people.flatMap((person) => (rest.has(person) ? [person.text] : [])).join("\n"));
      }
    } catch (thrown) {
      setError(thrown);
    }
    await onInvited();
    setBusy(false);
  };
  return (
    <Card size="small" title={texts.invite} className="invite-card">
      <label htmlFor="invite-people">{texts.pasteNote}</label>
      <Input.TextArea
        id="invite-people"
        rows={5}
        value={pasted}
        onChange={(event) => setPasted(event.target.value)}
        placeholder={texts.pasteExample}
      />
      <LeftOutLines lines={leftOut} title={texts.leftOut(leftOut.length)} say={texts.badLine} more={texts.moreLines} />
      <p>
        <Button type="primary" disabled={good.length === 0} loading={busy} onClick={() => void invite()}>
          {texts.inviteDo(good.length)}
        </Button>
      </p>
      <ProblemAlert error={error} />
      {invited.length > 0 && <MadeLinks invited={invited} />}
    </Card>
  );
}

function MadeLinks({ invited }: { readonly invited: readonly Invited[] }) {
  const texts = useTexts().collectors;
  const { collector = "" } = useParams();
  const save = () => {
    const rows = invited.map(({ name, contact, unit, link }) => [name, contact, unit ?? "", link]);
    saveFile(
      `${collector}-invitations.csv`,
      new Blob([writeTextRows([texts.linkColumns, ...rows])], { type: "text/csv" }),
    );
  };
  return (
    <Alert
      type="success"
      showIcon
      title={texts.linksMade(invited.length)}
      description={
        <>
          <p>{texts.linksOnce}</p>
          <Button onClick={save}>{texts.linksDownload}</Button>
        </>
      }
    />
  );
}

function LineActions({ line }: { readonly line: Line }) {
  const texts = useTexts();
  const { id } = useStudy();
  const { collector = "" } = useParams();
  const renew = useAction(routes.renewInvitation, { quiet: true });
  const remove = useAction(routes.removeInvitation);
  const params = { study: id, collector, person: line.person };
  if (renew.data !== undefined) return <CopyButton text={renew.data.link} label={texts.collectors.copyNewLink} />;
  return (
    <span className="link-cell">
      {!line.used && (
        <Popconfirm title={texts.collectors.renewConfirm} onConfirm={() => renew.mutate({ params })}>
          <Button size="small" loading={renew.isPending}>
            {texts.collectors.renew}
          </Button>
        </Popconfirm>
      )}
      <Popconfirm title={texts.collectors.removeConfirm} onConfirm={() => remove.mutate({ params })}>
        <Button size="small" danger loading={remove.isPending}>
          {texts.collectors.remove}
        </Button>
      </Popconfirm>
    </span>
  );
}

/** Who is invited to a collector and who has answered; those who have not can be written to by the study's own means. */
export function InvitationsPage() {
  const texts = useTexts();
  const { id } = useStudy();
  const { collector = "" } = useParams();
  const list = useRoute(routes.listInvitations, { params: { study: id, collector } });
  const columns = [
    { title: texts.collectors.name, dataIndex: "name" },
    { title: texts.collectors.contact, dataIndex: "contact" },
    { title: texts.collectors.unit, render: (_: unknown, row: Line) => row.unit ?? "—" },
    {
      title: texts.status,
      render: (_: unknown, row: Line) => (
        <Tag color={row.used ? "green" : "default"}>{row.used ? texts.collectors.used : texts.collectors.waiting}</Tag>
      ),
    },
    { title: "", render: (_: unknown, row: Line) => <LineActions line={row} /> },
  ];
  const saveWaiting = (lines: readonly Line[]) => {
    const rows = lines.filter(({ used }) => !used).map(({ name, contact, unit }) => [name, contact, unit ?? ""]);
    const table = writeTextRows([texts.collectors.linkColumns.slice(0, 3), ...rows]);
    saveFile(`${collector}-waiting.csv`, new Blob([table], { type: "text/csv" }));
  };
  return (
    <>
      <PageHead title={texts.collectors.invitations} note={texts.collectors.invitationsNote} />
      <InviteCard known={list.data?.invitations ?? []} onInvited={() => list.refetch()} />
      <QueryView query={list}>
        {({ invitations }) => (
          <>
            <p className="list-summary">
              {texts.collectors.usedOf(invitations.filter(({ used }) => used).length, invitations.length)}
              <Button
                size="small"
                disabled={invitations.every(({ used }) => used)}
                onClick={() => saveWaiting(invitations)}
              >
                {texts.collectors.waitingDownload}
              </Button>
            </p>
            <ListTable rowKey="person" columns={columns} dataSource={invitations} empty={texts.collectors.nobody} />
          </>
        )}
      </QueryView>
    </>
  );
}
