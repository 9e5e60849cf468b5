import type { LintFinding, Variable } from "@diaoyan/instruments";
import { createContext, useContext } from "react";
import { authoringEn } from "../../i18n/authoring.en.ts";
import { type AuthoringMessages, authoringZh } from "../../i18n/authoring.zh.ts";
import { useLanguage } from "../texts.tsx";
import type { Edited } from "./edit/edit-outline.ts";
import type { JsonObject, JsonPath } from "./edit/json-path.ts";

/** The draft that is being edited, and how to change it. */
export interface Editor {
  readonly draft: JsonObject;
  /** What is chosen in the outline; null stands for the questionnaire itself. */
  readonly chosen: JsonPath | null;
  readonly readOnly: boolean;
  /** What the linter says about the draft of a moment ago. */
  readonly findings: readonly LintFinding[];
  /** Variables of the newest state without errors. */
  readonly variables: readonly Variable[];
  /** Another draft; edits of one `field` in a row are taken back together. */
  readonly apply: (edited: Edited, field?: string) => void;
  readonly choose: (path: JsonPath | null) => void;
}

export const EditorContext = createContext<Editor | null>(null);

/** The editor around a field; only inside the authoring page. */
export function useEditor(): Editor {
  const editor = useContext(EditorContext);
  if (editor === null) throw new Error("useEditor needs the authoring page around it");
  return editor;
}

export function useVariables(): readonly Variable[] {
  return useEditor().variables;
}

/** Texts of the authoring page, loaded with it. */
export function useAuthoringTexts(): AuthoringMessages {
  return useLanguage().locale === "en" ? authoringEn : authoringZh;
}
