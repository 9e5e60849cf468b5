import { createClient, routes } from "../../src/contract/index.ts";
import { smallSubmission } from "../study.ts";

/** Sends one small response after another until the server is gone; keeps what got a receipt, by response. */
export async function sendUntilGone(
  url: string,
  to: { readonly collector: string; readonly version: string },
  receipts: Map<string, string>,
): Promise<void> {
  const client = createClient(fetch, url);
  for (;;) {
    const body = smallSubmission(to.version);
    try {
      const { receipt } = await client.call(routes.submitResponse, { params: { collector: to.collector }, body });
      receipts.set(body.id, receipt);
    } catch {
      return;
    }
  }
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
