import type { Guid, QdaCoding, QdaStamp, QdaText, QdaValue } from "./qda-project.ts";
import { writeElement, writeTextElement } from "./write-xml.ts";

/** References to things of the project. */
export function writeRefs(name: string, guids: readonly Guid[]): readonly string[] {
  return guids.map((targetGUID) => writeElement(name, { targetGUID }));
}

/** Who made a thing and when, as attributes. */
export function stampOf({
  creator,
  created,
  modifier,
  modified,
}: QdaStamp): Readonly<Record<string, string | undefined>> {
  return { creatingUser: creator, creationDateTime: created, modifyingUser: modifier, modifiedDateTime: modified };
}

/** A value of a case or a source. */
export function writeValue({ variable, type, value }: QdaValue): string {
  const written = value === null ? "" : writeTextElement(`${type}Value`, value) || `<${type}Value/>`;
  return writeElement("VariableValue", {}, [...writeRefs("VariableRef", [variable]), written]);
}

/** A code given to a stretch or a whole text. */
export function writeCoding({ guid, code, creator, created, notes }: QdaCoding): string {
  return writeElement("Coding", { guid, creatingUser: creator, creationDateTime: created }, [
    ...writeRefs("CodeRef", [code]),
    ...writeRefs("NoteRef", notes),
  ]);
}

/** What stands at the end of every source: codes of the whole, notes, values. */
export function writeTail({ codings, notes, values }: QdaText): readonly string[] {
  return [...codings.map(writeCoding), ...writeRefs("NoteRef", notes), ...values.map(writeValue)];
}
