import { useTexts } from "../texts.tsx";
import { TabbedPage } from "../ui/tabbed-page.tsx";
import { AgreementTab } from "./agreement-tab.tsx";
import { AttributeSheet } from "./attribute-sheet.tsx";
import { ExchangeTab } from "./exchange-tab.tsx";
import "./retrieval.css";
import { PicturesTab } from "./pictures-tab.tsx";
import { RetrievalTab } from "./retrieval-tab.tsx";
import { SearchTab } from "./search-tab.tsx";
import { SuggestionQuality } from "./suggestion-quality.tsx";
import { TrailTab } from "./trail-tab.tsx";

const tabs = [
  { key: "search", children: <SearchTab /> },
  { key: "codings", children: <RetrievalTab /> },
  { key: "pictures", children: <PicturesTab /> },
  { key: "agreement", children: <AgreementTab /> },
  { key: "suggestions", children: <SuggestionQuality /> },
  { key: "attributes", children: <AttributeSheet /> },
  { key: "exchange", children: <ExchangeTab /> },
  { key: "trail", children: <TrailTab /> },
] as const;

/** Search, retrieval, second coding, exchange and trail of a study's codings. */
export function RetrievalPage() {
  const texts = useTexts().retrieval;
  return <TabbedPage title={texts.title} note={texts.note} tabs={tabs} names={texts.tabs} />;
}
