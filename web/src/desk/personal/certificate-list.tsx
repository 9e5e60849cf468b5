import { Button, Card } from "antd";
import { useLanguage } from "../texts.tsx";
import { ListTable } from "../ui/list-table.tsx";
import { saveFile } from "../ui/save-file.ts";
import { useStudy } from "../use-study.ts";
import { type Certificate, writeCertificateSheet } from "./certificate-sheet.ts";

/** What was erased, by whom and why, each with its certificate to be saved. */
export function CertificateList({ certificates }: { readonly certificates: readonly Certificate[] }) {
  const { locale, show, texts } = useLanguage();
  const { about } = useStudy();
  const { columns, counts, ...own } = texts.personal;
  const save = (one: Certificate) =>
    saveFile(own.certificateName(one.id), new Blob([JSON.stringify(one, null, 2)], { type: "application/json" }));
  const subjectOf = ({ subject }: Certificate) => own.subjects[subject] ?? subject;
  const erasedOf = ({ erased, keys }: Certificate) =>
    [...erased.map(({ kind, count }) => `${counts[kind]} ${count}`), own.keys(keys.length)].join(" · ");
  const saveSheet = (one: Certificate) => {
    const sheet = writeCertificateSheet(one, {
      lang: locale === "en" ? "en" : "zh-CN",
      title: own.certificate,
      heads: [show(about.title), about.undertaker, ...(about.simulated ? [texts.simulated] : [])],
      rows: [
        [own.sheet.number, one.id],
        [columns.subject, subjectOf(one)],
        [columns.at, texts.moment(one.at)],
        [columns.erased, erasedOf(one)],
        [columns.reason, one.reason],
        [columns.by, one.actor],
        [own.sheet.fingerprint, one.hash],
      ],
      note: own.sheet.note,
      contents: own.sheet.contents,
    });
    saveFile(own.sheet.name(one.id), new Blob([sheet], { type: "text/html" }));
  };
  return (
    <Card size="small" title={own.certificates}>
      <div className="stack">
        <p className="note">{own.certificateNote}</p>
        <ListTable<Certificate>
          empty={own.noCertificates}
          dataSource={certificates}
          columns={[
            { title: columns.at, render: (_, { at }) => texts.moment(at) },
            { title: columns.subject, render: (_, one) => subjectOf(one) },
            {
              title: columns.erased,
              render: (_, one) => erasedOf(one),
            },
            { title: columns.reason, dataIndex: "reason" },
            { title: columns.by, dataIndex: "actor" },
            {
              title: "",
              render: (_, one) => (
                <div className="certificate-files">
                  <Button size="small" onClick={() => saveSheet(one)}>
                    {own.sheet.save}
                  </Button>
                  <Button size="small" onClick={() => save(one)}>
                    {own.saveCertificate}
                  </Button>
                </div>
              ),
            },
          ]}
        />
      </div>
    </Card>
  );
}
