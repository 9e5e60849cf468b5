import type { TranscriptMessages } from "./transcripts.zh.ts";

/** Texts of the transcripts and their import in English. */
export const transcriptsEn: TranscriptMessages = {
  note: "Import typed text (.txt, .docx, also exports of dictation programs), subtitles (.srt, .vtt) or what Whisper recognised (.json); several files at once; open one to code it. Typing errors are mended with “Correct the text”: codings go along, the former text is kept.",
  find: "Find by title or number of the session",
  notFound: "Nothing found.",
  empty: "No transcripts yet.",
  import: "Import a transcript",
  rename: "Title and session",
  remove: "Remove the transcript",
  removeAsk: "It cannot be brought back: its text, attributes and corrections go with it. Are you sure?",
  removed: "The transcript is removed.",
  title: "Title",
  session: "Session",
  characters: "Characters",
  codings: "Codings",
  unknownFormat: "Choose a .txt, .docx, .srt, .vtt or .json file.",
  done: (title) => `“${title}” was imported.`,
  odd: "The file has these oddities; check them against the recording:",
  close: "Close",
  line: (places, more) => (more > 0 ? `Lines ${places} and ${more} more` : `Line ${places}`),
  segment: (places, more) => (more > 0 ? `Segments ${places} and ${more} more` : `Segment ${places}`),
  findings: {},
};
