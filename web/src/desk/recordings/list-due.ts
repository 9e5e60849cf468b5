import type { CallOutput, Routes } from "@diaoyan/api/contract";

/** The recordings that stand and are past the last day they are kept. */
export function listDue({ recordings, today }: Pick<CallOutput<Routes["getRecordings"]>, "recordings" | "today">) {
  return recordings.filter(
    ({ kind, state, keptUntil }) => kind === "录音" && state !== "purged" && (keptUntil ?? today) < today,
  );
}
