import type { Coding } from "@diaoyan/analysis";
import { type CallOutput, routes } from "@diaoyan/api/contract";
import { newUuid } from "@diaoyan/api/contract/uuid";
import { type Code, sliceCodePoints, type TextSpan, type Transcript } from "@diaoyan/instruments";
import { useQueryClient } from "@tanstack/react-query";
import { useAction } from "../api.ts";

type Opened = CallOutput<typeof routes.getTranscript>;

/** Adds and takes away codings of one transcript. What is shown changes at once; the rest of the desk is read anew later. */
export function useCodings(study: string, transcript: string) {
  const queries = useQueryClient();
  const add = useAction(routes.addCoding, { quiet: true });
  const remove = useAction(routes.removeCoding, { quiet: true });
  const rules = useAction(routes.applyRules);
  const key = [routes.getTranscript.id, { params: { study, transcript } }];

  function change(edit: (codings: readonly Coding[]) => readonly Coding[]): void {
    queries.setQueryData<Opened>(key, (old) => {
      if (old === undefined) return undefined;
      return { ...old, codings: edit(old.codings as unknown as readonly Coding[]) as unknown as Opened["codings"] };
    });
  }

  function readCountsAgain(): void {
    void queries.invalidateQueries({ queryKey: [routes.getCodebook.id] });
    void queries.invalidateQueries({ queryKey: [routes.listTranscripts.id] });
  }

  /** Shows the coding at once under the id it will have; the server's word replaces it, or takes it away again. */
  async function addCoding(opened: Transcript, code: Code, { start, end }: TextSpan): Promise<void> {
    const id = newUuid(7);
    const quote = sliceCodePoints(opened.text, { start, end });
    const shown = { id, code: code.id, start, end, quote, origin: { kind: "human" } } as unknown as Coding;
    change((codings) => [...codings, shown]);
    const body = { transcript, revision: opened.revision, code: code.id, start, end };
    try {
      const added = (await add.mutateAsync({ params: { study, coding: id }, body })).coding as unknown as Coding;
      change((codings) => codings.map((coding) => (coding.id === id ? added : coding)));
    } catch {
      change((codings) => codings.filter((coding) => coding.id !== id));
    }
    readCountsAgain();
  }

  async function removeCoding(coding: Coding): Promise<void> {
    await remove.mutateAsync({ params: { study, coding: coding.id } });
    change((codings) => codings.filter(({ id }) => id !== coding.id));
    readCountsAgain();
  }

  return {
    addCoding,
    removeCoding,
    applyRules: () => rules.mutateAsync({ params: { study }, body: { transcripts: [transcript] } }),
    busy: rules.isPending,
    error: add.error ?? remove.error ?? rules.error,
  };
}
