import { listCodes } from "./list-codes.ts";
import type { Guid, QdaLink, QdaProject } from "./qda-project.ts";

/** What stands for a name where a file gives none. */
export const unnamed = "（未命名）";

/** What people call a link; one without a name goes by what it joins. */
export function nameLink(
  { name, origin, target }: Pick<QdaLink, "name" | "origin" | "target">,
  names: ReadonlyMap<Guid, string>,
): string {
  if (name !== "") return name;
  const [from, to] = [origin, target].map((end) => (end && names.get(end)) || unnamed);
  return `${from} → ${to}`;
}

/** Names of all that a link may join; a stretch goes by its name, else by the text it stands in. */
export function nameThings({ cases, codes, notes, sets, sources, variables }: QdaProject): ReadonlyMap<Guid, string> {
  const texts = [...sources, ...notes];
  const stretches = texts.flatMap(({ name: text, selections }) =>
    selections.map(({ guid, name }) => ({ guid, name: name === "" ? text : name })),
  );
  const things = [...listCodes(codes), ...variables, ...cases, ...texts, ...stretches, ...sets];
  return new Map(things.map(({ guid, name }) => [guid, name ?? ""]));
}
