import type { Code, Codebook } from "@diaoyan/instruments";

/** Codes whose number, name or definition holds all the words typed; names before definitions. */
export function findCodes(codebook: Codebook, typed: string): readonly Code[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const holds = (text: string) => words.every((word) => text.toLowerCase().includes(word));
  const byName = codebook.codes.filter((code) => holds(`${code.number} ${code.name}`));
  const byDefinition = codebook.codes.filter((code) => !byName.includes(code) && holds(code.definition));
  return [...byName, ...byDefinition];
}
