import type { CodedProvision } from "@diaoyan/analysis";
import { brandAs, type Day } from "@diaoyan/instruments";
import type { ProvisionLine, policyRoutes } from "../../contract/policies.ts";
import { comparePoliciesOf, exportPolicies, listProvisionsOf } from "../../use-cases/compare-policies.ts";
import {
  importPolicy,
  listPolicies,
  type OpenedPolicy,
  openPolicy,
  removePolicy,
  savePolicy,
} from "../../use-cases/policies.ts";
import type { Services } from "../../use-cases/services.ts";
import type { HandlersOf } from "../call.ts";

export function policyHandlers({ ports, archive }: Services): HandlersOf<typeof policyRoutes> {
  const comparing = { ...ports, archive };
  return {
    listPolicies: async ({ params, caller }) => ({
      policies: [...(await listPolicies(ports, params.study, caller.id))],
    }),
    importPolicy: async ({ params, query, caller, bytes }) =>
      sayOpened(await importPolicy(ports, caller, { study: params.study, id: params.policy, ...query, bytes })),
    getPolicy: async ({ params, caller }) => sayOpened(await openPolicy(ports, caller, params.study, params.policy)),
    savePolicy: async ({ params, caller, body }) => {
      const { day } = body.head;
      const head = { ...body.head, day: day === null ? null : brandAs<Day>(day) };
      const order = { study: params.study, id: params.policy, head, base: body.revision };
      return { revision: await savePolicy(ports, caller, order) };
    },
    removePolicy: async ({ params, caller }) => {
      await removePolicy(ports, caller, params.study, params.policy);
      return { removed: true };
    },
    comparePolicies: async ({ params, caller, body }) => {
      const { cells, columns, rows, ...rest } = await comparePoliciesOf(comparing, caller, params.study, body);
      return {
        ...rest,
        rows: rows.map(({ texts, value }) => ({ value, documents: texts.length })),
        columns: columns.map(({ id, name, number }) => ({ code: id, number, name })),
        cells: cells.map((row) =>
          row.map((provisions) => ({
            provisions: provisions.length,
            documents: new Set(provisions.map(({ policy }) => policy.id)).size,
          })),
        ),
      };
    },
    listProvisions: async ({ params, caller, body }) => {
      const { code, value, ...filter } = body;
      const order = { study: params.study, filter, value, code };
      const { provisions, total } = await listProvisionsOf(comparing, caller, order);
      return { total, provisions: provisions.map(sayProvision) };
    },
    exportPolicies: ({ params, body, caller }) =>
      exportPolicies(comparing, caller, { ...params, filter: body, format: "xlsx" }),
    exportPolicyDocument: ({ params, body, caller }) =>
      exportPolicies(comparing, caller, { ...params, filter: body, format: "docx" }),
  };
}

function sayOpened({ policy, provisions, suggestion }: OpenedPolicy) {
  return { policy, provisions, suggestion: { head: suggestion.head, quotes: { ...suggestion.quotes } } };
}

function sayProvision({ citation, codings, end, policy, start, words }: CodedProvision): ProvisionLine {
  const { confirmed: _c, file: _f, revision: _r, ...head } = policy;
  return {
    policy: head,
    citation,
    start,
    end,
    words,
    codings: codings.map(({ code, end: to, id, origin, quote, start: from }) => {
      return { id, code, start: from, end: to, quote, rule: origin.kind === "rule" };
    }),
  };
}
