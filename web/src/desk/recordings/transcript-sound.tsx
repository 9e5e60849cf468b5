import { routes } from "@diaoyan/api/contract";
import { formatTimeCode } from "@diaoyan/instruments";
import { Button, Card, Select } from "antd";
import { type Ref, useImperativeHandle, useRef, useState } from "react";
import { useRoute } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { useStudy } from "../use-study.ts";
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
  useImperativeHandle(ref, () => ({
    playFrom: (seconds) => {
      if (player.current !== null) return player.current.playFrom(seconds);
      setFrom(seconds);
      void original.open();
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
          <Select aria-label={texts.choose} value={sound.id} options={options} onChange={setChosen} />
        ) : (
          <span>{options[0]?.label}</span>
        )}
        {original.address === null && (
          <Button loading={original.busy} onClick={() => void original.open()}>
            {texts.openPlayer}
          </Button>
        )}
      </div>
      <ProblemAlert error={original.error} />
      {original.address !== null && (
        <SoundPlayer key={original.address} ref={player} source={original.address} label={texts.player} from={from} />
      )}
    </Card>
  );
}
