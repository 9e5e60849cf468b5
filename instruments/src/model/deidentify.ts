import type { TextSpan } from "./transcript.ts";

/** What a rule looks for by its form. */
export type IdentifierPattern = "phone" | "idNumber" | "email" | "project";

/** Words or a form of writing that tell who somebody is, and what stands there instead, e.g. 〔某高校〕. */
export type DeidentifyRule =
  | { readonly kind: "words"; readonly name: string; readonly words: readonly string[]; readonly replacement: string }
  | {
      readonly kind: "pattern";
      readonly name: string;
      readonly pattern: IdentifierPattern;
      readonly replacement: string;
    };

/** A place a rule found, in code points of the text it was found in. */
export interface IdentifierHit extends TextSpan {
  readonly rule: string;
  readonly text: string;
  readonly replacement: string;
}

/** A stretch of the original that something else stands for. */
export interface Replacement extends TextSpan {
  readonly replacement: string;
}

/**
 * A stretch of the original and the stretch of the de-identified text that stands for it. `kept`: the same characters,
 * one for one. Stretches follow each other without a gap and cover both texts.
 */
export interface AlignedStretch {
  readonly from: TextSpan;
  readonly to: TextSpan;
  readonly kept: boolean;
}
