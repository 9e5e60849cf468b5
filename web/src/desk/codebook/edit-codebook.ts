import { nextNumber } from "@diaoyan/analysis";
import { brandAs, type Code, type Codebook, type CodeId } from "@diaoyan/instruments";

/** The codes below a code, or on top, in the order of the codebook. */
export function childrenOf({ codes }: Codebook, parent: CodeId | null): readonly Code[] {
  return codes.filter((code) => code.parent === parent);
}

/** All codes, each followed by those below it, with its depth. */
export function inTreeOrder(codebook: Codebook): readonly { readonly code: Code; readonly depth: number }[] {
  const below = (parent: CodeId | null, depth: number): { code: Code; depth: number }[] =>
    childrenOf(codebook, parent).flatMap((code) => [{ code, depth }, ...below(code.id, depth + 1)]);
  return below(null, 0);
}

/** The codebook with one code changed. */
export function changeCode(codebook: Codebook, code: Code): Codebook {
  return { ...codebook, codes: codebook.codes.map((one) => (one.id === code.id ? code : one)) };
}

export function removeCode(codebook: Codebook, id: CodeId): Codebook {
  return { ...codebook, codes: codebook.codes.filter((code) => code.id !== id) };
}

/** A new code below a parent, or on top: next free number, an id that nothing had. */
export function newCode(codebook: Codebook, parent: Code | null, name: string): Code {
  const ids = new Set<string>(codebook.codes.map(({ id }) => id));
  const number = nextNumber(codebook, parent);
  const base = `c${number.replaceAll(/[^0-9A-Za-z]+/g, "-")}`;
  let id = base;
  for (let again = 2; ids.has(id); again += 1) id = `${base}-${again}x`;
  const texts = { definition: "", include: "", exclude: "", example: "" };
  return { id: brandAs<CodeId>(id), parent: parent?.id ?? null, number, name, ...texts, rules: [] };
}
