import type { Ports } from "../ports/ports.ts";
import { Problem } from "../problems.ts";

type LookupPorts = Pick<Ports, "studies" | "questionnaires" | "collectors" | "sessions" | "reports">;

/** What a command was told to look at; only where its options say so. */
interface Asked {
  readonly study?: string | undefined;
}

const listed = 20;

/** A problem of something that is not there, with its kind in front and the names of what is there as its remedy; any other error as it is. */
export async function nameWhatIsThere(error: unknown, ports: LookupPorts, { study = "" }: Asked): Promise<unknown> {
  if (!(error instanceof Problem)) return error;
  // a questionnaire without a version has no data either
  const code = error.body.code === "analysis.noData" ? "questionnaire.notFound" : error.body.code;
  const [kind = "", what] = code.split(".");
  const names = what === "notFound" ? await namesOf(ports, kind, study) : undefined;
  if (names === undefined) return error;
  const remedy = names.length === 0 ? nothingThere(kind, study) : `${whereOf(kind, study)}: ${cut(names)}`;
  const detail = error.body.detail.replace(/called "(.+) \(published.*\)"$/u, 'called "$1" and published');
  return new Problem({ ...error.body, detail: `${kind}: ${detail}`, remedy });
}

async function namesOf(ports: LookupPorts, kind: string, study: string): Promise<readonly string[] | undefined> {
  if (kind === "study") return (await ports.studies.list()).map((document) => document.study.id);
  if (kind === "questionnaire") {
    const published = new Set((await ports.questionnaires.listVersionHeads(study)).map(({ name }) => String(name)));
    const drafts = await ports.questionnaires.listDrafts(study);
    return drafts.map(({ name }) => (published.has(name) ? name : `${name} (not published)`));
  }
  if (kind === "collector") {
    return (await ports.collectors.list(study)).map(({ id, label }) => `${id} (${label})`);
  }
  if (kind === "session") {
    return (await ports.sessions.list(study)).map(({ id, number, title }) => `${id} (${number} ${title})`);
  }
  return undefined;
}

const plural = { study: "studies", questionnaire: "questionnaires", collector: "links", session: "sessions" } as const;

function whereOf(kind: string, study: string): string {
  const many = plural[kind as keyof typeof plural];
  return kind === "study" ? `${many} of this installation` : `${many} of ${study}`;
}

function nothingThere(kind: string, study: string): string {
  if (kind === "study") return 'this installation has no study yet; "diaoyan load <pack>" brings one in';
  return `${study} has no ${plural[kind as keyof typeof plural]} yet`;
}

function cut(names: readonly string[]): string {
  const more = names.length > listed ? `, and ${names.length - listed} more` : "";
  return `${names.slice(0, listed).join(", ")}${more}`;
}
