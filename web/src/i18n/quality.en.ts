import { showSecond } from "../china-time.ts";
import type { QualityMessages } from "./quality.zh.ts";

const least = (given: string): readonly [string, string, boolean] => {
  const [took = "", wanted = "", by] = given.split("/");
  return [took, wanted, by === "page"];
};

/** Texts of the quality review and the account of responses in English. */
export const qualityEn: QualityMessages = {
  note: "Flags point at what looks odd; people decide what is valid. Rules and decisions enter the methods appendix.",
  none: "No such responses.",
  counts: (received, complete, late, excluded) =>
    `${received} received: ${complete} valid, ${late} late, ${excluded} excluded.`,
  observed: ({ whole, partly, none }) =>
    `Time seen by the server: all of it for ${whole}, part of it for ${partly}, none for ${none}. Not seen is a statement, not a suspicion.`,
  keys: "Keys: Tab into the list, ↑ ↓ choose, Enter opens; then Alt+1 valid, Alt+2 invalid, Alt+3 to be called back.",
  states: { pending: "To review", valid: "Valid", invalid: "Invalid", callback: "Call back", all: "All" },
  stateOf: (state, count) => `${state} ${count}`,
  filter: "Filter by decision",
  state: "Decision",
  decidedBy: (who, when) => `${who}, ${when}`,
  time: "Time taken",
  suggested: "Exclude?",
  look: "Look at it",
  reasons: "Seen",
  late: "arrived after closing: decide whether it counts",
  timing: {
    seconds: (seconds) => (seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`),
    observed: (took) => `${took} (seen by the server)`,
    partly: "seen in part: offline in between",
    unobserved: {
      offline: "not seen: answered offline",
      missing: "not seen: the page reported nothing",
      imported: "not seen: imported",
      forged: "not seen: the proof of time is not valid",
      anonymous: "anonymous links keep no time",
    },
    pageClock: (said) => `the page itself says ${said}, which proves nothing`,
    pages: "Time by page",
    page: "Page",
    events: "What happened",
    event: "Event",
    at: "Time of the server",
    moment: (at) => showSecond(at, "en-GB"),
    noTime: "not seen",
    eventNames: {
      "form start": "started",
      "form resume": "went on",
      "group questions": "opened a page",
      jump: "jumped",
      "constraint error": "an answer was asked for",
      "form save": "kept the draft",
      "form exit": "left the page",
      "form finalize": "finished",
    },
  },
  seen: {
    attention: (question) => `attention check ${question} failed`,
    hurried: (given) => {
      const [took, wanted, byPage] = least(given);
      return `${took} seconds${byPage ? " by the page's own clock" : ""}, fewer than ${wanted}`;
    },
    rushed: (given) => {
      const [rushed, pages] = least(given);
      return given === ""
        ? "most pages were left faster than they can be read"
        : `${rushed} of ${pages} pages were left faster than they can be read`;
    },
    forged: () => "the proof of time is forged or belongs to another response",
    patterned: (period) =>
      period === "1" ? "nearly the same answer to all scale items" : `scale items repeat every ${period} items`,
    inconsistent: (spread) =>
      `items of a construct contradict each other: ${Math.round(Number(spread) * 100)} % of the spread of dice`,
    impossible: (reason) => `answers that cannot both be true: ${reason}`,
    duplicate: (twin) => `scale items equal or nearly equal those of response ${twin.slice(0, 8)}`,
  },
  excludeSuggested: (count) => `Exclude the ${count} suggested`,
  excludeSuggestedConfirm: "Each is called invalid with its reasons in the audit log and can be changed. Go on?",
  verdict: "Decision",
  reason: "Reason (kept with the decision and in the audit log)",
  verdicts: { valid: "Valid", invalid: "Invalid", callback: "Call back" },
  decided: (verdict, who, when) => `${verdict} (${who}, ${when})`,
  account: {
    title: "Account of responses",
    note: "Counted without identifying anybody. A visit is a page that a browser really opened; programs that preview links are not counted; what was started offline is counted when it arrives.",
    empty: "There is no link yet.",
    collector: "Link",
    invited: "Invited",
    visits: "Visits",
    starts: "Starts",
    received: "Received",
    valid: "Valid",
    late: "Late",
    excluded: "Excluded",
    withdrawn: "Withdrawn",
    uncounted: "Not counted",
    completion: "Completion",
    response: "Response rate",
    validShare: "Valid share",
    total: "All",
    whyVisits:
      "Nobody knows how many saw a public link, so visits and completion stand there; personal invitations have a number and a response rate.",
    whyUncounted:
      "Not counted: entered from paper, imported, or received before visits were counted; they are left out of completion.",
    equation: (of) =>
      `visits ${of.visits} ≥ starts ${of.starts} ≥ received ${of.received}${of.uncounted > 0 ? ` − not counted ${of.uncounted}` : ""}; ` +
      `received ${of.received} = valid ${of.valid} + late ${of.late} + excluded ${of.excluded} + withdrawn ${of.withdrawn}`,
    balanced: "The account balances",
    broken: "The account does not balance",
    rules: {
      "visits-starts": "more starts than visits",
      "starts-received": "more responses than starts",
      "received-parts": "received is not the sum of valid, late, excluded and withdrawn",
      "invited-received": "more responses than invitations",
    },
  },
};
