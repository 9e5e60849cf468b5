import type { Locale, LocalizedText } from "@diaoyan/instruments";
import { textIn } from "@diaoyan/instruments";
import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import { deskEn } from "../i18n/desk.en.ts";
import { type DeskMessages, deskZh } from "../i18n/desk.zh.ts";

const key = "diaoyan-language";

/** A localized text as it comes off the wire. */
type Shown = Pick<LocalizedText, "zh"> & { readonly en?: string | undefined };

interface Language {
  readonly locale: Locale;
  readonly texts: DeskMessages;
  readonly switchLanguage: () => void;
  /** A text of the study's own in the language of the page. */
  readonly show: (text: Shown) => string;
}

const LanguageContext = createContext<Language | null>(null);

/** Language of the desk: Chinese unless the person switched; kept by the browser. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [locale, setLocale] = useState<Locale>(() => (localStorage.getItem(key) === "en" ? "en" : "zh"));
  const language = useMemo<Language>(() => {
    document.documentElement.lang = locale === "en" ? "en" : "zh-CN";
    return {
      locale,
      texts: locale === "en" ? deskEn : deskZh,
      show: ({ zh, en }) => textIn(locale, en === undefined ? { zh } : { zh, en }),
      switchLanguage: () => {
        const next = locale === "en" ? "zh" : "en";
        localStorage.setItem(key, next);
        setLocale(next);
      },
    };
  }, [locale]);
  return <LanguageContext value={language}>{children}</LanguageContext>;
}

/** The language of the page; only inside `LanguageProvider`. */
export function useLanguage(): Language {
  const language = useContext(LanguageContext);
  if (language === null) throw new Error("useLanguage needs a LanguageProvider around it");
  return language;
}

export function useTexts(): DeskMessages {
  return useLanguage().texts;
}
