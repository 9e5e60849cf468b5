import { loneSurrogate } from "../errors.ts";

/** Throws `text.lone-surrogate` when half of a UTF-16 pair stands alone: such a text has no code points to count. */
export function assertWellFormed(text: string): void {
  const found = /\p{Surrogate}/u.exec(text);
  if (found) throw loneSurrogate(found.index);
}
