import { listTracked, summariseConstructs, type Tracked, type TrackedRow, trackAnswers } from "@diaoyan/analysis";
import type { Ports } from "../ports/ports.ts";
import type { StoredVersion } from "../ports/questionnaire-store.ts";
import type { StoredResponse } from "../ports/response-store.ts";

type TallyPorts = Pick<Ports, "studies" | "questionnaires" | "responses" | "progress">;

/** Constructs and open questions of the valid responses read so far. */
export interface Tally extends ReturnType<typeof summariseConstructs> {
  /** The answers are being read for the first time; there are no figures yet. */
  readonly pending: boolean;
}

/**
 * Keeps what progress by construct needs of every response, a few numbers each: a change reads the new responses and drops
 * those that are gone, so a refresh does not open all answers again. Where there are many, an answer does not wait for that:
 * it tells the state before, and the next one the state after.
 */
export interface ConstructTally {
  read(study: string, questionnaire: string): Promise<Tally>;
}

interface Kept {
  readonly hashes: string;
  readonly tracked: Tracked;
  readonly rows: Map<string, TrackedRow>;
  state: string;
  tally: Tally;
  refreshing: Promise<void> | undefined;
}

interface Place {
  readonly study: string;
  readonly questionnaire: string;
}

const keptQuestionnaires = 4;
/** Responses up to which an answer waits for the newest figures. */
const few = 2_000;
/** Milliseconds an answer waits beyond that. */
const patience = 300;
/** Few enough that other requests are answered in between. */
const pageSize = 500;

export function createConstructTally(ports: TallyPorts): ConstructTally {
  const all = new Map<string, Kept>();

  function keep(key: string, versions: readonly StoredVersion[]): Kept {
    const hashes = versions.map(({ hash }) => hash).join(" ");
    const known = all.get(key);
    const kept = known?.hashes === hashes ? known : startKept(hashes, versions.at(-1));
    all.delete(key);
    all.set(key, kept);
    for (const oldest of all.keys()) if (all.size > keptQuestionnaires) all.delete(oldest);
    return kept;
  }

  return {
    read: async (study, questionnaire) => {
      const place = { study, questionnaire };
      const key = `${study}/${questionnaire}`;
      const state = await ports.studies.stateOf(study);
      const known = all.get(key);
      if (known?.state === state) return known.tally;
      const versions = await ports.questionnaires.listVersions(study, questionnaire);
      const kept = keep(key, versions);
      kept.refreshing ??= refresh(ports, place, { kept, versions, state }).finally(() => {
        kept.refreshing = undefined;
      });
      const { refreshing } = kept;
      const waiting = kept.rows.size > few || !(await isSmall(ports, place));
      if (waiting) {
        refreshing.catch(() => undefined);
        await Promise.race([refreshing, new Promise((resolve) => setTimeout(resolve, patience))]);
      } else {
        await refreshing;
        if (kept.state !== state) await refresh(ports, place, { kept, versions, state });
      }
      return kept.tally;
    },
  };
}

function startKept(hashes: string, newest: StoredVersion | undefined): Kept {
  const tracked = newest && listTracked(newest.definition.constructs, newest.compiled);
  const tally = { constructs: [], open: [], pending: true };
  const nothing = { constructs: [], names: [], open: [] };
  return { hashes, tracked: tracked ?? nothing, rows: new Map(), state: "", tally, refreshing: undefined };
}

async function isSmall({ progress }: TallyPorts, { study, questionnaire }: Place): Promise<boolean> {
  const groups = await progress.countGroups(study, questionnaire);
  return groups.reduce((sum, { count }) => sum + count, 0) <= few;
}

interface Refresh {
  readonly kept: Kept;
  readonly versions: readonly StoredVersion[];
  readonly state: string;
}

/** Drops the rows of responses that no longer count, reads those that have none yet, and adds all up. */
async function refresh(ports: TallyPorts, { study, questionnaire }: Place, given: Refresh): Promise<void> {
  const { kept, versions, state } = given;
  const valid = new Set(await ports.progress.listValidIds(study, questionnaire));
  for (const id of kept.rows.keys()) if (!valid.has(id)) kept.rows.delete(id);
  // in the order they are stored in, so that neighbours are read together
  const unread = [...valid].filter((id) => !kept.rows.has(id)).sort();
  for (let at = 0; at < unread.length; at += pageSize) {
    addRows(kept, versions, await ports.responses.findMany(study, unread.slice(at, at + pageSize)));
  }
  kept.tally = { ...summariseConstructs(kept.tracked, [...kept.rows.values()]), pending: false };
  kept.state = state;
}

function addRows(
  { rows, tracked }: Kept,
  versions: readonly StoredVersion[],
  responses: readonly StoredResponse[],
): void {
  const byHash = new Map(versions.map(({ hash, compiled }) => [String(hash), compiled]));
  for (const { id, version, answers, status } of responses) {
    const compiled = byHash.get(version);
    if (compiled !== undefined && status === "complete") rows.set(id, trackAnswers(tracked, compiled, answers));
  }
}
