import type { CallOutput, routes } from "@diaoyan/api/contract";
import type { StudyFactName } from "@diaoyan/instruments";
import { Button } from "antd";
import { Link } from "react-router";
import { useTexts } from "../texts.tsx";
import { useStudy } from "../use-study.ts";

/** A text that waits to be written, with its place. */
export type OpenText = CallOutput<typeof routes.buildReport>["open"][number];

interface Props {
  readonly open: readonly OpenText[];
  /** Shows a line of the outline. */
  readonly onLine: (line: number) => void;
}

const openCodes = ["outline.placeholders", "study.unfilled"];

/** The texts of a refused final version; null where something else was wrong. */
export function readOpenTexts(errors: readonly OpenText[] = []): readonly OpenText[] | null {
  return errors.length > 0 && errors.every(({ code }) => openCodes.includes(code)) ? errors : null;
}

/** What a final version still lacks, each with the way to where it is written: the study, the outline, a case. */
export function OpenTexts({ open, onLine }: Props) {
  const texts = useTexts();
  const { id } = useStudy();
  const facts = open.filter(({ code }) => code === "study.unfilled");
  const cases = open.filter((one) => one.case !== undefined);
  const lines = open.filter((one) => !facts.includes(one) && !cases.includes(one));
  const nameFact = ({ place }: OpenText) =>
    texts.facts.names[place.replace("study.yaml ", "") as StudyFactName] ?? place;
  return (
    <ul className="findings">
      {facts.length > 0 && (
        <li>
          {texts.reports.openFacts(facts.map(nameFact).join("、"))}{" "}
          <Link to={`/studies/${id}#facts`}>{texts.reports.fillFacts}</Link>
        </li>
      )}
      {lines.map(({ place, message }) => (
        <li key={`${place} ${message}`}>
          <LineLink line={Number(/:(\d+)/.exec(place)?.[1] ?? 1)} onLine={onLine} />
          {texts.colon}
          {message}
        </li>
      ))}
      {[...new Set(cases.map((one) => one.case))].map((one) => (
        <OpenCase key={one} id={one ?? ""} sections={cases.filter((text) => text.case === one)} />
      ))}
    </ul>
  );
}

function LineLink({ line, onLine }: { readonly line: number; readonly onLine: Props["onLine"] }) {
  const texts = useTexts();
  return (
    <Button type="link" size="small" className="file-link" onClick={() => onLine(line)}>
      {texts.reports.openLine(line)}
    </Button>
  );
}

/** The sections of one case; the server says `案例“title”的“heading”：guidance`. */
function OpenCase({ id: one, sections }: { readonly id: string; readonly sections: readonly OpenText[] }) {
  const { id } = useStudy();
  const read = sections.map(({ message }) => /^案例“(.*)”的“([^”]+)”：(.*)$/su.exec(message));
  return (
    <li>
      <Link to={`/studies/${id}/cases/${one}`}>{read[0]?.[1] ?? one}</Link>
      <ul>
        {sections.map(({ message }, at) => (
          <li key={message}>
            <strong>{read[at]?.[2]}</strong> {read[at]?.[3] ?? message}
          </li>
        ))}
      </ul>
    </li>
  );
}
