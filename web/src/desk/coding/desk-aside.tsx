import { brandAs, type CodeId } from "@diaoyan/instruments";
import { Card, Tabs } from "antd";
import { useTexts } from "../texts.tsx";
import { CodePicker } from "./code-picker.tsx";
import { CodebookTree } from "./codebook-tree.tsx";
import { CodingCard } from "./coding-card.tsx";
import { CodingList } from "./coding-list.tsx";
import { MemoBox } from "./memo-box.tsx";
import { PlaceCard } from "./place-card.tsx";
import { spanOf } from "./snap.ts";
import { SuggestionCard } from "./suggestion-card.tsx";
import { coderOf } from "./use-coder.ts";
import type { Desk, Opened } from "./use-desk.ts";

interface Props {
  readonly opened: Opened;
  readonly desk: Desk;
}

/** Beside the text: what is being done to the selection or the chosen coding, and below it codings, codebook and memo. */
export function DeskAside({ desk, opened }: Props) {
  const { codebook, coders, counts, me, transcript } = opened;
  const { chosen, hues, names, open, removeOne, who } = desk;
  const texts = useTexts();
  const tabs = [
    {
      key: "codings",
      label: texts.coding.codings(who.shown.length),
      children: (
        <CodingList
          codings={who.shown}
          hues={hues}
          names={names}
          coders={coders}
          me={me}
          chosen={chosen}
          onOpen={open}
          onRemove={removeOne}
        />
      ),
    },
    {
      key: "codebook",
      label: texts.coding.codebook,
      children: <CodebookTree codebook={codebook} counts={counts} hues={hues} codings={who.shown} onOpen={open} />,
    },
    {
      key: "memo",
      label: texts.codingDesk.memos,
      children: <MemoBox kind="transcript" subject={transcript.id} />,
    },
  ];
  return (
    <Card size="small" className="margin">
      <Doing desk={desk} opened={opened} />
      <Tabs items={tabs} />
    </Card>
  );
}

/** Suggestions, the choice of a code, or the chosen coding: one of them at a time. */
function Doing({ desk, opened }: Props) {
  const { actions, chosenCoding, code, create, frame, hues, last, leave, names, pick, suggestions, who } = desk;
  const { marked, move, picking } = desk.selection;
  const { codebook } = opened;
  const { placing } = desk.places;
  if (placing !== null) {
    return (
      <PlaceCard
        key={placing.coding}
        unplaced={placing}
        codebook={codebook}
        coder={placing.coder === null ? who.nameOf("rule") : who.nameOf(placing.coder)}
        quote={marked === null ? null : frame.index.slice(marked)}
        onMove={move}
        onPlace={desk.put}
        onClose={desk.places.leave}
      />
    );
  }
  // what was suggested for one stretch is not shown for another that was selected meanwhile
  if (marked !== null && suggestions.asked === marked) {
    const leaveSuggestions = (...outcome: Parameters<typeof suggestions.close>) => {
      suggestions.close(...outcome);
      leave();
    };
    return (
      <SuggestionCard
        suggested={suggestions.suggested}
        busy={suggestions.busy}
        error={suggestions.error}
        names={names}
        quote={frame.index.slice(marked)}
        onAccept={(one) => {
          suggestions.close("accepted", [one]);
          code({ id: brandAs<CodeId>(one.code) });
        }}
        onReject={(codes) => leaveSuggestions("rejected", codes)}
        onReveal={suggestions.reveal}
        onClose={() => leaveSuggestions(null)}
      />
    );
  }
  if (picking && marked !== null) {
    return (
      <CodePicker
        codebook={codebook}
        hues={hues}
        last={last}
        quote={frame.index.slice(marked)}
        onPick={pick}
        onCreate={create}
        onInVivo={desk.createInVivo}
        onMove={move}
        onClose={leave}
      />
    );
  }
  if (chosenCoding === undefined) return null;
  return (
    <CodingCard
      key={chosenCoding.id}
      coding={chosenCoding}
      codebook={codebook}
      coder={who.nameOf(coderOf(chosenCoding))}
      turns={frame.blocks}
      onChange={(set) => actions.change(chosenCoding, set)}
      onRemove={() => desk.removeOne(chosenCoding)}
      onFurther={() => {
        desk.selection.setMarked(spanOf(chosenCoding.start, chosenCoding.end));
        desk.selection.setPicking(true);
      }}
      onClose={() => {
        desk.setChosen(null);
        leave();
      }}
    />
  );
}
