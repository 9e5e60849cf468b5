import { loadPack, type PackFiles, type StudyPack } from "@diaoyan/instruments";

/** Files of the packs that come with the program, as text; loaded only when somebody starts a study or a questionnaire. */
const files = import.meta.glob<string>(
  ["../../../../instruments/library/**/*.{json,yaml,md,csv,bib}", "!../../../../instruments/library/**/simulated/**"],
  { query: "?raw", import: "default", eager: true },
);

const root = /^.*\/instruments\/library\//u;

/** Packs that come with the program; `blank` has no questionnaire. */
export const shippedPacks = ["evaluation-reform", "talent-development", "activities", "blank"] as const;
export type ShippedPack = (typeof shippedPacks)[number];

const named = Object.entries(files).map(([path, text]) => [path.replace(root, ""), text] as const);

/** Blocks, protocols, record sheets, codebook and outlines that all packs share, under `common/`. */
export const sharedFiles: PackFiles = new Map(named.filter(([path]) => path.startsWith("common/")));

/** The files of a pack, shared ones included. */
export function readShippedPack(pack: ShippedPack): PackFiles {
  const own = named.flatMap(([path, text]) =>
    path.startsWith(`${pack}/`) ? [[path.slice(pack.length + 1), text] as const] : [],
  );
  return new Map([...own, ...sharedFiles]);
}

/** What is in each pack. */
export function listShippedPacks(): readonly { readonly name: ShippedPack; readonly pack: StudyPack }[] {
  return shippedPacks.map((name) => ({ name, pack: loadPack(readShippedPack(name)) }));
}
