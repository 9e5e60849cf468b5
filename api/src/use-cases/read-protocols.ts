import { formerProtocols } from "@diaoyan/instruments";
import type { Ports } from "../ports/ports.ts";
import { found } from "../problems.ts";

/** The study with its guides as they are now, and the former versions that sessions may have been held with. */
export async function readProtocols({ studies }: Pick<Ports, "studies">, study: string) {
  const document = found(await studies.find(study), "study.notFound", study);
  const kept = await studies.listProtocolVersions(study);
  return { ...document, former: formerProtocols(kept, document.protocols) };
}
