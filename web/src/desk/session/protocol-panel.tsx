import type { Protocol } from "@diaoyan/instruments";
import { Card, Collapse, Empty } from "antd";
import { useLanguage } from "../texts.tsx";

/** The interview guide beside the notes: consent script, questions with probes, minutes, what to ask for at the end. */
export function ProtocolPanel(props: { readonly protocol: Protocol | undefined; readonly note: string | null }) {
  const { protocol, note } = props;
  const { texts, show } = useLanguage();
  const said = note !== null && <p className="note">{note}</p>;
  if (protocol === undefined) {
    return (
      <Card size="small" className="protocol" title={texts.sessions.protocol}>
        {said}
        <Empty description={texts.sessions.noProtocol} />
      </Card>
    );
  }
  const sections = protocol.sections.map((section) => ({
    key: section.id,
    label: `${section.title}（${texts.minutes(section.minutes)}）`,
    children: section.questions.map((question) => (
      <div key={question.id} className="protocol-question">
        <p>{question.text}</p>
        <ul>
          {question.probes.map((probe) => (
            <li key={probe}>{probe}</li>
          ))}
        </ul>
      </div>
    )),
  }));
  const script = (key: string, label: string, text: string) => ({
    key,
    label,
    children: text.split("\n").map((line) => <p key={line}>{line}</p>),
  });
  const items = [
    script("consent", texts.sessions.consentScript, protocol.consentScript),
    ...sections,
    script("closing", texts.sessions.closingScript, protocol.closingScript),
    {
      key: "materials",
      label: texts.sessions.materials,
      children: (
        <ul>
          {protocol.materials.map((material) => (
            <li key={material}>{material}</li>
          ))}
        </ul>
      ),
    },
  ];
  return (
    <Card size="small" className="protocol" title={show(protocol.title)}>
      {said}
      <Collapse ghost size="small" items={items} defaultActiveKey={protocol.sections.map(({ id }) => id)} />
    </Card>
  );
}
