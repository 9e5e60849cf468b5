import { routes } from "@diaoyan/api/contract";
import { QueryClientProvider } from "@tanstack/react-query";
import { App as AntApp, ConfigProvider, Spin } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import { lazy, Suspense, useState } from "react";
import { BrowserRouter, Navigate, Route, Routes } from "react-router";
import { createQueries } from "./api.ts";
import { SignInAgain } from "./layout/sign-in-again.tsx";
import { StudyLayout } from "./layout/study-layout.tsx";
import { LanguageProvider, useLanguage } from "./texts.tsx";
import { themeOf } from "./theme.ts";
import { PagesForRole } from "./ui/for-role.tsx";

const SignInPage = lazy(async () => ({ default: (await import("./pages/sign-in-page.tsx")).SignInPage }));
const InvitePage = lazy(async () => ({ default: (await import("./pages/invite-page.tsx")).InvitePage }));
const MyAccountPage = lazy(async () => ({ default: (await import("./account/account-page.tsx")).AccountPage }));
const StudiesPage = lazy(async () => ({ default: (await import("./studies/studies-page.tsx")).StudiesPage }));
const OverviewPage = lazy(async () => ({ default: (await import("./pages/overview-page.tsx")).OverviewPage }));
const QuestionnairesPage = lazy(async () => ({
  default: (await import("./pages/questionnaires-page.tsx")).QuestionnairesPage,
}));
const QuestionnairePage = lazy(async () => ({
  default: (await import("./pages/questionnaire-page.tsx")).QuestionnairePage,
}));
const ImportQuestionnairePage = lazy(async () => ({
  default: (await import("./exchange/import-questionnaire-page.tsx")).ImportQuestionnairePage,
}));
const PosterPage = lazy(async () => ({ default: (await import("./collectors/poster-page.tsx")).PosterPage }));
const InvitationsPage = lazy(async () => ({
  default: (await import("./collectors/invitations-page.tsx")).InvitationsPage,
}));
const ResponsesPage = lazy(async () => ({ default: (await import("./pages/responses-page.tsx")).ResponsesPage }));
const ProgressPage = lazy(async () => ({ default: (await import("./progress/progress-page.tsx")).ProgressPage }));
const QuotaPage = lazy(async () => ({ default: (await import("./progress/quota-page.tsx")).QuotaPage }));
const AccountPage = lazy(async () => ({ default: (await import("./responses/account-page.tsx")).AccountPage }));
const QualityPage = lazy(async () => ({ default: (await import("./responses/quality-page.tsx")).QualityPage }));
const LedgerPage = lazy(async () => ({ default: (await import("./ledger/ledger-page.tsx")).LedgerPage }));
const LettersPage = lazy(async () => ({ default: (await import("./letters/letters-page.tsx")).LettersPage }));
const PaperPage = lazy(async () => ({ default: (await import("./paper/paper-page.tsx")).PaperPage }));
const BatchPage = lazy(async () => ({ default: (await import("./paper/batch-page.tsx")).BatchPage }));
const EntryPage = lazy(async () => ({ default: (await import("./paper/entry-page.tsx")).EntryPage }));
const ComparePage = lazy(async () => ({ default: (await import("./paper/compare-page.tsx")).ComparePage }));
const RosterPage = lazy(async () => ({ default: (await import("./roster/roster-page.tsx")).RosterPage }));
const PlanPage = lazy(async () => ({ default: (await import("./plan/plan-page.tsx")).PlanPage }));
const SessionWordsPage = lazy(async () => ({
  default: (await import("./session/session-words-page.tsx")).SessionWordsPage,
}));
const SessionsPage = lazy(async () => ({ default: (await import("./pages/sessions-page.tsx")).SessionsPage }));
const SessionPage = lazy(async () => ({ default: (await import("./pages/session-page.tsx")).SessionPage }));
const PersonalPage = lazy(async () => ({ default: (await import("./personal/personal-page.tsx")).PersonalPage }));
const RecordingsPage = lazy(async () => ({
  default: (await import("./recordings/recordings-page.tsx")).RecordingsPage,
}));
const DeidentifyPage = lazy(async () => ({
  default: (await import("./transcripts/deidentify-page.tsx")).DeidentifyPage,
}));
const TranscriptsPage = lazy(async () => ({ default: (await import("./pages/transcripts-page.tsx")).TranscriptsPage }));
const CodingPage = lazy(async () => ({ default: (await import("./coding/coding-page.tsx")).CodingPage }));
const RetrievalPage = lazy(async () => ({ default: (await import("./retrieval/retrieval-page.tsx")).RetrievalPage }));
const AnalysisPage = lazy(async () => ({ default: (await import("./analysis/analysis-page.tsx")).AnalysisPage }));
const LeadsPage = lazy(async () => ({ default: (await import("./cases/leads-page.tsx")).LeadsPage }));
const LeadPage = lazy(async () => ({ default: (await import("./cases/lead-page.tsx")).LeadPage }));
const CasesPage = lazy(async () => ({ default: (await import("./cases/cases-page.tsx")).CasesPage }));
const CasePage = lazy(async () => ({ default: (await import("./cases/case-page.tsx")).CasePage }));
const ReportsPage = lazy(async () => ({ default: (await import("./pages/reports-page.tsx")).ReportsPage }));
const ReportPage = lazy(async () => ({ default: (await import("./pages/report-page.tsx")).ReportPage }));
const MembersPage = lazy(async () => ({ default: (await import("./pages/members-page.tsx")).MembersPage }));
const AuditPage = lazy(async () => ({ default: (await import("./pages/audit-page.tsx")).AuditPage }));
const EvidencePage = lazy(async () => ({ default: (await import("./evidence/evidence-page.tsx")).EvidencePage }));
const PoliciesPage = lazy(async () => ({ default: (await import("./policies/policies-page.tsx")).PoliciesPage }));
const CodebookPage = lazy(async () => ({ default: (await import("./codebook/codebook-page.tsx")).CodebookPage }));

