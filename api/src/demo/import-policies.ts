import type { PolicyLevel } from "@diaoyan/instruments";
import { type Client, type PolicyHeadFields, routes } from "../contract/index.ts";

/** A simulated policy document with where it belongs. */
export interface SimulatedPolicy {
  readonly file: string;
  readonly region: string;
  readonly level: PolicyLevel;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Imports policy documents over HTTP, confirms what their texts say of themselves, and codes them by the dictionary rules. */
export async function importPolicies(
  client: Client,
  study: string,
  material: readonly SimulatedPolicy[],
): Promise<void> {
  const transcripts: string[] = [];
  for (const { bytes, file, level, region } of material) {
    const params = { study, policy: crypto.randomUUID() };
    const { policy, suggestion } = await client.call(routes.importPolicy, { params, query: { file }, bytes });
    const head: PolicyHeadFields = { ...suggestion.head, level, region, state: "现行有效" };
    await client.call(routes.savePolicy, { params, body: { head, revision: policy.revision } });
    transcripts.push(policy.id);
  }
  if (transcripts.length > 0) await client.call(routes.applyRules, { params: { study }, body: { transcripts } });
}
