import { brandAs, hashText } from "@diaoyan/instruments";
import type { Guid } from "./qda-project.ts";
import { sayKind } from "./say-finding.ts";

const form = /^\{?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\}?$/iu;

/** A GUID of any case, with braces or without, in the one form used here; null for anything else. */
export function readGuid(raw: string): Guid | null {
  const found = form.exec(raw.trim())?.[1];
  return found === undefined ? null : brandAs<Guid>(found.toUpperCase());
}

/** A GUID that is always the same for the same thing (RFC 9562, version 8, from SHA-256), so that exports can be merged. */
export function mintGuid(kind: string, id: string): Guid {
  const hex = hashText(`diaoyan\n${kind}\n${id}`).toUpperCase();
  const variant = "89AB"[Number.parseInt(hex[16] ?? "0", 16) % 4];
  return brandAs<Guid>(
    `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`,
  );
}

/** The id itself where it is a GUID, else one made from it. */
export function guidOf(kind: string, id: string): Guid {
  return readGuid(id) ?? mintGuid(kind, id);
}

/** Gives every thing of a file its own GUID and finds it again by what the file calls it. */
export interface GuidRegister {
  /** The GUID of a thing that is defined here. */
  define(kind: string, raw: string | undefined): Guid;
  /** Another name of a thing defined before. */
  alias(kind: string, raw: string | undefined, guid: Guid): void;
  /** A thing that was not kept: nothing leads to it from now on. */
  forget(guid: Guid): void;
  /** The thing of one of these kinds that is meant; null where there is none. */
  find(kinds: readonly string[], raw: string | undefined): Guid | null;
}

const keyOf = (raw: string): string => readGuid(raw) ?? raw.trim();

/**
 * A register that keeps GUIDs apart which a tool uses for two things (a code and a case, say): the second gets one of its
 * own. `tell` hears of GUIDs that are missing, malformed or used twice.
 */
export function createGuidRegister(tell: (message: string, detail: string) => void): GuidRegister {
  const used = new Set<string>();
  const byKind = new Map<string, Guid>();
  let missing = 0;
  const take = (kind: string, key: string, wanted: Guid | null): Guid => {
    let guid = wanted ?? mintGuid(kind, key);
    for (let copy = 2; used.has(guid); copy += 1) guid = mintGuid(kind, `${key}\n${copy}`);
    used.add(guid);
    return guid;
  };
  return {
    define(kind, raw = "") {
      missing += raw === "" ? 1 : 0;
      const key = raw === "" ? `missing ${missing}` : keyOf(raw);
      const wanted = readGuid(raw);
      if (wanted === null)
        tell(
          `${kind} has ${raw === "" ? "no GUID" : `the GUID “${raw}”, which is none`}`,
          `${sayKind(kind)}${raw === "" ? "没有标识" : `的标识“${raw}”不合规范`}`,
        );
      else if (byKind.has(`${kind} ${key}`))
        tell(
          `two of kind ${kind} have the GUID ${wanted}; the second got its own`,
          `两个${sayKind(kind)}同用 ${wanted}，后一个另行分配`,
        );
      const guid = take(kind, key, wanted);
      if (!byKind.has(`${kind} ${key}`)) byKind.set(`${kind} ${key}`, guid);
      return guid;
    },
    alias(kind, raw, guid) {
      if (raw !== undefined && !byKind.has(`${kind} ${keyOf(raw)}`)) byKind.set(`${kind} ${keyOf(raw)}`, guid);
    },
    forget: (guid) => {
      for (const [key, known] of byKind) if (known === guid) byKind.delete(key);
    },
    find(kinds, raw) {
      if (raw === undefined) return null;
      for (const kind of kinds) {
        const guid = byKind.get(`${kind} ${keyOf(raw)}`);
        if (guid !== undefined) return guid;
      }
      return null;
    },
  };
}
