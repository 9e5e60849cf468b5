import { newUuid } from "@diaoyan/api/contract/uuid";
import { findRecordingBar, type NoRecording } from "../../session/may-record.ts";
import type { RecordStore } from "../record-store.ts";
import type { AttachmentShelf } from "./attachment-shelf.ts";
import { holdScreen, type Microphone, openMicrophone } from "./microphone.browser.ts";
import { nameAttachment } from "./name-attachment.ts";
import type { PartWriter } from "./recording-writer.ts";

/** Why a recording did not begin or ended by itself; each is told in one sentence. */
export type RecorderTrouble =
  | { readonly kind: "consent"; readonly bar: NoRecording }
  | { readonly kind: "denied" | "noMicrophone" | "full" | "failed" | "taken"; readonly seconds: number };

/** The recording of this page; there is one at most. */
export interface Recorder {
  readonly phase: "idle" | "opening" | "recording" | "paused" | "ending";
  /** Session and attachment of the recording under way. */
  readonly session: string | null;
  readonly attachment: string | null;
  /** The system holds the sound back, e.g. for a call. */
  readonly muted: boolean;
  readonly trouble: RecorderTrouble | null;
  /** Session the trouble belongs to. */
  readonly troubled: string | null;
  seconds(): number;
  level(): number;
  start(session: string): Promise<void>;
  pause(): void;
  resume(): void;
  stop(): Promise<void>;
  subscribe(listener: () => void): () => void;
}

interface RecorderParts {
  readonly shelf: AttachmentShelf;
  readonly records: RecordStore;
  readonly owner: string;
  readonly now: () => Date;
  /** Milliseconds of a clock that is never set back. */
  readonly steady: () => number;
  /** Seconds on the session's clock, as of a row written now: a session that has not begun begins. */
  readonly sessionSeconds: (session: string) => number;
}

interface UnderWay {
  readonly id: string;
  readonly session: string;
  readonly microphone: Microphone;
  readonly writer: PartWriter;
  readonly letScreen: () => void;
}

/** Records into the shelf piece by piece, as long as everybody who was asked agrees. */
export function createRecorder({ shelf, records, owner, now, steady, sessionSeconds }: RecorderParts): Recorder {
  const listeners = new Set<() => void>();
  let phase: Recorder["phase"] = "idle";
  let current: UnderWay | undefined;
  let session: string | null = null;
  let muted = false;
  let trouble: RecorderTrouble | null = null;
  let troubled: string | null = null;
  let spent = 0;
  let since: number | null = null;
  /** How much of the recording is written to the device. */
  let written = 0;
  let writing: Promise<void> = Promise.resolve();

  const seconds = () => (spent + (since === null ? 0 : steady() - since)) / 1_000;
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const run = (on: boolean) => {
    spent += since === null ? 0 : steady() - since;
    since = on ? steady() : null;
  };
  const fail = (next: RecorderTrouble) => {
    trouble = next;
    troubled = session;
  };

  function take(bytes: Blob, writer: PartWriter): void {
    const until = seconds();
    writing = writing.then(async () => {
      if (trouble?.kind === "full" || trouble?.kind === "failed") return;
      try {
        await writer.append(new Uint8Array(await bytes.arrayBuffer()), until);
        written = until;
      } catch (error) {
        const isFull = error instanceof DOMException && error.name === "QuotaExceededError";
        fail({ kind: isFull ? "full" : "failed", seconds: written });
        // not waited for: stopping waits for what is being written
        void stop();
      }
    });
  }

  async function start(of: string): Promise<void> {
    const entry = records.entry(of);
    if (phase !== "idle" || entry === undefined) return;
    [session, trouble, troubled, muted] = [of, null, null, false];
    const bar = findRecordingBar(entry.record.session);
    if (bar !== null) {
      fail({ kind: "consent", bar });
      session = null;
      return tell();
    }
    phase = "opening";
    tell();
    written = 0;
    const early: Blob[] = [];
    let writer: PartWriter | undefined;
    let microphone: Microphone | undefined;
    try {
      microphone = await openMicrophone({
        onBytes: (bytes) => (writer === undefined ? early.push(bytes) : take(bytes, writer)),
        onMuted: (next) => {
          muted = next;
          tell();
        },
        onEnded: () => {
          fail({ kind: "taken", seconds: seconds() });
          void stop();
        },
      });
      const id = newUuid(7);
      const { media } = microphone;
      writer = await shelf.begin(entry.study, id, {
        ...{ session: of, note: null, kind: "录音" as const, media, owner, seconds: null, bytes: null, sha256: null },
        name: nameAttachment("录音", media, now()),
        recordedAt: now().toISOString(),
        startsAt: Math.round(sessionSeconds(of)),
      });
      current = { id, session: of, microphone, writer, letScreen: holdScreen() };
      for (const bytes of early) take(bytes, writer);
      phase = "recording";
      spent = 0;
      run(true);
    } catch (error) {
      const name = error instanceof DOMException ? error.name : "";
      await microphone?.stop();
      const denied = name === "NotAllowedError" || name === "SecurityError";
      const kind = name === "QuotaExceededError" ? "full" : name === "NotFoundError" ? "noMicrophone" : "failed";
      fail({ kind: denied ? "denied" : kind, seconds: 0 });
      [phase, session] = ["idle", null];
    }
    tell();
  }

  async function stop(): Promise<void> {
    if (current === undefined || phase === "ending") return;
    phase = "ending";
    const { id, microphone, writer, letScreen } = current;
    tell();
    await microphone.stop();
    run(false);
    letScreen();
    await writing;
    try {
      await shelf.end(id, writer);
    } catch {
      // its pieces are written; it is ended when there is room, see `recover`
      if (trouble === null) fail({ kind: "full", seconds: written });
    }
    [phase, session, current, muted] = ["idle", null, undefined, false];
    tell();
  }

  records.subscribe(() => {
    const record = current && records.get(current.session);
    const bar = record && findRecordingBar(record.session);
    if (bar == null || phase === "ending") return;
    fail({ kind: "consent", bar });
    void stop();
  });

  return {
    get phase() {
      return phase;
    },
    get session() {
      return session;
    },
    get attachment() {
      return current?.id ?? null;
    },
    get muted() {
      return muted;
    },
    get trouble() {
      return trouble;
    },
    get troubled() {
      return troubled;
    },
    seconds,
    level: () => (phase === "recording" ? (current?.microphone.level() ?? 0) : 0),
    start,
    pause: () => {
      if (phase !== "recording") return;
      current?.microphone.pause();
      phase = "paused";
      run(false);
      tell();
    },
    resume: () => {
      if (phase !== "paused") return;
      current?.microphone.resume();
      phase = "recording";
      run(true);
      tell();
    },
    stop,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
