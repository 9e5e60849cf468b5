import { accountAtMachine, type CallOutput, routes } from "@diaoyan/api/contract";
import { Input, Select } from "antd";
import { useState } from "react";
import { useRoute } from "../api.ts";
import { describeSubject } from "../audit/describe-subject.ts";
import { ExportAudit } from "../audit/export-audit.tsx";
import { useNames } from "../audit/use-names.ts";
import { useTexts } from "../texts.tsx";
import { ListTable } from "../ui/list-table.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { Pager } from "../ui/pager.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { useStudy } from "../use-study.ts";

type Entry = CallOutput<typeof routes.listAudit>["entries"][number];

interface Only {
  readonly actor?: string;
  readonly about?: string;
  readonly from?: string;
  readonly to?: string;
}

/** Who did what and when, newest first. */
export function AuditPage() {
  const texts = useTexts();
  const { id } = useStudy();
  const [starts, setStarts] = useState<readonly string[]>([""]);
  const [only, setOnly] = useState<Only>({});
  const narrow = (next: { readonly [Key in keyof Only]?: string | undefined }) => {
    const all = Object.entries({ ...only, ...next }).filter(([, value]) => value !== undefined && value !== "");
    setOnly(Object.fromEntries(all) as Only);
    setStarts([""]);
  };
  const after = starts.at(-1);
  const list = useRoute(routes.listAudit, {
    params: { study: id },
    query: { limit: 50, ...(after ? { after } : {}), ...only },
  });
  const members = useRoute(routes.listMembers, { params: { study: id } });
  const people = new Map((members.data?.members ?? []).map(({ user, name }) => [user, name]));
  const names = new Map([...useNames(), ...people]);
  const columns = [
    { title: texts.audit.at, render: (_: unknown, row: Entry) => texts.moment(row.at) },
    {
      title: texts.audit.actor,
      render: (_: unknown, { actor }: Entry) => {
        const account = accountAtMachine(actor);
        if (account !== undefined) return texts.audit.commandLine(account);
        if (actor === "system") return texts.audit.system;
        return people.get(actor) ?? (members.data && texts.audit.formerMember);
      },
    },
    {
      title: texts.audit.action,
      render: (_: unknown, row: Entry) => texts.audit.actions[row.action] ?? row.action,
    },
    {
      title: texts.audit.subject,
      render: (_: unknown, row: Entry) => (
        <span title={row.subject}>{describeSubject(row, names, texts.audit, texts.moment)}</span>
      ),
    },
    {
      title: texts.audit.hash,
      render: (_: unknown, row: Entry) => <code title={row.hash}>{row.hash.slice(0, 8)}</code>,
    },
  ];
  return (
    <>
      <PageHead title={texts.menu.audit} note={texts.audit.note} />
      <div className="actions">
        <Select
          allowClear
          className="audit-filter"
          aria-label={texts.audit.actor}
          placeholder={texts.audit.actor}
          options={[...people].map(([value, label]) => ({ value, label })).filter(({ value }) => value !== "")}
          onChange={(actor?: string) => narrow({ actor })}
        />
        <Select
          allowClear
          className="audit-filter"
          aria-label={texts.audit.about}
          placeholder={texts.audit.about}
          options={Object.entries(texts.audit.areas).map(([value, label]) => ({ value, label }))}
          onChange={(about?: string) => narrow({ about })}
        />
        {(["from", "to"] as const).map((end) => (
          <span key={end} className="audit-day">
            <label htmlFor={`audit-${end}`}>{texts.audit[end]}</label>
            <Input
              id={`audit-${end}`}
              type="date"
              value={only[end] ?? ""}
              onChange={({ target }) => narrow({ [end]: target.value })}
            />
          </span>
        ))}
        <ExportAudit only={only} />
      </div>
      <QueryView query={list}>
        {({ entries, next }) => (
          <>
            <ListTable rowKey="seq" columns={columns} dataSource={entries} empty={texts.audit.empty} />
            <Pager starts={starts} next={next} onTurn={setStarts} />
          </>
        )}
      </QueryView>
    </>
  );
}
