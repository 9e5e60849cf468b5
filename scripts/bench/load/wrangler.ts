import { setUpOperator } from "../../../api/test/people.ts";
import { openSmallStudy } from "../../../api/test/study.ts";
import { startWrangler } from "../../../api/test/wrangler-dev/start-wrangler.ts";
import type { BenchLine } from "../bench-line.ts";
import { sendLoad } from "./send-load.ts";
import { createSubmitter } from "./submissions.ts";

const connections = 16;

/** The same submissions to the Worker under `wrangler dev`, for information: a development server, not Cloudflare's network. */
export async function measureWrangler(turns: number): Promise<readonly BenchLine[]> {
  const worker = await startWrangler().catch((error: Error) => error);
  if (worker instanceof Error) {
    console.log(`     wrangler dev cannot run here, skipped: ${worker.message.split("\n")[0]}`);
    return [];
  }
  try {
    const asked = await fetch(`${worker.url}/setup`, { method: "POST", headers: { "x-setup-secret": worker.secret } });
    const { link } = (await asked.json()) as { readonly link: string };
    const { client } = await setUpOperator({ url: worker.url, setUpLink: link });
    const { collector, version } = await openSmallStudy(client);
    const { submit } = createSubmitter(collector, version);
    await sendLoad({ url: worker.url, turn: submit, connections, turns: turns / 10 });
    const sent = await sendLoad({ url: worker.url, turn: submit, connections, turns });
    return [
      { name: `wrangler dev, ${connections} connections (information)`, value: sent.perSecond, unit: "/s" },
      { name: "  p99", value: sent.p99, unit: "ms" },
    ];
  } catch (error) {
    console.log(`     under this load wrangler dev failed: ${(error as Error).message.split("\n")[0]}`);
    return [];
  } finally {
    await worker.close();
  }
}
