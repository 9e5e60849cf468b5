import { attachmentsEn } from "../../i18n/attachments.en.ts";
import { type AttachmentMessages, attachmentsZh } from "../../i18n/attachments.zh.ts";
import { useLanguage } from "../texts.tsx";

export function useAttachmentTexts(): AttachmentMessages {
  return useLanguage().locale === "en" ? attachmentsEn : attachmentsZh;
}
