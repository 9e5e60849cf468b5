import { describeAttachments } from "./attachment-conformance.ts";
import { describeCases } from "./case-conformance.ts";
import { describeCodingTrail } from "./coding-trail-conformance.ts";
import { describeHeld } from "./held-conformance.ts";
import { describeLinks } from "./link-conformance.ts";
import { describePolicies } from "./policy-conformance.ts";
import { describeQuotas } from "./quota-conformance.ts";
import { describeRoster } from "./roster-conformance.ts";
import { describeSeals } from "./seal-conformance.ts";
import { describeSessions } from "./session-conformance.ts";
import { describeWeights } from "./weight-conformance.ts";

/** What single areas of the stores must hold on every adapter. */
export const areas = [
  describeQuotas,
  describeAttachments,
  describeLinks,
  describeHeld,
  describePolicies,
  describeRoster,
  describeSeals,
  describeSessions,
  describeCases,
  describeCodingTrail,
  describeWeights,
];
