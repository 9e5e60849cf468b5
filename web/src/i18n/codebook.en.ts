import type { CodebookMessages } from "./codebook.zh.ts";

/** Texts of the codebook's page in English. */
export const codebookEn: CodebookMessages = {
  note: (version) => `Version ${version}. Changes apply at once; a code in use cannot be deleted.`,
  search: "Find by number, name or definition",
  none: "No code matches.",
  choose: "Choose a code to see and change it.",
  add: "Add a top-level code",
  addChild: "Add a code below",
  remove: "Delete the code",
  inUse: (count) => `Used ${count} times; it cannot be deleted.`,
  hasChildren: "Delete the codes below it first.",
  used: (count) => `${count}`,
  version: "Version",
  versionNote: "Raise it with every change: reports quote it.",
  number: "Number",
  numberTaken: "another code has this number",
  name: "Name",
  newName: "New code",
  definition: "Definition",
  include: "Includes",
  exclude: "Does not include",
  example: "Example",
  rules: "Dictionary rules",
  rulesNote: "One a line, words separated by 、: any of them suggests the code. Conditions: a、b 且 c 非 d (and, not).",
  reorganise: {
    names: { merge: "Merge into…", move: "Move to…", split: "Split…" },
    notes: {
      merge:
        "Codings, codes beneath and dictionary rules go to another code, whose definition stays. It can be undone under Retrieval, Trail.",
      move: "Changes the parent and the number; numbers beneath follow.",
      split: "Makes a new code; the codings you tick go to it.",
    },
    targets: { merge: "Code to merge into", move: "Parent" },
    top: "(top level)",
    number: "Number",
    partName: "Name of the new code",
    saveFirst: "Save your edits first.",
    done: "Done; it can be undone under Trail.",
  },
};
