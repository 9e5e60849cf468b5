import { routes } from "@diaoyan/api/contract";
import { newUuid } from "@diaoyan/api/contract/uuid";
import { brandAs, type Code, type Codebook, type CodeId, type TextSpan, type Transcript } from "@diaoyan/instruments";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { client, problemOf } from "../api.ts";
import { newCode } from "../codebook/edit-codebook.ts";
import type { CodingActions } from "./use-codings.ts";

/** A code of its own: short ids of the tree could meet those another person makes at the same time. */
function makeCode(codebook: Codebook, name: string): Code {
  return { ...newCode(codebook, null, name), id: brandAs<CodeId>(`c-${newUuid(7)}`) };
}

/** Adds a code and puts it on a stretch, as one act; where the codebook was edited meanwhile it is read anew. */
export function useNewCode(
  study: string,
  { id: transcript, revision }: Transcript,
  { remember, run }: Pick<CodingActions, "remember" | "run">,
) {
  const queries = useQueryClient();
  return useCallback(
    async (name: string, { start, end }: TextSpan): Promise<Code | null> => {
      const on = { coding: newUuid(7), transcript, revision, start, end };
      let made: Code | null = null;
      await run(async () => {
        for (let attempt = 1; ; attempt += 1) {
          const { codebook, revision } = await client.call(routes.getCodebook, { params: { study } });
          const part = makeCode(codebook as unknown as Codebook, name);
          const act = newUuid(7);
          try {
            const body = { act, revision, change: { kind: "add" as const, part: part as never, on } };
            const { changes } = await client.call(routes.reorganiseCodes, { params: { study }, body });
            made = part;
            remember(act);
            await queries.invalidateQueries({ queryKey: [routes.getCodebook.id] });
            return changes;
          } catch (error) {
            if (attempt === 3 || problemOf(error)?.code !== "edit.conflict") throw error;
          }
        }
      });
      return made;
    },
    [queries, remember, revision, run, study, transcript],
  );
}
