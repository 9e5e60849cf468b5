import { type CodingChangeLine, routes } from "@diaoyan/api/contract";
import { newUuid } from "@diaoyan/api/contract/uuid";
import { brandAs, type Code, type Codebook, type CodeId } from "@diaoyan/instruments";
import { client, problemOf } from "../api.ts";
import { newCode } from "../codebook/edit-codebook.ts";
import type { UnsentCoding } from "./unsent.ts";

/** A code of its own: short ids of the tree could meet those another person makes at the same time. */
export function makeCode(codebook: Codebook, name: string): Code {
  return { ...newCode(codebook, null, name), id: brandAs<CodeId>(`c-${newUuid(7)}`) };
}

/** Adds a code and puts it on its stretch, as one act; where the codebook was edited meanwhile it is read and numbered anew. */
export async function sendNewCode(
  { study, transcript }: { readonly study: string; readonly transcript: string },
  { act, end, id, part, revision, start }: UnsentCoding & { readonly part: Code },
): Promise<readonly CodingChangeLine[]> {
  const on = { coding: id, transcript, revision, start, end };
  for (let attempt = 1; ; attempt += 1) {
    const known = await client.call(routes.getCodebook, { params: { study } });
    const { number } = newCode(known.codebook as unknown as Codebook, null, part.name);
    const change = { kind: "add" as const, part: { ...part, number } as never, on };
    try {
      const body = { act, revision: known.revision, change };
      return (await client.call(routes.reorganiseCodes, { params: { study }, body })).changes;
    } catch (error) {
      if (attempt === 3 || problemOf(error)?.code !== "edit.conflict") throw error;
    }
  }
}
