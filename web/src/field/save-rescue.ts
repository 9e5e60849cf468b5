import { minuteForFileName } from "../china-time.ts";
import type { MediaDownload } from "./attachments/media-rescue.ts";
import type { RescueDownload } from "./device.ts";

function nameOf({ study, records }: RescueDownload): string {
  const minute = minuteForFileName(Date.now());
  return `救援文件-${study}-${records}条-${minute}.diaoyan`;
}

/** Hands rescue files to the person as downloads. */
export function downloadRescue(files: readonly RescueDownload[]): void {
  for (const file of files) {
    save(new Blob([file.text], { type: "application/octet-stream" }), nameOf(file));
  }
}

function save(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 600_000);
}

/** Hands the files of photos and recordings to the person as downloads. */
export function downloadAttachments(files: readonly MediaDownload[]): void {
  for (const { study, attachments, blob } of files) {
    const minute = minuteForFileName(Date.now());
    save(blob, `救援文件-${study}-照片与录音${attachments}个-${minute}.diaoyan`);
  }
}

/** Offers rescue files to other programs of the phone; false where the browser cannot, or the person gave it up. */
export async function shareRescue(files: readonly RescueDownload[]): Promise<boolean> {
  const shared = files.map((file) => new File([file.text], `${nameOf(file)}.txt`, { type: "text/plain" }));
  if (!("canShare" in navigator) || !navigator.canShare({ files: shared })) return false;
  return navigator.share({ files: shared }).then(
    () => true,
    () => false,
  );
}
