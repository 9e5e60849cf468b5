import { afterAll } from "vitest";
import type { ServerOptions } from "../src/entry/node.ts";
import { type Session, setUpOperator } from "./people.ts";
import { startTestServer, type TestServer } from "./start-test-server.ts";
import { openSmallStudy } from "./study.ts";

/** A server with the small study published behind an open link, its lead signed in. */
export interface StudyServer extends Awaited<ReturnType<typeof openSmallStudy>> {
  readonly server: TestServer;
  readonly lead: Session;
}

/** Starts it before the tests of the file that calls it, and closes it after them. */
export async function openStudyServer(options: Partial<ServerOptions> = {}): Promise<StudyServer> {
  const server = await startTestServer(options);
  afterAll(() => server.close());
  const lead = await setUpOperator(server);
  return { server, lead, ...(await openSmallStudy(lead.client)) };
}
