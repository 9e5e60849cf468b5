import type { Brand } from "@diaoyan/instruments";

/** 8-4-4-4-12 hexadecimal digits in upper case, without braces; unique in its project. */
export type Guid = Brand<string, "Guid">;

/** Who made a thing and when, as far as the file says; times are xsd:dateTime. */
export interface QdaStamp {
  readonly creator?: Guid;
  readonly created?: string;
  readonly modifier?: Guid;
  readonly modified?: string;
}

/** Somebody who coded or wrote. */
export interface QdaUser {
  readonly guid: Guid;
  readonly name: string;
  /** A short sign of the person, where the tool keeps one. */
  readonly id?: string;
}

/** A code with its subcodes. */
export interface QdaCode {
  readonly guid: Guid;
  readonly name: string;
  readonly codable: boolean;
  /** `#RRGGBB`. */
  readonly color?: string;
  readonly description: string;
  readonly notes: readonly Guid[];
  readonly children: readonly QdaCode[];
}

/** Types of the standard's variables. */
export type QdaVariableType = "Text" | "Boolean" | "Integer" | "Float" | "Date" | "DateTime";

/** An attribute that cases and sources have values of. */
export interface QdaVariable {
  readonly guid: Guid;
  readonly name: string;
  readonly type: QdaVariableType;
  readonly description: string;
}

/** A value as its lexical form; null where the file names the variable and gives no value. */
export interface QdaValue {
  readonly variable: Guid;
  readonly type: QdaVariableType;
  readonly value: string | null;
}

/** A case: what belongs together across sources. */
export interface QdaCase {
  readonly guid: Guid;
  readonly name: string | null;
  readonly description: string;
  readonly codes: readonly Guid[];
  readonly values: readonly QdaValue[];
  readonly sources: readonly Guid[];
  readonly selections: readonly Guid[];
}

/** One code given by one person; several persons may give the same selection the same code. */
export interface QdaCoding {
  readonly guid: Guid;
  readonly code: Guid;
  readonly creator?: Guid;
  readonly created?: string;
  readonly notes: readonly Guid[];
}

/** A stretch of a text in code points of its LF form, `end` exclusive. Without codings it is a comment. */
export interface QdaSelection {
  readonly guid: Guid;
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly description: string;
  readonly codings: readonly QdaCoding[];
  readonly notes: readonly Guid[];
  readonly stamp: QdaStamp;
}

/** What a transcript is of: a recording, and the moments of it that places of the text stand for. */
export interface QdaRecording {
  readonly kind: "AudioSource" | "VideoSource";
  /** Where the recording lies outside the file; "" where that is not known. */
  readonly path: string;
  /** Milliseconds of the recording and code points of the text, in the order of the file. */
  readonly times: readonly QdaTime[];
}

/** A moment of a recording and its place in the text. */
export interface QdaTime {
  readonly at: number;
  readonly position: number;
}

/** A source or a note: both are texts that can be coded. */
export interface QdaText {
  readonly guid: Guid;
  readonly name: string;
  /** Line ends are LF, without a byte order mark. */
  readonly text: string;
  /** The styled original, where there is one. */
  readonly rich: { readonly extension: string; readonly bytes: Uint8Array } | null;
  readonly description: string;
  readonly selections: readonly QdaSelection[];
  /** Codes of the text as a whole. */
  readonly codings: readonly QdaCoding[];
  readonly notes: readonly Guid[];
  readonly values: readonly QdaValue[];
  readonly stamp: QdaStamp;
  /** Only of transcripts. */
  readonly recording?: QdaRecording;
}

/** A link between two things of a project. */
export interface QdaLink {
  readonly guid: Guid;
  readonly name: string;
  readonly direction?: "Associative" | "OneWay" | "Bidirectional";
  readonly color?: string;
  readonly origin: Guid | null;
  readonly target: Guid | null;
  readonly notes: readonly Guid[];
}

/** Codes, sources and notes gathered under a name. */
export interface QdaSet {
  readonly guid: Guid;
  readonly name: string;
  readonly description: string;
  readonly codes: readonly Guid[];
  readonly sources: readonly Guid[];
  readonly notes: readonly Guid[];
}

/** A qualitative project as REFI-QDA can say it: plain data, every reference resolved. */
export interface QdaProject {
  readonly name: string;
  readonly origin: string;
  readonly description: string;
  readonly stamp: QdaStamp;
  readonly users: readonly QdaUser[];
  readonly codes: readonly QdaCode[];
  readonly variables: readonly QdaVariable[];
  readonly cases: readonly QdaCase[];
  readonly sources: readonly QdaText[];
  readonly notes: readonly QdaText[];
  readonly links: readonly QdaLink[];
  readonly sets: readonly QdaSet[];
  /** Notes on the project as a whole. */
  readonly noteRefs: readonly Guid[];
}

/** A codebook on its own. */
export type QdaCodebook = Pick<QdaProject, "origin" | "codes" | "sets">;
