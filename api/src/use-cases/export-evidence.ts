import { comparePlan } from "@diaoyan/instruments";
import { dayOf } from "../ports/clock.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import { problem } from "../problems.ts";
import { type CountedStudy, type CountPorts, countStudy } from "./count-study.ts";
import type { ExportedFile } from "./exports.ts";
import { type AttachmentPorts, gatherAttachments } from "./gather-attachments.ts";
import { type SeenPorts, seenSnapshot } from "./seen-snapshot.ts";
import { openRelease } from "./session-words.ts";

type EvidencePorts = CountPorts &
  AttachmentPorts &
  Pick<Ports, "journal" | "clock" | "deidentify"> &
  SeenPorts & { readonly software: string };

const attempts = 3;

/** A count, the hash of the very state it was taken on, and that with which the log of responses ended. Throws `study.changing` where the study changes all the time. */
async function countWithSnapshot(ports: EvidencePorts, study: string, viewer: string) {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const before = await ports.studies.stateOf(study);
    const counted = await countStudy(ports, study);
    const items = await ports.plan.list(study);
    const { hash } = await seenSnapshot(ports, study, viewer);
    const { hash: log } = await ports.responses.logHead(study);
    if ((await ports.studies.stateOf(study)) === before) return { counted, items, hash, log };
  }
  throw problem("study.changing", `study "${study}" is being written to all the time`, {
    remedy: "export again in a minute",
  });
}

/**
 * The acceptance list 佐证材料清单 as a package: .docx, .xlsx, attachments, manifest. The same state on the same day gives
 * the same bytes. That it was taken enters the audit log.
 */
export async function exportEvidence(ports: EvidencePorts, caller: Caller, study: string): Promise<ExportedFile> {
  const { counted, items, hash, log } = await countWithSnapshot(ports, study, caller.id);
  const day = dayOf(ports.clock.now());
  const release = await openRelease(ports, study);
  const sessions = counted.sessions.map(release.session);
  const plan = items.length > 0 ? comparePlan(items.map(release.planItem), sessions, day) : [];
  const attachments = await gatherAttachments(ports, study, counted);
  const { makeEvidencePackage } = await import("@diaoyan/exports");
  const bytes = await makeEvidencePackage(
    { ...listed({ ...counted, sessions }), plan, snapshot: hash, day, software: ports.software, log },
    attachments,
  );
  await ports.journal.commit(study, { actor: caller.id, action: "ledger.export", subject: `snapshot ${hash}` }, []);
  const mark = counted.document.study.simulated ? "（模拟数据）" : "";
  return { bytes, name: `佐证材料清单（${study}）${mark}.zip`, media: "application/zip" };
}

function listed({ document: { study }, obligations, sessions }: CountedStudy) {
  return { study, obligations, sessions };
}
