import { type QuestionnaireSummary, routes } from "@diaoyan/api/contract";
import type { Json } from "@diaoyan/instruments";
import { useRef, useState } from "react";
import { client, useAction } from "../api.ts";
import { useKeptDraft } from "../ui/use-kept-draft.ts";
import { useStudy } from "../use-study.ts";
import type { Edited } from "./edit/edit-outline.ts";
import { chooseNode, type History, recordEdit, redo, startHistory, undo } from "./edit/history.ts";
import { isObject, type JsonObject, type JsonPath } from "./edit/json-path.ts";

interface Stored {
  readonly draft: JsonObject;
  readonly revision: number;
}

/** A kept text as a draft; null where it is no JSON object. */
export function parseDraft(text: string): JsonObject | null {
  try {
    const value = JSON.parse(text) as Json;
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** The draft in work with its history: kept on the device while it is typed, stored by revision. */
export function useDraft(summary: QuestionnaireSummary, stored: Stored) {
  const { id } = useStudy();
  const params = { study: id, questionnaire: summary.name };
  const kept = useKeptDraft<string>(`questionnaire ${id} ${summary.name}`);
  const restored = kept.restored === null ? null : parseDraft(kept.restored.value);
  const [history, setHistory] = useState(() => startHistory(restored ?? stored.draft));
  const latest = useRef(history);
  const base = useRef(restored === null ? stored.revision : Number(kept.restored?.base));
  const save = useAction(routes.saveQuestionnaireDraft);
  const publish = useAction(routes.publishQuestionnaire);

  const move = (next: History) => {
    const edited = next.now.draft !== latest.current.now.draft;
    latest.current = next;
    setHistory(next);
    if (edited) kept.keep(JSON.stringify(next.now.draft, null, 2), base.current);
  };
  const storeOver = async (revision: number) => {
    const sent = latest.current.now.draft;
    const saved = await save.mutateAsync({ params, query: { base: revision }, body: sent as never });
    base.current = saved.revision;
    if (latest.current.now.draft === sent) kept.forget();
  };
  const load = async (): Promise<Stored> => {
    const { draft, revision } = await client.call(routes.getQuestionnaire, { params });
    return { draft: draft as unknown as JsonObject, revision };
  };
  const discard = async () => {
    const now = await load();
    kept.forget();
    save.reset();
    base.current = now.revision;
    latest.current = startHistory(now.draft);
    setHistory(latest.current);
  };
  return {
    history,
    kept,
    save,
    publish,
    discard,
    store: () => storeOver(base.current),
    overwrite: async () => storeOver((await load()).revision),
    publishStored: () => publish.mutateAsync({ params, body: { revision: base.current } }),
    apply: (edited: Edited, field?: string) => move(recordEdit(latest.current, edited, field ?? null)),
    choose: (path: JsonPath | null) => move(chooseNode(latest.current, path)),
    undo: () => move(undo(latest.current)),
    redo: () => move(redo(latest.current)),
  };
}

export type DraftInWork = ReturnType<typeof useDraft>;
