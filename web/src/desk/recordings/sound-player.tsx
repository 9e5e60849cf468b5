import { formatTimeCode } from "@diaoyan/instruments";
import { Alert, Button, Select } from "antd";
import { type KeyboardEvent, type Ref, useImperativeHandle, useRef, useState } from "react";
import { useTexts } from "../texts.tsx";
import "./recordings.css";

/** Lets what stands beside a recording play it from a place. */
export interface SoundHandle {
  /** Seconds from the beginning. */
  playFrom(seconds: number): void;
}

const rates = [0.75, 1, 1.25, 1.5, 2] as const;
const step = 5;
/** Past every recording: a browser asked for it looks for the end, and then knows the length. */
const beyondEnd = 1e10;

interface Props {
  readonly source: string;
  readonly label: string;
  /** Where to begin as soon as it can be played; null waits for the person. */
  readonly from?: number | null;
  readonly ref?: Ref<SoundHandle>;
}

/** Plays a recording: keyboard, speed, and from a place in it. */
export function SoundPlayer({ source, label, from = null, ref }: Props) {
  const texts = useTexts().recordings;
  const audio = useRef<HTMLAudioElement>(null);
  const wanted = useRef<number | null>(from);
  const [rate, setRate] = useState<number>(1);
  const [failed, setFailed] = useState(false);
  const [playing, setPlaying] = useState(false);
  const [seconds, setSeconds] = useState(0);
  const [length, setLength] = useState(Number.NaN);
  const known = useRef(false);
  const isReady = Number.isFinite(length);

  const seek = (to: number) => {
    const sound = audio.current;
    if (sound !== null) sound.currentTime = Math.min(Math.max(0, to), length);
  };
  const play = () => void audio.current?.play().catch(() => undefined);
  const toggle = () => (audio.current?.paused === false ? audio.current.pause() : play());
  const change = (next: number) => {
    setRate(next);
    if (audio.current !== null) audio.current.playbackRate = next;
  };
  const turn = (by: 1 | -1) => change(rates[rates.indexOf(rate as 1) + by] ?? rate);
  useImperativeHandle(ref, () => ({
    playFrom: (to) => {
      if (!isReady) {
        wanted.current = to;
        return;
      }
      seek(to);
      play();
    },
  }));

  /**
   * Recordings made in a browser do not say how long they are; the end is looked for once. Two events may tell the
   * length before the page is drawn again: what begins at the first must not begin anew at the second.
   */
  const learnLength = () => {
    const sound = audio.current;
    if (sound === null || known.current) return;
    if (!Number.isFinite(sound.duration)) {
      sound.currentTime = beyondEnd;
      return;
    }
    known.current = true;
    setLength(sound.duration);
    const begin = wanted.current;
    sound.currentTime = begin ?? 0;
    wanted.current = null;
    if (begin !== null) play();
  };

  const onKey = (event: KeyboardEvent) => {
    const acts = new Map([
      [" ", toggle],
      ["ArrowLeft", () => seek(seconds - step)],
      ["ArrowRight", () => seek(seconds + step)],
      ["[", () => turn(-1)],
      ["]", () => turn(1)],
    ]);
    const isControl =
      event.target instanceof HTMLElement && event.target.closest("button, input, .ant-select") !== null;
    const act = isControl && event.key === " " ? undefined : acts.get(event.key);
    if (act === undefined) return;
    event.preventDefault();
    act();
  };

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys work wherever the focus is inside
    <section className="sound-player" aria-label={label} tabIndex={0} onKeyDown={onKey}>
      {/* biome-ignore lint/a11y/useMediaCaption: the transcript stands beside it */}
      <audio
        ref={audio}
        src={source}
        preload="metadata"
        onLoadedMetadata={learnLength}
        onDurationChange={learnLength}
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onTimeUpdate={() => setSeconds(audio.current?.currentTime ?? 0)}
        onError={() => setFailed(true)}
      />
      {failed && <Alert type="error" showIcon title={texts.soundFailed} />}
      <div className="sound-line">
        <Button aria-label={texts.back} disabled={!isReady} onClick={() => seek(seconds - step)}>
          −5
        </Button>
        <Button aria-label={texts.playPause} disabled={!isReady} type="primary" onClick={toggle}>
          {playing ? "❚❚" : "▶"}
        </Button>
        <Button aria-label={texts.forward} disabled={!isReady} onClick={() => seek(seconds + step)}>
          +5
        </Button>
        <span className="sound-time">
          {formatTimeCode(isReady ? seconds : 0)} / {isReady ? formatTimeCode(length) : "…"}
        </span>
        <Select
          className="sound-rate"
          aria-label={texts.speed(rate)}
          value={rate}
          onChange={change}
          options={rates.map((value) => ({ value, label: texts.speed(value) }))}
        />
      </div>
      <input
        type="range"
        aria-label={label}
        min={0}
        max={isReady ? length : 1}
        step={1}
        disabled={!isReady}
        value={isReady ? seconds : 0}
        onChange={(event) => seek(Number(event.currentTarget.value))}
      />
      <p className="note">{texts.playerKeys}</p>
    </section>
  );
}
