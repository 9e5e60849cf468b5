import { join } from "node:path";
import { CompiledQuery } from "kysely";
import { expect } from "vitest";
import { routes } from "../../src/contract/index.ts";
import type { JsonValue } from "../../src/contract/values.ts";
import { Sqlite3Connection } from "../../src/storage/sqlite3-connection.node.ts";
import { anonymous, type Reached, type Session, setUpOperator } from "../people.ts";
import { codeOf } from "../problem-of.ts";
import { startTestServer, type TestServer } from "../start-test-server.ts";
import { openLink, openSmallStudy, smallStudy, smallSubmission } from "../study.ts";

type Submitted = ReturnType<typeof smallSubmission> & {
  readonly invitation?: string;
  readonly finishedAt?: string | null;
};

/** A server with the small study, whoever attacks it, and what is needed to see that nothing was stored. */
export interface AttackSite {
  readonly server: TestServer;
  readonly lead: Session;
  readonly attacker: Session;
  readonly collector: string;
  readonly version: string;
  /** A submission that would be accepted. */
  honest(answers?: Record<string, JsonValue>): ReturnType<typeof smallSubmission>;
  submit(body: Submitted, to?: string): ReturnType<typeof submitTo>;
  open(more?: Parameters<typeof openLink>[2]): Promise<string>;
  invite(collector: string, ...names: readonly string[]): Promise<readonly { person: string; token: string }[]>;
  /** Rows of everything a respondent's request could write. */
  stored(): Promise<Readonly<Record<string, number>>>;
  /** Expects that `work` is refused with `code` and leaves nothing behind. */
  refuses(code: string, work: () => Promise<unknown>): Promise<void>;
  close(): Promise<void>;
}

const written = [
  "responses",
  "held_responses",
  "response_log",
  "response_drafts",
  "pending_commitments",
  "collectors",
] as const;

export function submitTo(server: Reached, collector: string, body: Submitted) {
  return anonymous(server).client.call(routes.submitResponse, { params: { collector }, body });
}

/** Rows of a data folder's database, read beside the server. */
export async function readRows<Row>(dataFolder: string, sql: string): Promise<readonly Row[]> {
  const connection = await Sqlite3Connection.open(join(dataFolder, "diaoyan.sqlite"), "reader", []);
  const { rows } = await connection.execute<Row>(CompiledQuery.raw(sql));
  await connection.close();
  return rows;
}

export async function openAttackSite(server?: TestServer): Promise<AttackSite> {
  const running = server ?? (await startTestServer());
  const lead = await setUpOperator(running);
  const { collector, version } = await openSmallStudy(lead.client);

  async function stored() {
    const counts = written.map((table) => `(select count(*) from ${table}) as ${table}`).join(", ");
    const sums = "(select coalesce(sum(accepted), 0) from collectors) as accepted";
    const [row] = await readRows<Record<string, number>>(running.dataFolder, `select ${counts}, ${sums}`);
    return row ?? {};
  }

  return {
    server: running,
    lead,
    attacker: anonymous(running),
    collector,
    version,
    honest: (answers) => smallSubmission(version, answers),
    submit: (body, to = collector) => submitTo(running, to, body),
    open: (more) => openLink(lead.client, version, more),
    invite: async (to, ...names) => {
      const body = { people: names.map((name) => ({ name, contact: "" })) };
      const params = { study: smallStudy, collector: to };
      const { invited } = await lead.client.call(routes.invitePeople, { params, body });
      return invited.map(({ person, link }) => ({ person, token: link.split("#")[1] ?? "" }));
    },
    stored,
    refuses: async (code, work) => {
      const before = await stored();
      expect(await codeOf(work())).toBe(code);
      expect(await stored()).toEqual(before);
    },
    close: () => running.close(),
  };
}
