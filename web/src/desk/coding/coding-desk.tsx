import { Card } from "antd";
import { useCallback, useRef } from "react";
import { problemOf } from "../api.ts";
import type { SoundHandle } from "../recordings/sound-player.tsx";
import { TranscriptSound } from "../recordings/transcript-sound.tsx";
import { useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { useStudy } from "../use-study.ts";
import "./coding-desk.css";
import { DeskAside } from "./desk-aside.tsx";
import { DeskHead } from "./desk-head.tsx";
import { DeskToolbar } from "./desk-toolbar.tsx";
import { TranscriptView } from "./transcript-view.tsx";
import { UnplacedNote } from "./unplaced-note.tsx";
import { UnsentNote } from "./unsent-note.tsx";
import { type Opened, useDesk } from "./use-desk.ts";
import { useOthers } from "./use-others.ts";

/** Text, margin and what can be done with them: the desk of one transcript. */
export function CodingDesk({ opened }: { readonly opened: Opened }) {
  const { codebook, me, policy, seq, transcript } = opened;
  const texts = useTexts().codingDesk;
  const { id } = useStudy();
  const desk = useDesk(opened);
  const { actions, hues, names, selection, who } = desk;
  const place = { study: id, transcript: transcript.id, revision: transcript.revision, seq };
  const others = useOthers(place, { me, takeOver: actions.takeOver });
  const sound = useRef<SoundHandle>(null);
  const play = useCallback((seconds: number) => sound.current?.playFrom(seconds), []);
  return (
    <>
      <DeskHead policy={policy} transcript={transcript} codebook={codebook} names={names} actions={actions} />
      <div className="desk-problem">
        <ProblemAlert error={actions.waits !== null && problemOf(actions.error) === null ? null : actions.error} />
        <UnsentNote unsent={actions.unsent} waits={actions.waits} names={names} onDrop={actions.drop} />
      </div>
      <div className="unplaced-note">
        <UnplacedNote
          unplaced={desk.places.unplaced}
          names={names}
          placing={desk.places.placing?.coding}
          onPlace={desk.beginPlacing}
          onDismiss={desk.places.dismiss}
        />
      </div>
      {transcript.session !== null && <TranscriptSound ref={sound} session={transcript.session} />}
      <DeskToolbar
        unit={selection.unit}
        onUnit={selection.setUnit}
        coder={who.coder}
        coders={who.options}
        onCoder={who.setCoder}
        canUndo={actions.done.undo.length + actions.unsent.length > 0}
        canRedo={actions.done.redo.length > 0}
        onUndo={() => void desk.takeBack("undo")}
        onRedo={() => void desk.takeBack("redo")}
      />
      {others !== null && (
        <p className="note" role="status">
          {texts.others(who.nameOf(others.actor), others.count)}
        </p>
      )}
      <div className="beside coding-desk">
        <Card size="small">
          <TranscriptView
            ref={desk.view}
            blocks={desk.blocks}
            hues={hues}
            names={names}
            marked={selection.marked}
            chosen={desk.chosen}
            onChoose={desk.choose}
            onSelect={selection.select}
            onPoint={desk.point}
            onKey={desk.onKey}
            {...(transcript.session === null ? {} : { onPlay: play })}
          />
        </Card>
        <DeskAside opened={opened} desk={desk} />
      </div>
    </>
  );
}