function Pages() {
  return (
    <Routes>
      <Route path="/" element={<Navigate to="/studies" replace />} />
      <Route path="/sign-in" element={<SignInPage />} />
      <Route path="/invite" element={<InvitePage />} />
      <Route path="/studies" element={<StudiesPage />} />
      <Route path="/account" element={<MyAccountPage />} />
      <Route path="/studies/:study" element={<StudyLayout />}>
        <Route index element={<OverviewPage />} />
        <Route path="questionnaires" element={<QuestionnairesPage />} />
        <Route path="questionnaires/:questionnaire" element={<QuestionnairePage />} />
        <Route
          element={
            <PagesForRole needs={routes.readQuestionnaireFile} title={(texts) => texts.exchange.importQuestionnaire} />
          }
        >
          <Route path="import-questionnaire" element={<ImportQuestionnairePage />} />
        </Route>
        <Route path="collectors/:collector/poster" element={<PosterPage />} />
        <Route
          element={<PagesForRole needs={routes.listInvitations} title={(texts) => texts.collectors.invitations} />}
        >
          <Route path="collectors/:collector/invitations" element={<InvitationsPage />} />
        </Route>
        <Route path="progress" element={<ProgressPage />} />
        <Route path="progress/:questionnaire" element={<ProgressPage />} />
        <Route element={<PagesForRole needs={routes.getQuota} title={(texts) => texts.progress.editor.title} />}>
          <Route path="progress/:questionnaire/quota" element={<QuotaPage />} />
        </Route>
        <Route element={<PagesForRole needs={routes.listResponses} title={(texts) => texts.menu.responses} />}>
          <Route path="responses" element={<ResponsesPage />} />
          <Route path="responses/account" element={<AccountPage />} />
          <Route path="responses/quality/:questionnaire" element={<QualityPage />} />
        </Route>
        <Route element={<PagesForRole needs={routes.getLedger} title={(texts) => texts.ledger.title} />}>
          <Route path="ledger" element={<LedgerPage />} />
        </Route>
        <Route path="evidence" element={<EvidencePage />} />
        <Route path="letters" element={<LettersPage />} />
        <Route path="paper" element={<PaperPage />} />
        <Route path="paper/:batch" element={<BatchPage />} />
        <Route element={<PagesForRole needs={routes.openPaperEntry} title={(texts) => texts.paper.title} />}>
          <Route path="paper/:batch/enter/:form" element={<EntryPage />} />
        </Route>
        <Route element={<PagesForRole needs={routes.comparePaperForm} title={(texts) => texts.paper.title} />}>
          <Route path="paper/:batch/compare/:form" element={<ComparePage />} />
        </Route>
        <Route path="roster" element={<RosterPage />} />
        <Route element={<PagesForRole needs={routes.getPlan} title={(texts) => texts.plan.title} />}>
          <Route path="plan" element={<PlanPage />} />
        </Route>
        <Route path="sessions" element={<SessionsPage />} />
        <Route element={<PagesForRole needs={routes.getSession} title={(texts) => texts.menu.sessions} />}>
          <Route path="sessions/:session" element={<SessionPage />} />
        </Route>
        <Route element={<PagesForRole needs={routes.getRecordings} title={(texts) => texts.recordings.title} />}>
          <Route path="recordings" element={<RecordingsPage />} />
        </Route>
        <Route element={<PagesForRole needs={routes.getPersonal} title={(texts) => texts.personal.title} />}>
          <Route path="personal" element={<PersonalPage />} />
        </Route>
        <Route path="transcripts" element={<TranscriptsPage />} />
        <Route element={<PagesForRole needs={routes.getTranscript} title={(texts) => texts.menu.transcripts} />}>
          <Route path="transcripts/:transcript" element={<CodingPage />} />
          <Route path="policies/:transcript" element={<CodingPage />} />
        </Route>
        <Route
          element={<PagesForRole needs={routes.listSessionWords} title={(texts) => texts.deidentify.sessionsTitle} />}
        >
          <Route path="sessions/words" element={<SessionWordsPage />} />
        </Route>
        <Route element={<PagesForRole needs={routes.listIdentifiers} title={(texts) => texts.deidentify.title} />}>
          <Route path="transcripts/:transcript/deidentify" element={<DeidentifyPage />} />
        </Route>
        <Route path="policies" element={<PoliciesPage />} />
        <Route path="codebook" element={<CodebookPage />} />
        <Route element={<PagesForRole needs={routes.searchTranscripts} title={(texts) => texts.menu.retrieval} />}>
          <Route path="retrieval" element={<RetrievalPage />} />
        </Route>
        <Route path="analyses" element={<AnalysisPage />} />
        <Route path="cases" element={<CasesPage />} />
        <Route element={<PagesForRole needs={routes.getCase} title={(texts) => texts.menu.cases} />}>
          <Route path="cases/:caseId" element={<CasePage />} />
          <Route path="cases/leads" element={<LeadsPage />} />
          <Route path="cases/leads/:leadId" element={<LeadPage />} />
        </Route>
        <Route path="reports" element={<ReportsPage />} />
        <Route path="reports/:outline" element={<ReportPage />} />
        <Route element={<PagesForRole needs={routes.listMembers} title={(texts) => texts.menu.members} />}>
          <Route path="members" element={<MembersPage />} />
        </Route>
        <Route element={<PagesForRole needs={routes.listAudit} title={(texts) => texts.menu.audit} />}>
          <Route path="audit" element={<AuditPage />} />
        </Route>
      </Route>
      <Route path="*" element={<Navigate to="/studies" replace />} />
    </Routes>
  );
}

function Themed({ expired, onSignedIn }: { readonly expired: boolean; readonly onSignedIn: () => void }) {
  const { locale } = useLanguage();
  return (
    <ConfigProvider locale={locale === "en" ? enUS : zhCN} theme={themeOf(locale)} button={{ autoInsertSpace: false }}>
      <AntApp>
        <Suspense fallback={<Spin className="page-spin" />}>
          <Pages />
        </Suspense>
        {expired && <SignInAgain onClose={onSignedIn} />}
      </AntApp>
    </ConfigProvider>
  );
}

/** The desk: every page is its own chunk, loaded when it is opened. */
export function App() {
  const [expired, setExpired] = useState(false);
  const [queries] = useState(() => createQueries(() => setExpired(true)));
  return (
    <LanguageProvider>
      <QueryClientProvider client={queries}>
        <BrowserRouter>
          <Themed expired={expired} onSignedIn={() => setExpired(false)} />
        </BrowserRouter>
      </QueryClientProvider>
    </LanguageProvider>
  );
}
