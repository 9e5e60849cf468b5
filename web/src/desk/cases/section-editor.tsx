import type { CaseSection, CaseSentence } from "@diaoyan/analysis";
import type { CaseMaterial, CasePassage } from "@diaoyan/api/contract";
import { Button, Card, Input, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useTexts } from "../texts.tsx";
import { useStudy } from "../use-study.ts";

interface SentenceProps {
  readonly sentence: CaseSentence;
  readonly passage: CasePassage | undefined;
  /** Its question, where the sentence above answers another one. */
  readonly question: string;
  /** Numbers that do not stand at the source. */
  readonly foreign: readonly string[];
  /** How it reads with the figures its directives take from the data. */
  readonly shown: string | undefined;
  readonly onChange: (text: string) => void;
  readonly onRemove: () => void;
}

interface PassageProps {
  readonly source: NonNullable<CaseSentence["source"]>;
  readonly passage?: CasePassage;
  readonly question: string;
  /** The sentence is word for word what was said: a narrow screen does not say it twice. */
  readonly same: boolean;
}

/** The words a sentence came from, within what was said around them, and the way to their place. */
function PassageView({ source, passage, question, same }: PassageProps) {
  const texts = useTexts();
  const { id } = useStudy();
  const { transcript, start, end } = source;
  return (
    <div className="case-passage">
      {passage?.said === null && <p>{texts.cases.moved}</p>}
      {passage !== undefined && passage.said !== null && (
        <>
          {question !== "" && <p className="asked">{texts.cases.asked(question)}</p>}
          <p className={same ? "same" : ""}>
            <span className="around">{passage.before}</span>
            <mark>{passage.said}</mark>
            <span className="around">{passage.after}</span>
          </p>
        </>
      )}
      <Link to={`/studies/${id}/transcripts/${transcript}?start=${start}&end=${end}`}>{texts.cases.openSource}</Link>
      {passage !== undefined && ` ${[passage.title, passage.speaker, ...passage.codes].filter(Boolean).join(" · ")}`}
    </div>
  );
}

/** A sentence to edit, beside it where it came from; whose words it is, machine's or hand's, stands below it. */
function SentenceEditor({ sentence, passage, question, foreign, shown, onChange, onRemove }: SentenceProps) {
  const texts = useTexts();
  const { source, text } = sentence;
  // whose words they are is not known before the source is read
  const hand =
    source === null ? "written" : passage === undefined ? null : passage.said === text ? "machine" : "edited";
  return (
    <div className="case-sentence">
      <div>
        <Input.TextArea
          aria-label={texts.cases.sentence}
          autoSize
          value={text}
          onChange={(event) => onChange(event.target.value)}
        />
        <div className="case-own">
          <span>
            {hand !== null && <Tag color={hand === "machine" ? "default" : "gold"}>{texts.cases.hands[hand]}</Tag>}
            {foreign.length > 0 && <Tag color="red">{texts.cases.foreign(foreign.join("、"))}</Tag>}
          </span>
          <Button size="small" type="text" onClick={onRemove}>
            {texts.remove}
          </Button>
        </div>
      </div>
      {source === null ? (
        <p className="case-passage">
          {text === "" ? texts.cases.addHint : shown !== undefined && texts.cases.figureShown(shown)}
        </p>
      ) : (
        <PassageView
          source={source}
          question={question}
          same={hand === "machine"}
          {...(passage !== undefined && { passage })}
        />
      )}
    </div>
  );
}

interface SectionProps {
  readonly section: CaseSection;
  readonly material: CaseMaterial | undefined;
  readonly onChange: (section: CaseSection) => void;
}

/** A section of a case: its sentences beside their sources. */
export function SectionEditor({ section, material, onChange }: SectionProps) {
  const texts = useTexts();
  const { sentences } = section;
  // sentences a person wrote have no place that would name them: they keep the number they were shown under
  const [keys] = useState(() => new WeakMap<object, string>());
  const keyOf = (sentence: CaseSentence, place: number): string => {
    if (sentence.source !== null) return `${sentence.source.transcript}-${sentence.source.start}`;
    const key = keys.get(sentence) ?? `own-${place}`;
    keys.set(sentence, key);
    return key;
  };
  const replace = (place: number, text: string) =>
    onChange({
      ...section,
      sentences: sentences.map((one, at) => {
        if (at !== place) return one;
        const next = { ...one, text };
        keys.set(next, keyOf(one, at));
        return next;
      }),
    });
  const remove = (place: number) => onChange({ ...section, sentences: sentences.filter((_, at) => at !== place) });
  const add = () => onChange({ ...section, sentences: [...sentences, { text: "", source: null }] });
  const passageOf = ({ source }: CaseSentence) =>
    material?.passages.find(({ transcript, start }) => transcript === source?.transcript && start === source.start);
  const questionOf = (place: number): string => {
    const [before, here] = [sentences[place - 1], sentences[place]].map((one) => one && passageOf(one)?.question);
    return here === before ? "" : (here ?? "");
  };
  const foreignOf = ({ text }: CaseSentence) =>
    material?.foreignNumbers.find((one) => one.text === text)?.numbers ?? [];
  return (
    <Card size="small" title={section.heading}>
      <p className="note">{section.guidance}</p>
      {sentences.map((sentence, place) => (
        <SentenceEditor
          key={keyOf(sentence, place)}
          sentence={sentence}
          passage={passageOf(sentence)}
          question={questionOf(place)}
          foreign={foreignOf(sentence)}
          shown={material?.figures.find(({ text }) => text === sentence.text)?.shown}
          onChange={(text) => replace(place, text)}
          onRemove={() => remove(place)}
        />
      ))}
      <Button size="small" onClick={add}>
        {texts.cases.addSentence}
      </Button>
    </Card>
  );
}
