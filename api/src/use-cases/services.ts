import type { Ports } from "../ports/ports.ts";
import { type CollectorLookup, createCollectorLookup } from "./collector-lookup.ts";
import { type ConstructTally, createConstructTally } from "./construct-tally.ts";
import { createResponseIntake, type ResponseIntake } from "./response-intake.ts";
import { createStudyArchive, type StudyArchive } from "./study-archive.ts";
import { createVisitCounter, type VisitCounter } from "./visit-counter.ts";

/** Ports and what lives as long as the server: the intake of responses, the counter of visits and three caches. */
export interface Services {
  readonly ports: Ports;
  readonly lookup: CollectorLookup;
  readonly intake: ResponseIntake;
  readonly visits: VisitCounter;
  readonly archive: StudyArchive;
  readonly tally: ConstructTally;
  /** Name and version of this program, as it stands in snapshots and reports. */
  readonly software: string;
}

export function createServices(ports: Ports, software: string): Services {
  return {
    ports,
    lookup: createCollectorLookup(ports),
    intake: createResponseIntake(ports),
    visits: createVisitCounter(ports),
    archive: createStudyArchive(ports, software),
    tally: createConstructTally(ports),
    software,
  };
}
