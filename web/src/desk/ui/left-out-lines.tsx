import { Alert } from "antd";
import "./left-out-lines.css";

/** A line of a pasted list that is not taken, as it stands there, and why. */
export interface LeftOutLine {
  readonly line: number;
  readonly text: string;
  readonly why: string;
}

const listed = 50;
/** Characters of a line that are repeated: enough to find it by. */
const shown = 80;

function shorten(text: string): string {
  const characters = [...text.trim()];
  return characters.length > shown ? `${characters.slice(0, shown).join("")}…` : characters.join("");
}

interface Props {
  readonly lines: readonly LeftOutLine[];
  readonly title: string;
  readonly say: (line: number, why: string) => string;
  readonly more: (count: number) => string;
}

/** Lines of a pasted list that are left out, each by number with its reason; nothing where all are taken. */
export function LeftOutLines({ lines, title, say, more }: Props) {
  if (lines.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      className="left-out"
      title={title}
      description={
        <ul className="left-out-lines">
          {lines.slice(0, listed).map(({ line, text, why }) => (
            <li key={line}>
              {say(line, why)} <span className="note">{shorten(text)}</span>
            </li>
          ))}
          {lines.length > listed && <li>{more(lines.length - listed)}</li>}
        </ul>
      }
    />
  );
}
