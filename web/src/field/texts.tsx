import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import { fieldEn } from "../i18n/field.en.ts";
import { type FieldMessages, fieldZh } from "../i18n/field.zh.ts";

const key = "diaoyan-language";

interface Language {
  readonly locale: "zh" | "en";
  readonly texts: FieldMessages;
  readonly switchLanguage: () => void;
}

const LanguageContext = createContext<Language>({ locale: "zh", texts: fieldZh, switchLanguage: () => undefined });

/** Language of the page: Chinese unless the person switched, here or at the desk; kept by the browser. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [locale, setLocale] = useState<"zh" | "en">(() => (localStorage.getItem(key) === "en" ? "en" : "zh"));
  const language = useMemo<Language>(() => {
    const texts = locale === "en" ? fieldEn : fieldZh;
    document.documentElement.lang = locale === "en" ? "en" : "zh-CN";
    document.title = texts.title;
    const switchLanguage = () => {
      const next = locale === "en" ? "zh" : "en";
      localStorage.setItem(key, next);
      setLocale(next);
    };
    return { locale, texts, switchLanguage };
  }, [locale]);
  return <LanguageContext.Provider value={language}>{children}</LanguageContext.Provider>;
}

export function useLanguage(): Language {
  return useContext(LanguageContext);
}

export function useTexts(): FieldMessages {
  return useContext(LanguageContext).texts;
}
