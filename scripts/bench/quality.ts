import { join } from "node:path";
import { compileQuestionnaire, loadPack } from "@diaoyan/instruments";
import { readPackFolder } from "@diaoyan/instruments/node";
import type { BenchLine } from "./bench-line.ts";
import {
  type Drawn,
  drawSample,
  findCopies,
  mediansOf,
  type Version,
  type View,
  viewOf,
  views,
} from "./quality/sample-responses.ts";
import { type Choice, countFlags, type Profile, profileOf, rulesOf, shipped, tuneRules } from "./quality/tune-rules.ts";

const trainingSeed = 50_000;
const heldOutSeed = 90_000;

interface Profiled {
  readonly origin: string;
  readonly forged: boolean;
  readonly profiles: readonly Profile[];
}

/** A share with its Wilson interval at 95 % (Wilson, 1927, J. Am. Stat. Assoc. 22, 209–212), in per cent. */
function share(name: string, count: number, of: number): BenchLine {
  const z2 = 1.959_963_984_540_054 ** 2;
  const p = count / of;
  const middle = (p + z2 / (2 * of)) / (1 + z2 / of);
  const half = (Math.sqrt(z2) / (1 + z2 / of)) * Math.sqrt((p * (1 - p)) / of + z2 / (4 * of * of));
  const interval = `${(100 * (middle - half)).toFixed(1)}–${(100 * (middle + half)).toFixed(1)}`;
  return { name: `${name} [${interval}]`, value: 100 * p, unit: "%" };
}

function profileSample(version: Version, sample: readonly Drawn[], view: View): readonly Profiled[] {
  const people = sample.filter(({ forged }) => !forged).flatMap((drawn) => viewOf(version, drawn, view));
  const medians = mediansOf(people);
  return sample.map((drawn) => {
    const responses = viewOf(version, drawn, view);
    const copies = findCopies(drawn.forged ? responses : [], people);
    const profiles = responses.map((response) => profileOf(response, { medians, copied: copies.has(response.id) }));
    return { origin: drawn.origin, forged: drawn.forged, profiles };
  });
}

function lines(label: string, { profiles }: Profiled, choice: Choice): readonly BenchLine[] {
  const count = (atLeast: number) => profiles.filter((profile) => countFlags(profile, choice) >= atLeast).length;
  return [
    share(`${label}: any flag`, count(1), profiles.length),
    share(`${label}: two flags`, count(2), profiles.length),
  ];
}

/**
 * Leave one strategy out: thresholds are tuned on all other strategies and on people of one seed, then measured on the
 * strategy left out and on people of another seed, whom the tuning never saw.
 */
function leaveOneOut(training: readonly Profiled[], heldOut: readonly Profiled[]): readonly BenchLine[] {
  const people = training.filter(({ forged }) => !forged).flatMap(({ profiles }) => profiles);
  const farms = training.filter(({ forged }) => forged);
  return heldOut
    .filter(({ forged }) => forged)
    .flatMap((left) => {
      const rest = farms.filter(({ origin }) => origin !== left.origin).map(({ profiles }) => profiles);
      return lines(`${left.origin}, left out`, left, tuneRules(rest, people));
    });
}

/** People the tuning never saw, by the rules tuned on all strategies. */
function falseAlarms(training: readonly Profiled[], heldOut: readonly Profiled[]): readonly BenchLine[] {
  const people = training.filter(({ forged }) => !forged).flatMap(({ profiles }) => profiles);
  const farms = training.filter(({ forged }) => forged).map(({ profiles }) => profiles);
  const choice = tuneRules(farms, people);
  const { secondsAQuestion, shareOfMedian, secondsAPageQuestion, shareInPattern, shareOfDice } = rulesOf(choice);
  const values = { secondsAQuestion, shareOfMedian, secondsAPageQuestion, shareInPattern, shareOfDice };
  console.log(`  tuned on all strategies: ${JSON.stringify(values)}`);
  return heldOut.filter(({ forged }) => !forged).flatMap((kind) => lines(`${kind.origin} people, tuned`, kind, choice));
}

/** Detection of strategies the thresholds never saw, and false alarms of people they never saw, by what the server sees of time. */
export async function benchQuality(): Promise<readonly BenchLine[]> {
  const library = join(import.meta.dirname, "../../instruments/library");
  const { questionnaires } = loadPack(await readPackFolder(join(library, "evaluation-reform")));
  const definition = questionnaires.find(({ name }) => name === "q-e1-short");
  if (definition === undefined) throw new Error("the library has no q-e1-short");
  const version = { definition, compiled: compileQuestionnaire(definition) };
  const samples = { training: drawSample(version, trainingSeed), heldOut: drawSample(version, heldOutSeed) };
  return views.flatMap((view) => {
    const training = profileSample(version, samples.training, view);
    const heldOut = profileSample(version, samples.heldOut, view);
    const named = [
      ...heldOut.flatMap((one) => lines(`${one.origin}${one.forged ? "" : " people"}, shipped rules`, one, shipped)),
      ...falseAlarms(training, heldOut),
      ...leaveOneOut(training, heldOut),
    ];
    return named.map((line) => ({ ...line, name: `[${view}] ${line.name}` }));
  });
}
