import type { personalRoutes, WireCertificate } from "../../contract/personal.ts";
import type { ErasureCertificate } from "../../ports/erasure-store.ts";
import { problem } from "../../problems.ts";
import { erasePersonal } from "../../use-cases/erase-personal.ts";
import { eraseStudyPersonal } from "../../use-cases/erase-study.ts";
import { purgeContacts } from "../../use-cases/purge-contacts.ts";
import { copyPersonal, readPersonal } from "../../use-cases/read-personal.ts";
import type { Services } from "../../use-cases/services.ts";
import type { HandlersOf } from "../call.ts";

export function personalHandlers({ ports, lookup, intake, visits }: Services): HandlersOf<typeof personalRoutes> {
  const all = { ...ports, lookup, intake, visits };
  return {
    getPersonal: async ({ params, query, caller }) => {
      const { classes, notices, people, erasures, ...rest } = await readPersonal(ports, caller, {
        ...params,
        ...query,
      });
      return {
        ...rest,
        classes: [...classes],
        notices: [...notices],
        people: [...people],
        erasures: erasures.map(toWire),
      };
    },
    copyPersonal: async ({ params, caller }) => ({ copy: (await copyPersonal(ports, caller, params)) as never }),
    erasePersonal: async ({ params, caller, body }) => ({
      certificate: toWire(await erasePersonal(all, caller, { ...params, ...body })),
    }),
    purgeContacts: async ({ params, caller, body }) => {
      const certificate = await purgeContacts(ports, caller, { ...params, ...body });
      return { certificate: certificate && toWire(certificate) };
    },
    eraseStudyPersonal: async ({ params, caller, body: { reason, confirm } }) => {
      if (confirm !== params.study) {
        throw problem("request.invalid", `confirm: expected ${params.study}, got ${confirm}`, {
          remedy: "repeat the id of the study whose personal data are to be erased",
        });
      }
      return { certificate: toWire(await eraseStudyPersonal(all, caller, { ...params, reason })) };
    },
  };
}

function toWire({ erased, keys, ...rest }: ErasureCertificate): WireCertificate {
  return { ...rest, erased: erased.map((one) => ({ ...one, sha256: [...one.sha256] })), keys: [...keys] };
}
