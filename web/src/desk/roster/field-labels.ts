import { type RosterField, rosterFields } from "@diaoyan/instruments";
import { useLanguage } from "../texts.tsx";

/** The name of a field of the roster in the language of the page. */
export function useFieldLabel(): (field: RosterField) => string {
  const { show } = useLanguage();
  return (field) => {
    const found = rosterFields.find(({ id }) => id === field);
    return found === undefined ? field : show(found.label);
  };
}
