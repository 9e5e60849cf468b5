import type { PolicySource } from "@diaoyan/instruments";
import type { Write } from "./journal.ts";

export interface PolicyStore {
  find(study: string, policy: string): Promise<PolicySource | undefined>;
  /** By id, the order in which they came. */
  list(study: string): Promise<readonly PolicySource[]>;
  /** The one whose text as it came has this hash. */
  findByText(study: string, hash: string): Promise<PolicySource | undefined>;
  add(study: string, policy: PolicySource, hash: string): Write;
  replace(study: string, policy: PolicySource): Write;
  /** Takes it away with its text, search text, attributes and former texts; codings must be gone. */
  remove(study: string, policy: string): Write;
}
