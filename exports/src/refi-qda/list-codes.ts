import type { QdaCode } from "./qda-project.ts";

/** Codes with all beneath them, each before its children. */
export function listCodes(codes: readonly QdaCode[]): readonly QdaCode[] {
  return codes.flatMap((code) => [code, ...listCodes(code.children)]);
}
