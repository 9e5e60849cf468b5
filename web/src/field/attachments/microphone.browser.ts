/** A microphone that is being recorded. */
export interface Microphone {
  readonly media: string;
  pause(): void;
  resume(): void;
  /** Hands over what is left and lets the microphone go. */
  stop(): Promise<void>;
  /** Loudness now, 0 to 1. */
  level(): number;
}

interface MicrophoneEvents {
  /** Every few seconds, and once more at the end. */
  readonly onBytes: (bytes: Blob) => void;
  /** The system took the sound away for a while (a call), or gave it back. */
  readonly onMuted: (muted: boolean) => void;
  /** The microphone is gone: the recording is over. */
  readonly onEnded: () => void;
}

const sliceMilliseconds = 4_000;
const wanted = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];

/** Speech needs no more; an hour is about 14 MB. */
const bitsPerSecond = 32_000;

/** Asks for the microphone and records. Throws what the browser throws (`NotAllowedError`, `NotFoundError`). */
export async function openMicrophone({ onBytes, onMuted, onEnded }: MicrophoneEvents): Promise<Microphone> {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: { channelCount: 1, echoCancellation: false, noiseSuppression: false, autoGainControl: true },
  });
  const mimeType = wanted.find((type) => MediaRecorder.isTypeSupported(type));
  const options = { audioBitsPerSecond: bitsPerSecond, ...(mimeType === undefined ? {} : { mimeType }) };
  const recorder = new MediaRecorder(stream, options);
  const level = listen(stream);
  const track = stream.getAudioTracks()[0];
  let stopping = false;
  track?.addEventListener("mute", () => onMuted(true));
  track?.addEventListener("unmute", () => onMuted(false));
  recorder.addEventListener("dataavailable", ({ data }) => {
    if (data.size > 0) onBytes(data);
  });
  const stopped = new Promise<void>((resolve) => {
    recorder.addEventListener("stop", () => {
      level.close();
      for (const one of stream.getTracks()) one.stop();
      resolve();
      if (!stopping) onEnded();
    });
  });
  recorder.start(sliceMilliseconds);
  return {
    media: recorder.mimeType === "" ? (mimeType ?? "audio/webm") : recorder.mimeType,
    pause: () => {
      if (recorder.state === "recording") recorder.pause();
    },
    resume: () => {
      if (recorder.state === "paused") recorder.resume();
    },
    stop: () => {
      stopping = true;
      if (recorder.state !== "inactive") recorder.stop();
      return stopped;
    },
    level: level.read,
  };
}

function listen(stream: MediaStream) {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 512;
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  return {
    read: () => {
      analyser.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
      // -50 dB reads as silence, 0 dB as full
      return Math.min(1, Math.max(0, 1 + (10 * Math.log10(power + 1e-10)) / 50));
    },
    close: () => void context.close(),
  };
}

/** Keeps the screen on while recording; browsers end it when the page is left and it is asked for again. */
export function holdScreen(): () => void {
  let lock: WakeLockSentinel | undefined;
  let released = false;
  const ask = () => {
    if (document.visibilityState !== "visible" || !("wakeLock" in navigator)) return;
    navigator.wakeLock.request("screen").then(
      (granted) => {
        if (released) void granted.release();
        else lock = granted;
      },
      () => undefined,
    );
  };
  ask();
  document.addEventListener("visibilitychange", ask);
  return () => {
    released = true;
    document.removeEventListener("visibilitychange", ask);
    void lock?.release();
  };
}
