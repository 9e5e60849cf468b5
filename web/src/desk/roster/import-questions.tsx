import type { RosterReport } from "@diaoyan/api/contract";
import { Alert, Select } from "antd";
import { useTexts } from "../texts.tsx";

export type Question = RosterReport["questions"][number];
type PersonQuestion = Extract<Question, { readonly ask: "person" }>;
type UnitQuestion = Extract<Question, { readonly ask: "unit" }>;

export interface Decisions {
  readonly units: Record<string, string>;
  readonly rows: Record<string, "skip" | "add" | { update: string }>;
}

/** A name is asked about once, a row once. */
const keyOf = (question: Question) => (question.ask === "unit" ? `unit ${question.name}` : `row ${question.row}`);

/** Questions that were answered stay in sight, so that an answer can be changed. */
export function mergeQuestions(before: readonly Question[], now: readonly Question[]): readonly Question[] {
  const merged = new Map(before.map((question) => [keyOf(question), question]));
  for (const question of now) {
    const key = keyOf(question);
    if (question.ask !== "unit" || !merged.has(key)) merged.set(key, question);
  }
  return [...merged.values()].sort((one, other) => one.row - other.row);
}

const listed = 100;

/** Rows that look like somebody or some unit known: a person decides each, nothing is decided beforehand. */
export function ImportQuestions(props: {
  readonly asked: readonly Question[];
  readonly decisions: Decisions;
  readonly onDecide: (decisions: Decisions) => void;
}) {
  const { asked, decisions, onDecide } = props;
  const texts = useTexts().roster.import;
  return (
    <section>
      <Alert type="warning" showIcon title={texts.questions(asked.length)} description={texts.questionsNote} />
      {asked
        .slice(0, listed)
        .map((question) =>
          question.ask === "unit" ? (
            <UnitChoice key={keyOf(question)} {...{ question, decisions, onDecide }} />
          ) : (
            <PersonChoice key={keyOf(question)} {...{ question, decisions, onDecide }} />
          ),
        )}
      {asked.length > listed && <p className="note">{texts.more(asked.length - listed)}</p>}
    </section>
  );
}

interface ChoiceProps<Asked> {
  readonly question: Asked;
  readonly decisions: Decisions;
  readonly onDecide: (decisions: Decisions) => void;
}

function UnitChoice({ question, decisions, onDecide }: ChoiceProps<UnitQuestion>) {
  const texts = useTexts().roster.import;
  const { row, name, candidates } = question;
  const options = [
    ...candidates.map((candidate) => ({ value: candidate, label: texts.sameUnit(candidate) })),
    { value: name, label: texts.newUnit },
  ];
  const about = texts.unitIs(row, name);
  return (
    <div className="roster-question">
      <span>{about}</span>
      <Select
        aria-label={about}
        placeholder={texts.undecided}
        options={options}
        value={decisions.units[name] ?? null}
        onChange={(meant: string) => onDecide({ ...decisions, units: { ...decisions.units, [name]: meant } })}
      />
    </div>
  );
}

function PersonChoice({ question, decisions, onDecide }: ChoiceProps<PersonQuestion>) {
  const texts = useTexts().roster.import;
  const { row, name, twins } = question;
  const say = ({ name: other, unit, phone, row: place }: PersonQuestion["twins"][number]) =>
    [place === null ? texts.inRoster : texts.ofRow(place), other, unit, phone].filter(Boolean).join(" ");
  const options = [
    { value: "skip", label: texts.skip },
    { value: "add", label: texts.add },
    ...twins.flatMap((twin) =>
      twin.person === null ? [] : [{ value: `update ${twin.person}`, label: texts.update(say(twin)) }],
    ),
  ];
  const decided = decisions.rows[row];
  const value = typeof decided === "object" ? `update ${decided.update}` : decided;
  const choose = (chosen: string) => {
    const decision = chosen === "skip" || chosen === "add" ? chosen : { update: chosen.slice("update ".length) };
    onDecide({ ...decisions, rows: { ...decisions.rows, [row]: decision } });
  };
  const about = texts.rowIs(row, name);
  return (
    <div className="roster-question">
      <span>
        {about}
        {twins.map((twin) => (
          <span key={`${twin.person} ${twin.row}`} className="note">
            {texts[twin.why]}
            {texts.colon}
            {say(twin)}
          </span>
        ))}
      </span>
      <Select
        aria-label={about}
        placeholder={texts.undecided}
        popupMatchSelectWidth={false}
        options={options}
        value={value ?? null}
        onChange={choose}
      />
    </div>
  );
}
