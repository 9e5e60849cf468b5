import { newUuid } from "@diaoyan/api/contract/uuid";
import type { RecordSheet } from "@diaoyan/instruments";
import { Button, Card, Form, Input, Select } from "antd";
import { useLanguage } from "../texts.tsx";
import { PointsField } from "../ui/points-field.tsx";
import { PersonSelect } from "./person-select.tsx";
import { ScoreStatistics } from "./score-statistics.tsx";

interface Props {
  readonly session: string;
  readonly records: readonly RecordSheet[];
  readonly saved: boolean;
}

/** Whether a record sheet is made of points alone. */
const isScoreSheet = ({ fields }: RecordSheet): boolean =>
  fields.length > 0 && fields.every(({ kind, maximum }) => kind === "number" && maximum !== undefined);

/** The points of one expert's sheet; an empty field is missing, not zero. */
function Points({ row, sheets }: { readonly row: number; readonly sheets: readonly RecordSheet[] }) {
  const { texts } = useLanguage();
  const form = Form.useFormInstance();
  const chosen = Form.useWatch(["meeting", "scores", row, "sheet"], form) as string | undefined;
  const fields = sheets.find(({ id }) => id === chosen)?.fields ?? [];
  return fields.map(({ id, label, maximum = 0 }) => (
    <PointsField
      key={id}
      name={[row, "points", id]}
      criterion={label}
      label={texts.meetings.points(label, maximum)}
      maximum={maximum}
    />
  ));
}

/** The experts' score sheets, one row each, and what they say together. */
export function ScoreSheets({ session, records, saved }: Props) {
  const { texts: all, show } = useLanguage();
  const texts = all.meetings;
  const sheets = records.filter(isScoreSheet);
  const [first] = sheets;
  if (first === undefined) {
    return (
      <Card size="small" title={texts.scores}>
        <p className="note">{texts.noSheets}</p>
      </Card>
    );
  }
  const options = sheets.map(({ id, title }) => ({ value: id, label: show(title) }));
  const required = [{ required: true }];
  return (
    <Card size="small" title={texts.scores}>
      <Form.List name={["meeting", "scores"]}>
        {(fields, { add, remove }) => (
          <div className="stack">
            {fields.map(({ key, name }) => (
              <div key={key} className="meeting-row">
                <Form.Item name={[name, "sheet"]} label={texts.sheet} className="wide">
                  <Select options={options} popupMatchSelectWidth={false} />
                </Form.Item>
                <Form.Item name={[name, "subject"]} label={texts.subject} rules={required}>
                  <Input />
                </Form.Item>
                <Form.Item name={[name, "expert"]} label={texts.expert} rules={required}>
                  <PersonSelect label={texts.expert} />
                </Form.Item>
                <Points row={name} sheets={sheets} />
                <Form.Item name={[name, "comment"]} label={texts.comment} className="whole">
                  <Input.TextArea autoSize={{ minRows: 1 }} />
                </Form.Item>
                <Button size="small" onClick={() => remove(name)}>
                  {all.remove}
                </Button>
              </div>
            ))}
            <Button onClick={() => add({ id: newUuid(7), sheet: first.id, subject: "", points: {}, comment: "" })}>
              {texts.addScore}
            </Button>
          </div>
        )}
      </Form.List>
      {saved && <ScoreStatistics session={session} />}
    </Card>
  );
}
