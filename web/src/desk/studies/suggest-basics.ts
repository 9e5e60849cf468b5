import type { Study, StudyBasics } from "@diaoyan/instruments";
import type { ShippedPack } from "./shipped-packs.ts";

/** What is asked before a study starts. */
export interface NewStudyFields extends StudyBasics {
  readonly pack: ShippedPack;
}

/** What a study that starts from a pack may be called: the pack's own words, for the year of `today`. */
export function suggestBasics(pack: string, { title, region }: Study, today: string): StudyBasics {
  const year = Number(today.slice(0, 4));
  return {
    id: `${pack === "blank" ? "study" : pack}-${year}`,
    title: pack === "blank" ? "" : title.zh,
    region,
    from: `${year}-01-01`,
    to: `${year}-12-31`,
    retainUntil: `${year + 2}-12-31`,
  };
}
