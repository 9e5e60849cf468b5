import { canonicalJson, type Json, type StudySnapshot } from "@diaoyan/instruments";

/** How many of a kind came, went and were changed. */
export interface Moved {
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
}

/** What differs between two states of a study, as far as a report rests on it. */
export interface SnapshotChanges {
  /** Responses that count, by the title of their questionnaire. */
  readonly responses: ReadonlyMap<string, Moved>;
  /** Titles of questionnaires with another published version. */
  readonly questionnaires: ReadonlySet<string>;
  readonly sessions: Moved;
  readonly plan: Moved;
  readonly codings: Moved;
  readonly transcripts: Moved;
  readonly cases: Moved;
  readonly indicators: Moved;
  readonly findings: Moved;
  readonly recommendations: Moved;
  /** File names of outlines whose text differs. */
  readonly outlines: ReadonlySet<string>;
  /** `0.1.0 → 0.2.0`, null where both were made by one version. */
  readonly software: string | null;
}

/** Compares two states item by item, by id and content. */
export function compareSnapshots(was: StudySnapshot, now: StudySnapshot): SnapshotChanges {
  const both = <Item extends { readonly id: string }>(of: (snapshot: StudySnapshot) => readonly Item[]): Moved =>
    countMoved(of(was), of(now));
  const titles = [...new Set([...was.versions, ...now.versions].map(({ definition }) => definition.title.zh))];
  const ofTitle = (snapshot: StudySnapshot, title: string) => {
    const hashes = new Set(
      snapshot.versions.flatMap(({ hash, definition }) => (definition.title.zh === title ? [hash] : [])),
    );
    const responses = snapshot.responses.filter(({ version, status }) => hashes.has(version) && status === "complete");
    return { hashes: [...hashes].sort().join(), responses };
  };
  const pairs = titles.map((title) => ({ title, before: ofTitle(was, title), after: ofTitle(now, title) }));
  const texts = (snapshot: StudySnapshot) =>
    new Map(snapshot.pack.reports.map(({ file, markdown }) => [file, markdown]));
  const [before, after] = [texts(was), texts(now)];
  return {
    responses: new Map(pairs.map((one) => [one.title, countMoved(one.before.responses, one.after.responses)])),
    questionnaires: new Set(pairs.flatMap((one) => (one.before.hashes === one.after.hashes ? [] : [one.title]))),
    sessions: both(({ sessions }) => sessions),
    plan: both(({ plan = [] }) => plan),
    codings: both(({ codings }) => codings as unknown as readonly { readonly id: string }[]),
    transcripts: both(({ transcripts }) => transcripts),
    cases: both(({ cases }) => cases as unknown as readonly { readonly id: string }[]),
    indicators: both(({ pack }) => pack.indicators),
    findings: both(({ pack }) => pack.findings),
    recommendations: both(({ pack }) => pack.recommendations),
    outlines: new Set([...before.keys(), ...after.keys()].filter((file) => before.get(file) !== after.get(file))),
    software: was.software === now.software ? null : `${was.software} → ${now.software}`,
  };
}

function countMoved<Item extends { readonly id: string }>(was: readonly Item[], now: readonly Item[]): Moved {
  const text = (item: Item): string => canonicalJson(item as unknown as Json);
  const before = new Map(was.map((item) => [item.id, text(item)]));
  const after = new Map(now.map((item) => [item.id, text(item)]));
  const stayed = [...after].filter(([id]) => before.has(id));
  return {
    added: after.size - stayed.length,
    removed: before.size - stayed.length,
    changed: stayed.filter(([id, content]) => before.get(id) !== content).length,
  };
}

/** “新增3份、减少1份”; empty where nothing moved. */
export function sayMoved({ added, removed, changed }: Moved, unit: string): string {
  const parts = [
    added > 0 ? `新增${added}${unit}` : "",
    removed > 0 ? `减少${removed}${unit}` : "",
    changed > 0 ? `改动${changed}${unit}` : "",
  ];
  return parts.filter((part) => part !== "").join("、");
}
