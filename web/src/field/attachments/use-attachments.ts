import { useEffect, useReducer } from "react";
import { useWorkspace } from "../workspace.tsx";
import type { AttachmentShelf } from "./attachment-shelf.ts";
import type { Recorder } from "./recorder.ts";

/** Draws again whenever an attachment changes. */
export function useAttachments(): AttachmentShelf {
  const shelf = useWorkspace().device.attachments;
  const [, draw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => shelf.subscribe(draw), [shelf]);
  return shelf;
}

const pulseMilliseconds = 250;

/** Draws again whenever the recording changes, and four times a second while it runs. */
export function useRecorder(): Recorder {
  const { recorder } = useWorkspace();
  const [, draw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => recorder.subscribe(draw), [recorder]);
  const runs = recorder.phase === "recording";
  useEffect(() => {
    if (!runs) return undefined;
    const timer = setInterval(draw, pulseMilliseconds);
    return () => clearInterval(timer);
  }, [runs]);
  return recorder;
}
