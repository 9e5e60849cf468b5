import type { Clock } from "../ports/clock.ts";
import type { Ports } from "../ports/ports.ts";
import type { Collector, StoredVersion } from "../ports/questionnaire-store.ts";
import type { StudyDocument } from "../ports/study-store.ts";
import { found } from "../problems.ts";

/** What a respondent's request needs to know: read once a second, versions once for good. */
export interface CollectorPlace {
  readonly collector: Collector;
  readonly version: StoredVersion;
  readonly document: StudyDocument;
}

const freshMilliseconds = 1_000;
const keptPlaces = 500;

/** Finds collectors by id through a small cache; `forget` drops one that was just changed. */
export interface CollectorLookup {
  find(collector: string): Promise<CollectorPlace>;
  knowsNotice(study: string, version: string): Promise<boolean>;
  forget(collector?: string): void;
}

export function createCollectorLookup(
  ports: Pick<Ports, "collectors" | "questionnaires" | "studies"> & { readonly clock: Clock },
): CollectorLookup {
  const places = new Map<string, { readonly until: number; readonly place: Promise<CollectorPlace> }>();
  const versions = new Map<string, StoredVersion>();
  const notices = new Set<string>();

  async function versionOf(collector: Collector): Promise<StoredVersion> {
    const key = `${collector.study}/${collector.version}`;
    const kept = versions.get(key);
    if (kept !== undefined && kept.status === "published") return kept;
    const version = await ports.questionnaires.findVersion(collector.study, collector.version);
    const known = found(version, "version.notFound", collector.version);
    if (versions.size >= keptPlaces) versions.clear();
    versions.set(key, known);
    return known;
  }

  async function load(id: string): Promise<CollectorPlace> {
    const collector = found(await ports.collectors.find(id), "collector.notFound", id);
    const document = found(await ports.studies.find(collector.study), "study.notFound", collector.study);
    return { collector, document, version: await versionOf(collector) };
  }

  return {
    find: (id) => {
      const now = Date.parse(ports.clock.now());
      const kept = places.get(id);
      if (kept !== undefined && kept.until > now) return kept.place;
      if (places.size >= keptPlaces) places.clear();
      const place = load(id);
      places.set(id, { until: now + freshMilliseconds, place });
      place.catch(() => places.delete(id));
      return place;
    },
    knowsNotice: async (study, version) => {
      const key = `${study}/${version}`;
      if (notices.has(key)) return true;
      const known = (await ports.studies.findNotice(study, version)) !== undefined;
      if (known) notices.add(key);
      return known;
    },
    forget: (id) => {
      versions.clear();
      if (id === undefined) places.clear();
      else places.delete(id);
    },
  };
}
