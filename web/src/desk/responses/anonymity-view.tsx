import type { CallOutput, routes } from "@diaoyan/api/contract";
import { Alert } from "antd";
import { useTexts } from "../texts.tsx";

export type ProtectionReport = CallOutput<typeof routes.assessAnonymity>;

const measures = ["smallest", "combinations", "combinationsBelow", "rowsBelow", "unique"] as const;

/** How many people share a combination, as the answers are and as they would leave. */
export function AnonymityView({
  report,
  suppresses,
}: {
  readonly report: ProtectionReport;
  readonly suppresses: boolean;
}) {
  const texts = useTexts();
  const words = texts.protection;
  const { before, after, suppressedRows } = report;
  if (after.rows === 0) return <Alert type="info" showIcon title={words.nobody} />;
  const isSafe = after.rowsBelow === 0;
  const said = isSafe
    ? words.safe(after.k)
    : suppresses
      ? words.blank(after.rowsBelow)
      : words.unsafe(after.rowsBelow, after.rows, after.k);
  return (
    <div className="anonymity">
      <Alert
        type={isSafe ? "success" : "warning"}
        showIcon
        title={said}
        {...(suppressedRows > 0 && { description: words.suppressed(suppressedRows) })}
      />
      <table className="three-line">
        <thead>
          <tr>
            <th scope="col">{words.measure}</th>
            <th scope="col">{words.before}</th>
            <th scope="col">{words.after}</th>
          </tr>
        </thead>
        <tbody>
          {measures.map((measure) => (
            <tr key={measure}>
              <th scope="row">{words.rows[measure]}</th>
              <td>{texts.count(before[measure])}</td>
              <td>{texts.count(after[measure])}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <table className="three-line">
        <thead>
          <tr>
            <th scope="col">{words.ofKeys}</th>
            <th scope="col">{words.distinct}</th>
            <th scope="col">{words.smallValues}</th>
          </tr>
        </thead>
        <tbody>
          {after.keys.map(({ variable, label, values, smallValues }) => (
            <tr key={variable}>
              <th scope="row">{label}</th>
              <td>{texts.count(values)}</td>
              <td>{texts.count(smallValues)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
