/** What kind of thing changed between two definitions of a questionnaire. */
export type ChangeKind =
  | "added"
  | "removed"
  | "moved"
  | "type"
  | "wording"
  | "optionAdded"
  | "optionRemoved"
  | "optionMoved"
  | "condition"
  | "required"
  | "setting"
  | "notation";

/** What a change is about. */
export type ChangeSubject = "questionnaire" | "page" | "panel" | "question" | "part" | "construct" | "calculated";

/** One difference between two definitions, as a person would name it. */
export interface DefinitionChange {
  readonly kind: ChangeKind;
  readonly subject: ChangeSubject;
  /** Name of the page it stands on, of the older definition where it was removed; null around the pages. */
  readonly page: string | null;
  /** Name of the page, question or construct; `list.item` for a part of a question; empty for the questionnaire itself. */
  readonly name: string;
  /** Its Chinese title, the name where it has none. */
  readonly title: string;
  /** Property that changed, with the value of an option behind it, e.g. `choices 2`; empty where the whole thing did. */
  readonly property: string;
  /** Language of a wording. */
  readonly locale?: "zh" | "en";
  /** Null where nothing stood or stands. Values other than texts are JSON. */
  readonly before: string | null;
  readonly after: string | null;
}
