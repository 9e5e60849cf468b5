import type { CallOutput, Routes } from "@diaoyan/api/contract";
import { Button, Card } from "antd";
import { useTexts } from "../texts.tsx";
import { ListTable } from "../ui/list-table.tsx";
import { saveFile } from "../ui/save-file.ts";

type Certificate = CallOutput<Routes["getPersonal"]>["erasures"][number];

/** What was erased, by whom and why, each with its certificate to be saved. */
export function CertificateList({ certificates }: { readonly certificates: readonly Certificate[] }) {
  const texts = useTexts();
  const { columns, counts, ...own } = texts.personal;
  const save = (one: Certificate) =>
    saveFile(own.certificateName(one.id), new Blob([JSON.stringify(one, null, 2)], { type: "application/json" }));
  return (
    <Card size="small" title={own.certificates}>
      <div className="stack">
        <p className="note">{own.certificateNote}</p>
        <ListTable<Certificate>
          empty={own.noCertificates}
          dataSource={certificates}
          columns={[
            { title: columns.at, render: (_, { at }) => texts.moment(at) },
            { title: columns.subject, render: (_, { subject }) => own.subjects[subject] ?? subject },
            {
              title: columns.erased,
              render: (_, { erased, keys }) =>
                [...erased.map(({ kind, count }) => `${counts[kind]} ${count}`), own.keys(keys.length)].join(" · "),
            },
            { title: columns.reason, dataIndex: "reason" },
            { title: columns.by, dataIndex: "actor" },
            {
              title: "",
              render: (_, one) => (
                <Button size="small" onClick={() => save(one)}>
                  {own.saveCertificate}
                </Button>
              ),
            },
          ]}
        />
      </div>
    </Card>
  );
}
