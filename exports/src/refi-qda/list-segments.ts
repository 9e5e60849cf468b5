import { brandAs, type CodePointOffset, createOffsetIndex } from "@diaoyan/instruments";
import { ruleUser } from "./project-from-corpus.ts";
import type { Guid, QdaCode, QdaCoding, QdaProject, QdaSelection, QdaText } from "./qda-project.ts";

/** A code with its place in the tree. */
export interface CodePath {
  readonly code: QdaCode;
  /** Names from the top, joined by “ / ”. */
  readonly path: string;
  readonly level: number;
}

/** One coding as a reader sees it. */
export interface CodedSegment {
  readonly source: string;
  readonly start: number;
  readonly end: number;
  readonly quote: string;
  /** A code of the text as a whole. */
  readonly whole: boolean;
  readonly code: string;
  readonly color: string | null;
  readonly coder: string;
  readonly at: string;
  readonly memo: string;
  readonly comment: string;
}

/** All codes, each after the one above it. */
export function listCodePaths(codes: readonly QdaCode[], above: readonly string[] = []): readonly CodePath[] {
  return codes.flatMap((code) => {
    const names = [...above, code.name];
    return [{ code, path: names.join(" / "), level: above.length }, ...listCodePaths(code.children, names)];
  });
}

/** The codings of a project by source and place, those of whole texts last. */
export function listSegments(project: QdaProject): readonly CodedSegment[] {
  const say = createSayer(project);
  return project.sources.flatMap((source) => listSegmentsOf(source, say));
}

/** The codings of one text; a selection without codings is a comment and stands in one row as well. */
export function listSegmentsOf(source: QdaText, say: SayCoding): readonly CodedSegment[] {
  const index = createOffsetIndex(source.text);
  const at = (offset: number) => brandAs<CodePointOffset>(offset);
  const ordered = [...source.selections].sort((a, b) => a.start - b.start || a.end - b.end);
  const placed = ordered.flatMap((selection) => {
    const { start, end, codings } = selection;
    const quote = index.slice({ start: at(start), end: at(end) });
    const place = { source: source.name, start, end, quote, whole: false };
    return (codings.length === 0 ? [null] : codings).map((coding) => ({ ...place, ...say(coding, selection) }));
  });
  const text = { source: source.name, start: 0, end: index.length, quote: "（全文）", whole: true };
  return [...placed, ...source.codings.map((coding) => ({ ...text, ...say(coding, null) }))];
}

/** Says who gave which code to which selection, and what they noted; without a code it is a comment. */
export type SayCoding = (
  coding: QdaCoding | null,
  selection: QdaSelection | null,
) => Pick<CodedSegment, "code" | "color" | "coder" | "at" | "memo" | "comment">;

/** Prepares the names that codings refer to. */
export function createSayer({ codes, users, notes }: QdaProject): SayCoding {
  const paths = new Map(listCodePaths(codes).map((one) => [one.code.guid, one]));
  const people = new Map(users.map(({ guid, id, name }) => [guid, id === ruleUser ? "词典规则" : name]));
  const texts = new Map(notes.map(({ guid, text }) => [guid, text]));
  const read = (guids: readonly Guid[]): readonly string[] => guids.flatMap((guid) => texts.get(guid) ?? []);
  const join = (parts: readonly string[]): string => parts.filter((part) => part !== "").join("\n");
  return (coding, selection) => {
    const creator = coding?.creator ?? selection?.stamp.creator;
    const code = coding === null ? undefined : paths.get(coding.code);
    return {
      code: coding === null ? "（批注，未编码）" : (code?.path ?? ""),
      color: code?.code.color ?? null,
      coder: creator === undefined ? "" : (people.get(creator) ?? ""),
      at: coding?.created ?? selection?.stamp.created ?? "",
      memo: join(read(coding?.notes ?? [])),
      comment: join([selection?.description ?? "", ...read(selection?.notes ?? [])]),
    };
  };
}
