import { listTracked, summariseConstructs, type Tracked, type TrackedRow, trackAnswers } from "@diaoyan/analysis";
import type { Ports } from "../ports/ports.ts";
import type { StoredVersion } from "../ports/questionnaire-store.ts";
import type { StoredResponse } from "../ports/response-store.ts";

type TallyPorts = Pick<Ports, "studies" | "questionnaires" | "responses" | "progress">;

/** Constructs and open questions of the valid responses read so far. */
export interface Tally extends ReturnType<typeof summariseConstructs> {
  readonly tracked: Tracked;
  /** The newest version, undefined before the first: labels come from it. */
  readonly version: StoredVersion | undefined;
  /** More responses are being read; the figures are of a part. */
  readonly pending: boolean;
}

/**
 * Keeps what progress by construct needs of every response, a few numbers each: a change reads the new responses and drops
 * those that are gone, so a refresh does not open all answers again. Many unread ones are read behind the answer.
 */
export interface ConstructTally {
  read(study: string, questionnaire: string): Promise<Tally>;
}

interface Kept {
  readonly versions: string;
  readonly tracked: Tracked;
  readonly rows: Map<string, TrackedRow>;
  state: string;
  tally?: Tally;
  reading?: Promise<void>;
}

const keptQuestionnaires = 4;
const readAtOnce = 2_000;
/** Milliseconds the first reading of many responses may hold up an answer. */
const patience = 300;

export function createConstructTally(ports: TallyPorts): ConstructTally {
  const all = new Map<string, Kept>();

  function keptOf(key: string, versions: readonly StoredVersion[]): Kept {
    const hashes = versions.map(({ hash }) => hash).join(" ");
    const known = all.get(key);
    const newest = versions.at(-1);
    const tracked = newest && listTracked(newest.definition.constructs, newest.compiled);
    const kept =
      known?.versions === hashes
        ? known
        : { versions: hashes, tracked: tracked ?? { constructs: [], names: [], open: [] }, rows: new Map(), state: "" };
    all.delete(key);
    all.set(key, kept);
    for (const oldest of all.keys()) if (all.size > keptQuestionnaires) all.delete(oldest);
    return kept;
  }

  return {
    read: async (study, questionnaire) => {
      const state = await ports.studies.stateOf(study);
      const known = all.get(`${study}/${questionnaire}`);
      if (known?.state === state && known.tally !== undefined && !known.tally.pending) return known.tally;
      const versions = await ports.questionnaires.listVersions(study, questionnaire);
      const kept = keptOf(`${study}/${questionnaire}`, versions);
      const unread = await compareIds(ports, { study, questionnaire, rows: kept.rows });
      if (unread.length > readAtOnce || kept.reading !== undefined) {
        kept.reading ??= readRows(ports, { study, questionnaire, kept, versions }).finally(() => delete kept.reading);
        kept.reading.catch(() => undefined);
        await Promise.race([kept.reading, new Promise((resolve) => setTimeout(resolve, patience))]);
      } else if (unread.length > 0) {
        addRows(kept, versions, await ports.responses.findMany(study, unread));
      }
      const pending = kept.reading !== undefined;
      const summary = summariseConstructs(kept.tracked, [...kept.rows.values()]);
      kept.tally = { ...summary, tracked: kept.tracked, version: versions.at(-1), pending };
      kept.state = state;
      return kept.tally;
    },
  };
}

interface Reading {
  readonly study: string;
  readonly questionnaire: string;
  readonly rows: Map<string, TrackedRow>;
}

/** Drops the rows of responses that no longer count and answers the ids that have none yet. */
async function compareIds(ports: TallyPorts, { study, questionnaire, rows }: Reading): Promise<readonly string[]> {
  const valid = new Set(await ports.progress.listValidIds(study, questionnaire));
  for (const id of rows.keys()) if (!valid.has(id)) rows.delete(id);
  return [...valid].filter((id) => !rows.has(id));
}

async function readRows(
  ports: TallyPorts,
  given: Omit<Reading, "rows"> & { readonly kept: Kept; readonly versions: readonly StoredVersion[] },
): Promise<void> {
  const { study, questionnaire, kept, versions } = given;
  let after: string | undefined;
  for (;;) {
    const filter = { questionnaire, statuses: ["complete"] as const, limit: pageSize };
    const page = await ports.responses.list(study, { ...filter, ...(after === undefined ? {} : { after }) });
    addRows(kept, versions, page);
    after = page.at(-1)?.id;
    if (page.length < pageSize) return;
  }
}

/** Few enough that other requests are answered in between. */
const pageSize = 500;

function addRows(
  { rows, tracked }: Kept,
  versions: readonly StoredVersion[],
  responses: readonly StoredResponse[],
): void {
  const byHash = new Map(versions.map(({ hash, compiled }) => [String(hash), compiled]));
  for (const { id, version, answers, status } of responses) {
    const compiled = byHash.get(version);
    if (compiled === undefined || status !== "complete" || rows.has(id)) continue;
    rows.set(id, trackAnswers(tracked, compiled, answers));
  }
}
