import { readFile } from "node:fs/promises";
import type { ErasureCertificate } from "../../ports/erasure-store.ts";
import type { Caller } from "../../ports/ports.ts";
import { Problem } from "../../problems.ts";
import { erasePersonal, hashCertificate } from "../../use-cases/erase-personal.ts";
import { eraseStudyPersonal } from "../../use-cases/erase-study.ts";
import type { Services } from "../../use-cases/services.ts";
import { UsageError } from "../outcome.ts";

/** What came of a certificate that was brought along: the one that took its place, or null where nothing stood any more. */
export interface ErasedAgain {
  readonly study: string;
  readonly subject: string;
  readonly certificate: string;
  readonly again: string | null;
}

/**
 * Erases anew whom a certificate names, where an older backup was restored and what it took away stands here again. Throws
 * `UsageError` where the file is none, or was changed.
 */
export async function eraseAgain({ ports, lookup, intake, visits }: Services, caller: Caller, file: string) {
  const certificate = await readCertificate(file);
  const { study, subject, scope, id } = certificate;
  const order = { study, person: subject, reason: `恢复备份后重做：${id}` };
  const all = { ...ports, lookup, intake, visits };
  const erasing = scope === "person" ? erasePersonal(all, caller, order) : eraseStudyPersonal(all, caller, order);
  const again = await erasing.catch((error: unknown) => {
    if (error instanceof Problem && error.body.code === "personal.notFound") return null;
    throw error;
  });
  return { study, subject, certificate: id, again: again?.id ?? null } satisfies ErasedAgain;
}

async function readCertificate(file: string): Promise<ErasureCertificate> {
  const value: unknown = await readFile(file, "utf8")
    .then(JSON.parse, () => null)
    .catch(() => null);
  const certificate = value as ErasureCertificate | null;
  if (certificate?.format !== "diaoyan-erasure" || hashCertificate(certificate) !== certificate.hash) {
    throw new UsageError(`--certificate: expected a certificate of erasure as it was saved (.json), got ${file}`);
  }
  if (certificate.scope === "study" && certificate.subject !== "") {
    throw new UsageError(`--certificate: ${file} is of contacts that were due: run purge --due --contacts instead`);
  }
  return certificate;
}
