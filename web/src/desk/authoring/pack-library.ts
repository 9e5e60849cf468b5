import { loadPack } from "@diaoyan/instruments";
import { listShippedPacks, readShippedPack, type ShippedPack } from "../studies/shipped-packs.ts";
import type { JsonObject } from "./edit/json-path.ts";

/** A questionnaire of a pack that can be copied. */
export interface PackQuestionnaire {
  readonly pack: ShippedPack;
  readonly name: string;
  readonly title: string;
}

export function listPackQuestionnaires(): readonly PackQuestionnaire[] {
  return listShippedPacks().flatMap(({ name: pack, pack: { questionnaires } }) =>
    questionnaires.map(({ name, title }) => ({ pack, name, title: title.zh })),
  );
}

/** The definition of a pack's questionnaire with its shared blocks in place; null for a name the pack has not. */
export function readPackQuestionnaire(pack: string, name: string): JsonObject | null {
  const found = loadPack(readShippedPack(pack as ShippedPack)).questionnaires.find((one) => one.name === name);
  return (found as unknown as JsonObject | undefined) ?? null;
}
