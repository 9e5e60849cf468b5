import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Session } from "@diaoyan/instruments";
import { parse } from "yaml";
import type { SimulatedCollection } from "./finish-cases.ts";
import type { SimulatedPolicy } from "./import-policies.ts";
import { type HandCoding, readHandCoding } from "./place-hand-codings.ts";

/** A simulated session of a pack, with the transcript file and the case that are made of it. */
export interface SimulatedSession {
  readonly session: Omit<Session, "id" | "revision">;
  /** Bytes of the transcript, null for meetings without one. */
  readonly transcript: Uint8Array<ArrayBuffer> | null;
  /** What the first coder of the demonstration codes in the transcript. */
  readonly codings: readonly HandCoding[];
  readonly caseKind: "reform" | "person" | null;
  readonly caseTitle: string;
  readonly attributes: Readonly<Record<string, string>>;
}

type Entry = Omit<Session, "id" | "revision"> & {
  readonly transcript?: string | null;
  readonly caseKind?: "reform" | "person" | null;
  readonly caseTitle?: string | null;
  readonly attributes?: Readonly<Record<string, string>>;
};

/** Reads `simulated/sessions.yaml` of a pack folder, the transcripts it names and their `codings.yaml`; none where a pack has no fieldwork. */
export async function readSimulatedSessions(packFolder: string): Promise<readonly SimulatedSession[]> {
  const folder = join(packFolder, "simulated");
  if (!existsSync(join(folder, "sessions.yaml"))) return [];
  const document = parse(await readFile(join(folder, "sessions.yaml"), "utf8")) as {
    readonly sessions: readonly Entry[];
  };
  const codings = parse(await readFile(join(folder, "codings.yaml"), "utf8")) as Record<string, readonly string[]>;
  return Promise.all(
    document.sessions.map(async ({ transcript, caseKind, caseTitle, attributes, ...session }) => ({
      session,
      transcript: transcript ? new Uint8Array(await readFile(join(folder, "transcripts", transcript))) : null,
      codings: transcript ? (codings[transcript] ?? []).map(readHandCoding) : [],
      caseKind: caseKind ?? null,
      caseTitle: caseTitle ?? session.title,
      attributes: attributes ?? {},
    })),
  );
}

/** Reads `simulated/policies.yaml` of a pack folder and the documents it names; none where a pack has none. */
export async function readSimulatedPolicies(packFolder: string): Promise<readonly SimulatedPolicy[]> {
  const folder = join(packFolder, "simulated");
  if (!existsSync(join(folder, "policies.yaml"))) return [];
  const { policies } = parse(await readFile(join(folder, "policies.yaml"), "utf8")) as {
    readonly policies: readonly Omit<SimulatedPolicy, "bytes">[];
  };
  return Promise.all(
    policies.map(async (policy) => ({
      ...policy,
      bytes: new Uint8Array(await readFile(join(folder, "policies", policy.file))),
    })),
  );
}

/** Reads `simulated/collection.yaml` of a pack folder; undefined where a pack has none. */
export async function readSimulatedCollection(packFolder: string): Promise<SimulatedCollection | undefined> {
  const file = join(packFolder, "simulated", "collection.yaml");
  return existsSync(file) ? (parse(await readFile(file, "utf8")) as SimulatedCollection) : undefined;
}
