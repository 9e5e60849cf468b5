import { type CallOutput, type Routes, routes } from "@diaoyan/api/contract";
import { Card, Input, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useRoute } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ListTable } from "../ui/list-table.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { useStudy } from "../use-study.ts";
import { CertificateList } from "./certificate-list.tsx";
import { CopyButton } from "./copy-button.tsx";
import { EraseAllButton, ErasePersonButton, PurgeContactsButton } from "./erase-buttons.tsx";
import "./personal.css";

type Personal = CallOutput<Routes["getPersonal"]>;
type Person = Personal["people"][number];

/** What is held on whom and how long, requests of people, and certificates of what was erased. */
export function PersonalPage() {
  const texts = useTexts().personal;
  const { id } = useStudy();
  const [find, setFind] = useState("");
  const query = find === "" ? {} : { find };
  const personal = useRoute(routes.getPersonal, { params: { study: id }, query });
  return (
    <>
      <PageHead title={texts.title} note={texts.note} />
      <Input.Search
        className="personal-find"
        aria-label={texts.find}
        placeholder={texts.find}
        allowClear
        onSearch={(words) => setFind(words.trim())}
      />
      <QueryView query={personal}>
        {(data) => (
          <div className="stack">
            <People data={data} />
            <Classes data={data} />
            <CertificateList certificates={data.erasures} />
            <Notices notices={data.notices} />
          </div>
        )}
      </QueryView>
    </>
  );
}

const peopleAPage = 10;
const shownCharacters = 60;

/** What a nomination says of somebody may be long: all of it stands in the copy. */
const shorten = (words: string): string =>
  words.length > shownCharacters ? `${words.slice(0, shownCharacters)}…` : words;

function People({ data: { people, total } }: { readonly data: Personal }) {
  const texts = useTexts().personal;
  const { columns, held } = texts;
  const { id } = useStudy();
  const nameOf = ({ name, person }: Person): string =>
    name || (person.startsWith("nominee:") ? texts.nominee(person.slice(-6)) : person);
  const say = (one: Person): readonly string[] => [
    ...(one.roster ? [held.roster] : []),
    ...(one.person.startsWith("nominee:") ? [held.nomination] : []),
    ...(["invitations", "responses", "sessions", "recordings"] as const).flatMap((kind) =>
      one[kind] > 0 ? [held[kind](one[kind])] : [],
    ),
  ];
  return (
    <Card size="small" title={texts.people(people.length, total)} extra={total > 0 ? <EraseAllButton /> : null}>
      <ListTable<Person>
        rowKey="person"
        empty={texts.nobody}
        pageSize={peopleAPage}
        dataSource={people}
        columns={[
          { title: columns.name, render: (_, one) => nameOf(one) },
          { title: columns.contact, render: (_, { contact }) => shorten(contact) },
          { title: columns.held, render: (_, one) => say(one).map((words) => <Tag key={words}>{words}</Tag>) },
          {
            title: columns.action,
            render: (_, one) => (
              <span className="personal-actions">
                <CopyButton person={one.person} />
                {one.roster && <Link to={`/studies/${id}/roster`}>{texts.correct}</Link>}
                <ErasePersonButton person={one.person} name={nameOf(one)} />
              </span>
            ),
          },
        ]}
      />
    </Card>
  );
}

function Classes({ data: { classes, today, due } }: { readonly data: Personal }) {
  const texts = useTexts().personal;
  const { columns } = texts;
  const words = (kind: string, at: 0 | 1 | 2 | 3): string => texts.kinds[kind]?.[at] ?? kind;
  const { id } = useStudy();
  return (
    <Card
      size="small"
      title={texts.classes}
      extra={<Link to={`/studies/${id}/recordings`}>{texts.recordingsPage}</Link>}
    >
      <ListTable<Personal["classes"][number]>
        rowKey="kind"
        empty=""
        dataSource={classes}
        columns={[
          { title: columns.kind, render: (_, { kind }) => words(kind, 0) },
          { title: columns.where, render: (_, { kind }) => words(kind, 1) },
          {
            title: columns.until,
            render: (_, { until }) => (
              <>
                {until ?? texts.noDay}
                {until !== null && until < today && <Tag className="personal-overdue">{texts.overdue}</Tag>}
              </>
            ),
          },
          { title: columns.basis, render: (_, { kind }) => words(kind, 2) },
          {
            title: columns.afterwards,
            render: (_, { kind }) => (
              <div className="personal-afterwards">
                {words(kind, 3)}
                {kind === "contacts" && due > 0 && <PurgeContactsButton due={due} />}
              </div>
            ),
          },
        ]}
      />
    </Card>
  );
}

function Notices({ notices }: { readonly notices: Personal["notices"] }) {
  const texts = useTexts();
  const { columns, notices: title, noticesNote, noNotices } = texts.personal;
  return (
    <Card size="small" title={title}>
      <div className="stack">
        <p className="note">{noticesNote}</p>
        <ListTable<Personal["notices"][number]>
          rowKey="version"
          empty={noNotices}
          dataSource={notices}
          columns={[
            { title: columns.version, dataIndex: "version" },
            { title: columns.since, render: (_, { at }) => texts.moment(at) },
            { title: columns.responses, render: (_, { responses }) => texts.count(responses) },
          ]}
        />
      </div>
    </Card>
  );
}
