import type { studyRoutes } from "../../contract/studies.ts";
import { acceptInvitation, listMyStudies, readOneTimeLink } from "../../use-cases/accounts.ts";
import { countsAsSeen } from "../../use-cases/counts-as-seen.ts";
import { exportAudit } from "../../use-cases/export-audit.ts";
import { listAudit } from "../../use-cases/list-audit.ts";
import { loadStudyPack, mayLoadPacks } from "../../use-cases/load-study-pack.ts";
import { readOverview } from "../../use-cases/read-overview.ts";
import type { Services } from "../../use-cases/services.ts";
import { saveStudyFacts } from "../../use-cases/study-facts.ts";
import type { HandlersOf } from "../call.ts";
import { asWire } from "./as-wire.ts";

export function studyHandlers({ ports, lookup }: Services): HandlersOf<typeof studyRoutes> {
  return {
    getMe: async ({ caller }) => ({
      user: { id: caller.id, name: caller.name, email: caller.email, secondFactor: caller.secondFactor },
      studies: await listMyStudies(ports, caller),
      mayLoadPacks: await mayLoadPacks(ports, caller),
    }),
    loadPack: async ({ caller, body }) => {
      const loaded = await loadStudyPack(ports, caller, body);
      lookup.forget();
      return loaded;
    },
    saveStudyFacts: async ({ params, caller, body }) => {
      const study = await saveStudyFacts(ports, caller, { ...params, facts: body });
      lookup.forget();
      return { study: asWire(study) };
    },
    getStudy: async ({ params, role, caller }) => {
      const { study, counts, ...overview } = await readOverview(ports, params.study, caller.id);
      const seen = await countsAsSeen(ports, { ...params, role });
      return { ...overview, study: asWire(study), counts: { ...counts, responses: seen(counts.responses) }, role };
    },
    readOneTimeLink: ({ body }) => readOneTimeLink(ports, body.token),
    acceptInvitation: async ({ body }) => ({ email: await acceptInvitation(ports, body) }),
    exportAudit: ({ params, query, caller }) => exportAudit(ports, caller, { ...params, ...query }),
    listAudit: ({ params, query, caller }) => listAudit(ports, caller, { ...params, ...query }),
  };
}
