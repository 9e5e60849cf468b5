import type { CodeId } from "./ids.ts";

/** A dictionary rule: a clause that holds one of `any` (and all of `all`, and none of `none`) suggests the code. */
export interface DictionaryRule {
  readonly any: readonly string[];
  readonly all?: readonly string[];
  readonly none?: readonly string[];
}

/** A code with its definition, what belongs to it and what does not. */
export interface Code {
  readonly id: CodeId;
  readonly parent: CodeId | null;
  /** Number in the tree, e.g. 2.1. */
  readonly number: string;
  readonly name: string;
  readonly definition: string;
  readonly include: string;
  readonly exclude: string;
  readonly example: string;
  readonly rules: readonly DictionaryRule[];
  /** `#RRGGBB`, where a colour was chosen for it. */
  readonly color?: string;
}

/** Codes of a study in the order of their tree; `version` is what codings were made by. */
export interface Codebook {
  readonly version: string;
  readonly codes: readonly Code[];
  /** Modifiers that may stand on any coding, with their values, e.g. 评价倾向: 正, 负, 混合. */
  readonly modifiers: Readonly<Record<string, readonly string[]>>;
}
