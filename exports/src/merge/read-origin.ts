import { mergeRefused } from "../errors.ts";
import { readDocument } from "./read-document.ts";

/** Hashes of the state and of the outline a document was built from, as its properties keep them. */
export interface DocumentOrigin {
  readonly snapshot: string;
  readonly outline: string;
}

/** Says what an edited document was built from. Throws `docx.unreadable`, `merge.refused` where it was not built here. */
export function readOrigin(bytes: Uint8Array): DocumentOrigin {
  const { description } = readDocument(bytes);
  const [, snapshot, outline] = /快照 ([0-9a-f]{64})；提纲 ([0-9a-f]{64})/.exec(description) ?? [];
  if (snapshot === undefined || outline === undefined)
    throw mergeRefused(
      "its properties do not say what it was built from",
      "edit a document of `report build`, or name the built one with --base and its outline with --markdown",
    );
  return { snapshot, outline };
}
