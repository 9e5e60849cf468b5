import type { SubjectPhrases } from "./audit-subjects.ts";

const people: SubjectPhrases = [[/^(\d+)$/, "$1 people"]];
const fingerprint: SubjectPhrases = [[/[@ ]([0-9a-f]{8})[0-9a-f]*$/, " (fingerprint $1)"]];
const textVersion: SubjectPhrases = [[/^(\S+):(\d+) ([0-9a-f]{8})[0-9a-f]*$/, "$1, version $2 (fingerprint $3)"]];
const ruleVersion: SubjectPhrases = [[/^(?:revision )?(\d+)$/, "version $1"]];
const files: SubjectPhrases = [[/^(\S+): (\d+)$/, "$1: $2 files"]];

/** How the log speaks of what an act is about, in English, by act or area. */
export const auditSubjectsEn: Readonly<Record<string, SubjectPhrases>> = {
  "member.list": people,
  "member.invite": [[/^(\S+):(\S+)$/, "$1 (invitation $2)"]],
  "personal.read": people,
  "personal.erase": [[/^(\S+) ([0-9a-f]{8})[0-9a-f]*$/, "certificate $1 (fingerprint $2)"]],
  "roster.read": people,
  "roster.export": people,
  "roster.import": [[/^(\d+) \+ (\d+), (\d+)$/, "$1 people added, $2 changed, $3 units added"]],
  "roster.sample": [[/^(\S+): (\d+)\/(\d+)$/, "$1: $2 of $3 people drawn"]],
  invitation: [
    [/^(\S+): (\d+)$/, "link $1, $2 people"],
    [/^(\S+): (\S+)$/, "link $1, $2"],
  ],
  "collector.quota": [[/^(\S+): (\d+)$/, "$1: $2 responses"]],
  "quota.remove": [[/^(\S+) revision (\d+)$/, "$1, quotas, version $2"]],
  "letter.write": files,
  "lead.read": [[/^(\d+)$/, "$1 leads"]],
  "audit.export": [[/^(\d+)$/, "$1 entries"]],
  "memo.save": [[/^(code|transcript|case):/, "$1: "]],
  "deidentify.read": [[/^(\d+)$/, "$1 words"], ...ruleVersion],
  "deidentify.rules": ruleVersion,
  "deidentify.sessions": ruleVersion,
  "transcript.deidentify": textVersion,
  "coding.correct": textVersion,
  "transcript.import": fingerprint,
  "questionnaire.publish": fingerprint,
  "questionnaire.close": fingerprint,
  "recording.purge": fingerprint,
  outline: fingerprint,
  "coding.retrieve": [[/^(\d+) transcripts as said: .*$/, "$1 transcripts"]],
  "transcript.search": [[/^(\d+) transcripts as said: .*$/, "$1 transcripts"]],
  coding: [
    [/^(\d+) codings, act \S+$/, "$1 codings"],
    [/^(\S+):(\S+)$/, "$1: $2"],
  ],
  "assignment.draw": [[/^(\S+): seed (\d+), (\d+) of (\d+)$/, "sample $1: $3 of $4, seed $2"]],
  "agreement.adjudicate": [[/^(\S+):(\d+)-(\d+):(\S+)$/, "$1, characters $2 to $3: $4"]],
  "policy.export": [[/^(\w+)$/, "by $1"]],
  case: [
    [/:draft$/, " (draft)"],
    [/:confirmedByPerson$/, " (confirmed by the person)"],
    [/:confirmedByUnit$/, " (confirmed by the unit)"],
    [/:secrecyChecked$/, " (secrecy checked)"],
    [/:final$/, " (final)"],
  ],
  report: [[/^(\S+): (\S+) from ([0-9a-f]{64})(?:; .*)?$/, "$1: $2 from snapshot $3"]],
  paper: [
    [/^(\S+)\/(\S+)\/([12])$/, "$1, form $2, entry $3"],
    [/^(\S+)[/ ]([^\s/:]+)(?=$|: )/, "$1, form $2"],
  ],
  "report.take": [[/^(\S+): [^,]+, (.+)$/, "$1: $2"]],
  "export.take": [
    [/^(\S+)\.(\w+): /, "$1 ($2), "],
    [
      /; keys ([\w,]+), k (\d+) of (\d+) asked, (\d+) rows below/,
      "; keys $1, smallest group $2 (asked for $3), $4 rows below it",
    ],
  ],
  variable: [[/^(\S+) (.+)$/, "$1: $2"]],
  weight: [[/^(\S+) (.+)$/, "$1: $2"]],
};
