import { Button, Input } from "antd";
import { useState } from "react";
import { useTexts } from "../texts.tsx";
import { DecisionRow } from "../transcripts/decision-row.tsx";
import type { DraftWord } from "./word-draft.ts";

interface RowProps {
  readonly word: DraftWord;
  readonly onChange: (next: Partial<DraftWord>) => void;
  readonly onRemove: () => void;
}

/** A word with its first place: replaced, by what, or kept; one added by hand can be taken out again. */
export function WordRow({ word, onChange, onRemove }: RowProps) {
  const { deidentify: texts } = useTexts();
  const { text, rule, byRule, count, place } = word;
  const found = place === null ? texts.notFound : texts.standsIn(texts.parts[place.part], count);
  const takeOut = (
    <Button aria-label={`${texts.takeOut} ${text}`} onClick={onRemove}>
      {texts.takeOut}
    </Button>
  );
  return (
    <DecisionRow
      text={text}
      around={place}
      rule={rule}
      decision={word}
      onChange={onChange}
      note={<span className="note"> {found}</span>}
      {...(byRule === null && { instead: takeOut })}
    />
  );
}

interface AddProps {
  readonly session: string;
  readonly words: readonly DraftWord[];
  readonly onAdd: (word: DraftWord) => void;
}

/** A word no rule finds: a nickname, a project, something only one person did. */
export function AddWord({ session, words, onAdd }: AddProps) {
  const { deidentify: texts } = useTexts();
  const [text, setText] = useState("");
  const [replacement, setReplacement] = useState("");
  const stands = words.some((one) => one.session === session && one.text === text.trim());
  const add = () => {
    onAdd({
      ...{ session, text: text.trim(), replacement: replacement.trim(), rule: "", byRule: null, keep: false },
      ...{ count: 0, place: null },
    });
    setText("");
    setReplacement("");
  };
  return (
    <div className="deidentify-add">
      <Input
        aria-label={texts.newWord}
        placeholder={texts.newWord}
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Input
        aria-label={texts.markReplacement}
        placeholder={texts.markReplacement}
        maxLength={100}
        value={replacement}
        onChange={(event) => setReplacement(event.target.value)}
      />
      <Button disabled={text.trim() === "" || replacement.trim() === "" || stands} onClick={add}>
        {texts.addPlace}
      </Button>
    </div>
  );
}
