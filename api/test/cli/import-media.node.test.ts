import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { routes } from "../../src/contract/index.ts";
import { chunkBytes, toBase64, writeMediaLine } from "../../src/contract/rescue/index.ts";
import { type Session, setUpOperator } from "../people.ts";
import { sealAttachment, someBytes } from "../sealed-attachment.ts";
import { startTestServer, type TestServer } from "../start-test-server.ts";
import { openSmallStudy, smallStudy } from "../study.ts";
import { runCli } from "./run-cli.ts";

let server: TestServer;
let lead: Session;
const params = { study: smallStudy };

beforeAll(async () => {
  server = await startTestServer();
  lead = await setUpOperator(server);
  await openSmallStudy(lead.client);
});
afterAll(() => server.close());

it("import rescue takes the attachments of a device, tells what is missing, and goes on where a file was cut off", async () => {
  const { recovery } = await lead.client.call(routes.getFieldKit, { params });
  const from = { study: smallStudy, session: crypto.randomUUID(), recovery };
  const sealed = await sealAttachment({ ...from, bytes: someBytes(2 * chunkBytes + 7) });
  const { recoveryKey, ...head } = await sealed.rescued("somebody");
  const lines = [
    writeMediaLine({ format: "diaoyan-rescue-media", version: 1, study: smallStudy, recoveryKey, attachments: 1 }),
    writeMediaLine({ attachment: sealed.id, ...head }),
    ...sealed.chunks.map(({ position, bytes }) =>
      writeMediaLine({ attachment: sealed.id, position, chunk: toBase64(bytes) }),
    ),
  ];
  const file = join(server.dataFolder, "救援文件-照片与录音.diaoyan");
  const bring = () => runCli("import", "rescue", file, "--data-folder", server.dataFolder);
  await writeFile(file, lines.join("").slice(0, -500));
  const cut = await bring();
  expect(cut.status).toBe(1);
  expect(cut.out).toContain("2 of 3 chunks have not come");
  expect(cut.out).toContain("1 places of the file are missing or damaged");
  await writeFile(file, lines.join(""));
  expect(await bring()).toMatchObject({ status: 0, out: `${sealed.id}  stored\n` });
  const { recordings } = await lead.client.call(routes.getRecordings, { params });
  expect(recordings).toMatchObject([{ state: "stored", sha256: sealed.announced.sha256, owner: "somebody" }]);
  await writeFile(file, lines.join("").replaceAll(smallStudy, "nowhere"));
  expect(await bring()).toMatchObject({ status: 1, out: expect.stringContaining("nowhere") });
});
