import type { Json } from "../model/questionnaire.ts";
import type { PackFindings } from "./pack-finding.ts";

/** Shared blocks by file and block name: `blocks.get("background")?.get("routing")` is an array of elements. */
export type SharedBlocks = ReadonlyMap<string, ReadonlyMap<string, readonly Json[]>>;

interface Place {
  readonly file: string;
  readonly blocks: SharedBlocks;
  readonly findings: PackFindings;
}

/**
 * Replaces `{"include": "file#block"}` inside arrays by the elements of a shared block of `common/file.json`.
 * Blocks hold no further includes, so that a reader finds every question in one step.
 */
export function resolveIncludes(value: Json, place: Place, path = ""): Json {
  if (Array.isArray(value))
    return value.flatMap((item: Json, index): readonly Json[] => {
      const target = includeTarget(item);
      return target === undefined
        ? [resolveIncludes(item, place, `${path}[${index}]`)]
        : findBlock(target, place, `${path}[${index}]`);
    });
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      resolveIncludes(inner as Json, place, path === "" ? key : `${path}.${key}`),
    ]),
  );
}

function includeTarget(item: Json): string | undefined {
  if (item === null || typeof item !== "object" || Array.isArray(item)) return undefined;
  const target = (item as { readonly include?: Json }).include;
  return typeof target === "string" && Object.keys(item).length === 1 ? target : undefined;
}

function findBlock(target: string, { file, blocks, findings }: Place, path: string): readonly Json[] {
  const [source = "", name = ""] = target.split("#");
  const block = blocks.get(source)?.get(name);
  if (block !== undefined) return block;
  const known = [...blocks].flatMap(([from, inside]) => [...inside.keys()].map((one) => `${from}#${one}`));
  findings.add({
    file,
    path,
    code: "pack.include",
    message: `includes "${target}", which no shared file has`,
    remedy: known.length > 0 ? `use one of ${known.join(", ")}` : "add a file common/<name>.json with the block",
  });
  return [];
}
