import { routes } from "@diaoyan/api/contract";
import { formatTimeCode } from "@diaoyan/instruments";
import { Button, Card, Select } from "antd";
import { type Ref, useImperativeHandle, useRef, useState } from "react";
import { useRoute } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { useStudy } from "../use-study.ts";
import { findSound } from "./find-sound.ts";
import { type SoundHandle, SoundPlayer } from "./sound-player.tsx";
import { useOriginal } from "./use-original.ts";

/** The recordings of a transcript's session above its text; a turn is played from its time code. */
export function TranscriptSound({ session, ref }: { readonly session: string; readonly ref?: Ref<SoundHandle> }) {
  const texts = useTexts().recordings;
  const { id } = useStudy();
  const listed = useRoute(routes.listAttachments, { params: { study: id }, query: { session } });
  const sounds = (listed.data?.attachments ?? []).filter(({ kind, state }) => kind === "录音" && state === "stored");
  const [chosen, setChosen] = useState<string | null>(null);
  const sound = sounds.find((one) => one.id === chosen) ?? sounds[0];
  const original = useOriginal(id, sound?.id);
  const player = useRef<SoundHandle>(null);
  const [from, setFrom] = useState<number | null>(null);
  const [beyond, setBeyond] = useState<number | null>(null);
  const choose = (one: string) => {
    setChosen(one);
    setFrom(null);
    setBeyond(null);
  };
  useImperativeHandle(ref, () => ({
    playFrom: (seconds) => {
      if (sound === undefined) return;
      const place = findSound(sounds, sound, seconds);
      setBeyond(place === null ? seconds : null);
      if (place === null) return;
      if (place.id === sound.id && player.current !== null) return player.current.playFrom(place.from);
      setChosen(place.id);
      setFrom(place.from);
      void original.open(place.id);
    },
  }));
  if (sound === undefined) return null;
  const options = sounds.map(({ id: value, name, startsAt }) => ({
    value,
    label: startsAt === null || startsAt === 0 ? name : `${name}（${texts.startsAt(formatTimeCode(startsAt))}）`,
  }));
  return (
    <Card size="small" className="transcript-sound">
      <div className="sound-line">
        {sounds.length > 1 ? (
          <Select aria-label={texts.choose} value={sound.id} options={options} onChange={choose} />
        ) : (
          <span>{options[0]?.label}</span>
        )}
        {original.address === null && (
          <Button loading={original.busy} onClick={() => void original.open()}>
            {texts.openPlayer}
          </Button>
        )}
      </div>
      {beyond !== null && <p role="status">{texts.beyondEnd(formatTimeCode(beyond))}</p>}
      <ProblemAlert error={original.error} />
      {original.address !== null && (
        <SoundPlayer key={original.address} ref={player} source={original.address} label={texts.player} from={from} />
      )}
    </Card>
  );
}
