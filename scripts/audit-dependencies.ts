import { execFile } from "node:child_process";

/** What the registry's audit told of the packages that run in production, or why it told nothing. */
export type Audit = { readonly problems: readonly string[] } | { readonly skipped: string };

interface Vulnerability {
  readonly severity: string;
  readonly range: string;
  readonly via: readonly (string | { readonly title: string; readonly url: string })[];
  readonly fixAvailable: boolean | { readonly name: string; readonly version: string };
}

interface AuditReport {
  readonly auditReportVersion?: number;
  readonly vulnerabilities?: Readonly<Record<string, Vulnerability>>;
  readonly message?: string;
}

const grave: ReadonlySet<string> = new Set(["high", "critical"]);

/** Reads what `npm audit --json` printed: grave findings are problems, an answer that is no report is a reason to skip. */
export function readAudit(text: string): Audit {
  let report: AuditReport;
  try {
    report = JSON.parse(text) as AuditReport;
  } catch {
    return { skipped: text.trim().split("\n")[0] || "npm gave no answer" };
  }
  if (report.auditReportVersion === undefined) return { skipped: report.message ?? "npm gave no report" };
  const found = Object.entries(report.vulnerabilities ?? {}).filter(([, { severity }]) => grave.has(severity));
  return { problems: found.map(([name, vulnerability]) => describe(name, vulnerability)) };
}

function describe(name: string, { severity, range, via, fixAvailable }: Vulnerability): string {
  const reasons = via.map((one) => (typeof one === "string" ? `through ${one}` : `${one.title} ${one.url}`));
  const fix =
    typeof fixAvailable === "object"
      ? `update ${fixAvailable.name} to ${fixAvailable.version}`
      : fixAvailable
        ? '"npm audit fix" updates it'
        : "no release mends it yet: replace it, or say in docs/decisions why it does no harm here";
  return `${name} ${range} (${severity}): ${reasons.join("; ")}. ${fix}`;
}

const patienceMilliseconds = 20_000;

/** Asks the registry about the packages of the lockfile that run in production. Machines without a way there skip. */
export function auditDependencies(root: string): Promise<Audit> {
  const options = {
    cwd: root,
    timeout: patienceMilliseconds,
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, npm_config_fetch_retries: "0", npm_config_fetch_timeout: "10000" },
  };
  return new Promise((resolve) => {
    execFile("npm", ["audit", "--omit=dev", "--json"], options, (error, stdout) =>
      resolve(error?.killed ? { skipped: "the registry did not answer in time" } : readAudit(stdout)),
    );
  });
}
