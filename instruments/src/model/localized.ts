/** A language of the interface and of documents. */
export type Locale = "zh" | "en";

/** A text in Simplified Chinese, and in English where there is one. */
export interface LocalizedText {
  readonly zh: string;
  readonly en?: string;
}

/** The text in `locale`, in Chinese where no translation stands. */
export function textIn(locale: Locale, text: { readonly zh: string; readonly en?: string | undefined }): string {
  return (locale === "en" ? text.en : undefined) ?? text.zh;
}
