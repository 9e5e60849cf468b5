import { type RosterField, rosterFields } from "@diaoyan/instruments";
import { useLanguage } from "../texts.tsx";

/** What people of the roster are counted by and drawn by. */
export const sampleAxes = [
  "category",
  "title",
  "ageBand",
  "education",
  "field",
  "level",
  "unitType",
  "pilotLevel",
  "district",
] as const;

/** The name of a field of the roster in the language of the page. */
export function useFieldLabel(): (field: RosterField) => string {
  const { show } = useLanguage();
  return (field) => {
    const found = rosterFields.find(({ id }) => id === field);
    return found === undefined ? field : show(found.label);
  };
}
