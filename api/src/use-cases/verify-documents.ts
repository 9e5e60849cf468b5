import { hashBytes, hashJson, hashText, type Json } from "@diaoyan/instruments";
import type { AuditEntry } from "../ports/journal.ts";
import type { Ports } from "../ports/ports.ts";
import type { BuildRecord } from "../ports/report-store.ts";

type LoggedAction = Pick<AuditEntry, "action" | "subject">;
type DocumentPorts = Pick<Ports, "questionnaires" | "transcripts" | "reports" | "blobs">;

/** A questionnaire, transcript or report that is not what the audit log says was published, brought in or built. */
export interface DocumentFinding {
  readonly code: `${"version" | "transcript" | "report"}.${"changed" | "missing" | "unlogged"}`;
  readonly place: string;
  readonly message: string;
}

/**
 * Holds what answers and reports rest on against the audit log, which was read afterwards: published questionnaires,
 * transcripts, and files of built reports. What was logged before its hash was (`subject` without one) is held against the
 * hash beside it.
 */
export async function checkDocuments(
  ports: DocumentPorts,
  study: string,
  audit: readonly LoggedAction[],
): Promise<readonly DocumentFinding[]> {
  return [
    ...(await checkVersions(ports, study, audit)),
    ...(await checkTranscripts(ports, study, audit)),
    ...(await checkReports(ports, study, audit)),
  ];
}

const subjectsOf = (audit: readonly LoggedAction[], actions: RegExp): readonly string[] =>
  audit.filter(({ action }) => actions.test(action)).map(({ subject }) => subject);

async function checkVersions(
  { questionnaires }: DocumentPorts,
  study: string,
  audit: readonly LoggedAction[],
): Promise<readonly DocumentFinding[]> {
  const versions = await questionnaires.listVersions(study);
  const published = new Set(subjectsOf(audit, /^questionnaire\.publish$/));
  const findings: DocumentFinding[] = [];
  for (const { definition, hash } of versions) {
    const place = `${definition.name}@${hash}`;
    if (hashJson(definition as unknown as Json) !== hash) {
      findings.push({ code: "version.changed", place, message: "its questions are not those that were published" });
    } else if (!published.delete(place)) {
      findings.push({ code: "version.unlogged", place, message: "the log does not know that it was published" });
    }
  }
  const standing = new Set<string>(versions.map(({ hash }) => hash));
  for (const place of published) {
    if (standing.has(place.split("@").at(-1) ?? "")) continue;
    findings.push({ code: "version.missing", place, message: "a published questionnaire is gone" });
  }
  return findings;
}

async function checkTranscripts(
  { transcripts }: DocumentPorts,
  study: string,
  audit: readonly LoggedAction[],
): Promise<readonly DocumentFinding[]> {
  const logged = new Map<string, string>();
  for (const subject of subjectsOf(audit, /^(transcript\.import|transcript\.deidentify|coding\.correct)$/)) {
    const [, id, hash] = /^([0-9a-f-]{36})(?::\d+)? ([0-9a-f]{64})$/.exec(subject) ?? [];
    if (id !== undefined && hash !== undefined) logged.set(id, hash);
  }
  const findings: DocumentFinding[] = [];
  const standing = await transcripts.listHeads(study);
  for (const { id } of standing) {
    const transcript = await transcripts.find(study, id);
    const expected = logged.get(id) ?? transcript?.hash;
    if (transcript === undefined || hashText(transcript.text) === expected) continue;
    findings.push({ code: "transcript.changed", place: id, message: "its text is not what was brought in" });
  }
  const ids = new Set<string>(standing.map(({ id }) => id));
  for (const id of logged.keys()) {
    if (!ids.has(id)) findings.push({ code: "transcript.missing", place: id, message: "a transcript is gone" });
  }
  return findings;
}

/** How the audit log names a build, with the hashes of its files. */
export function describeBuild({ outline, id, snapshot, files }: BuildRecord): string {
  return `${outline}: ${id} from ${snapshot}; ${files.map(({ sha256 }) => sha256).join(" ")}`;
}

async function checkReports(
  { reports, blobs }: DocumentPorts,
  study: string,
  audit: readonly LoggedAction[],
): Promise<readonly DocumentFinding[]> {
  const logged = new Map<string, string>();
  for (const { action, subject } of audit) {
    const [, id] = /^[^:]+: (\S+) from /.exec(subject) ?? [];
    if (/^report\.(draft|final)$/.test(action) && id !== undefined) logged.set(id, `${action} ${subject}`);
  }
  const findings: DocumentFinding[] = [];
  for (const build of await reports.listBuilds(study)) {
    const said = logged.get(build.id);
    logged.delete(build.id);
    if (said === undefined) {
      findings.push({ code: "report.unlogged", place: build.id, message: "the log does not know that it was built" });
      continue;
    }
    const whole = `report.${build.mode} ${describeBuild(build)}`;
    const fits = said.includes("; ") ? said === whole : said === whole.split("; ")[0];
    if (!fits) findings.push({ code: "report.changed", place: build.id, message: "it is not what the log says" });
    for (const { key, name, sha256 } of build.files) {
      const bytes = await blobs.get(key);
      if (bytes !== undefined && hashBytes(bytes) === sha256) continue;
      findings.push({ code: "report.changed", place: `${build.id}/${name}`, message: "the file is gone or altered" });
    }
  }
  for (const id of logged.keys())
    findings.push({ code: "report.missing", place: id, message: "a built report is gone" });
  return findings;
}
