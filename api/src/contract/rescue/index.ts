export { fromBase64, toBase64 } from "@diaoyan/instruments";
export {
  type AttachmentKind,
  type AttachmentMeta,
  attachmentKinds,
  chunkBytes,
  chunkContextOf,
  countChunks,
  metaContextOf,
  pieceContextOf,
  sealBytesAdded,
} from "./attachment-seal.ts";
export {
  isMediaRescue,
  type MediaRescueHeader,
  type MediaTaker,
  type RescuedHead,
  readLines,
  type TakenAttachment,
  takeMediaRescue,
  writeMediaLine,
} from "./media-rescue.ts";
export {
  contextOf,
  exportRecordKey,
  importRecordKey,
  importRecoveryPublicKey,
  makeRecordKey,
  openBytes,
  openText,
  recoveryAlgorithm,
  sealBytes,
  sealText,
  unwrapByRecovery,
  wrapForRecovery,
} from "./record-seal.ts";
export { type RescueHeader, type RescuePayload, type RescueRecord, writeRescueFile } from "./rescue-file.ts";
