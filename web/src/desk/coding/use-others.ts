import { routes } from "@diaoyan/api/contract";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { client } from "../api.ts";
import type { CodingActions } from "./use-codings.ts";

const interval = 4_000;

interface Seen {
  readonly actor: string;
  readonly count: number;
  readonly at: number;
}

/** Asks every few seconds what others changed on this transcript and shows it; answers who did something last. */
export function useOthers(
  place: { readonly study: string; readonly transcript: string; readonly revision: number; readonly seq: number },
  { me, takeOver }: { readonly me: string; readonly takeOver: CodingActions["takeOver"] },
): Seen | null {
  const { study, transcript, revision, seq } = place;
  const queries = useQueryClient();
  const [seen, setSeen] = useState<Seen | null>(null);
  const after = useRef(seq);
  after.current = Math.max(after.current, seq);
  useEffect(() => {
    let stopped = false;
    async function ask(): Promise<void> {
      if (document.visibilityState === "hidden") return;
      const params = { study, transcript };
      const answer = await client.call(routes.listCodingChanges, { params, query: { after: after.current } });
      if (stopped) return;
      if (answer.revision !== revision) {
        await queries.invalidateQueries({ queryKey: [routes.getTranscript.id] });
        return;
      }
      after.current = answer.changes.at(-1)?.seq ?? after.current;
      const foreign = answer.changes.filter(({ actor }) => actor !== me);
      takeOver(answer.changes);
      const last = foreign.at(-1);
      if (last === undefined) return;
      setSeen({ actor: last.actor, count: foreign.length, at: Date.now() });
      // they may have used a code that is new
      await queries.invalidateQueries({ queryKey: [routes.getCodebook.id] });
    }
    // without a network the next try comes by itself
    const timer = setInterval(() => void ask().catch(() => undefined), interval);
    return () => {
      stopped = true;
      clearInterval(timer);
    };
  }, [me, queries, revision, study, takeOver, transcript]);
  return seen;
}
