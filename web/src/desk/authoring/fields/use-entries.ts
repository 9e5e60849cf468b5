import type { Json } from "@diaoyan/instruments";
import { type JsonPath, listAt } from "../edit/json-path.ts";
import { useEditor } from "../editor.ts";
import { useValue } from "./plain-fields.tsx";

/** The entries of an optional list of the draft and how to change them; the last one takes the property away with it. */
export function useEntries(path: JsonPath) {
  const { draft } = useEditor();
  const { write, readOnly } = useValue(path);
  const list = listAt(draft, path);
  const put = (next: readonly Json[]) => write(next.length === 0 ? undefined : next);
  return {
    list,
    readOnly,
    add: (entry: Json) => put([...list, entry]),
    change: (index: number, entry: Json) => put(list.map((other, place) => (place === index ? entry : other))),
    remove: (index: number) => put(list.filter((_, place) => place !== index)),
  };
}
