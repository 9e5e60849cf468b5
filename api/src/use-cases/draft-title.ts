import type { LocalizedText, QuestionnaireDefinition } from "@diaoyan/instruments";

/** A draft is stored broken or not, so it may have no title: then its name stands for it. */
export function titleOf({ name, title }: QuestionnaireDefinition): LocalizedText {
  const { zh, en } = (title ?? {}) as { readonly zh?: unknown; readonly en?: unknown };
  if (typeof zh !== "string" || zh.trim() === "") return { zh: name };
  return typeof en === "string" ? { zh, en } : { zh };
}
