import { loadPack } from "@diaoyan/instruments";
import type { JsonObject } from "./edit/json-path.ts";

/** Files of the packs that come with the program, as text; loaded only when somebody starts a questionnaire. */
const files = import.meta.glob<string>(
  ["../../../../instruments/library/**/*.{json,yaml,md,csv,bib}", "!../../../../instruments/library/**/simulated/**"],
  { query: "?raw", import: "default", eager: true },
);

const root = /^.*\/instruments\/library\//u;
const packs = ["evaluation-reform", "talent-development", "activities"];

/** A questionnaire of a pack that can be copied. */
export interface PackQuestionnaire {
  readonly pack: string;
  readonly name: string;
  readonly title: string;
}

function readPack(pack: string) {
  const named = Object.entries(files).map(([path, text]) => [path.replace(root, ""), text] as const);
  const own = named.flatMap(([path, text]) =>
    path.startsWith(`${pack}/`) ? [[path.slice(pack.length + 1), text] as const] : [],
  );
  return loadPack(new Map([...own, ...named.filter(([path]) => path.startsWith("common/"))]));
}

export function listPackQuestionnaires(): readonly PackQuestionnaire[] {
  return packs.flatMap((pack) =>
    readPack(pack).questionnaires.map(({ name, title }) => ({ pack, name, title: title.zh })),
  );
}

/** The definition of a pack's questionnaire with its shared blocks in place; null for a name the pack has not. */
export function readPackQuestionnaire(pack: string, name: string): JsonObject | null {
  const found = readPack(pack).questionnaires.find((one) => one.name === name);
  return (found as unknown as JsonObject | undefined) ?? null;
}
