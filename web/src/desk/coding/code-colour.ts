import type { Code, Codebook } from "@diaoyan/instruments";

/** Hues far enough apart to be told from each other, one a top-level code, used again from the start after the last. */
const hues = [212, 28, 145, 330, 265, 185, 52, 0, 95, 235] as const;

/** Colour of a code as its top-level code has it. */
export function codeHue(codebook: Codebook, code: string): number {
  const byId = new Map<string, Code>(codebook.codes.map((one) => [one.id, one]));
  let top = byId.get(code);
  while (top?.parent != null) top = byId.get(top.parent);
  const tops = codebook.codes.filter(({ parent }) => parent === null);
  return (
    hues[
      Math.max(
        0,
        tops.findIndex((one) => one.id === top?.id),
      ) % hues.length
    ] ?? 212
  );
}

/** Colours of all codes at once. */
export function codeHues(codebook: Codebook): ReadonlyMap<string, number> {
  return new Map(codebook.codes.map(({ id }) => [id, codeHue(codebook, id)]));
}
