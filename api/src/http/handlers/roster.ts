import type { rosterRoutes } from "../../contract/roster.ts";
import type { StoredSample } from "../../ports/roster-store.ts";
import { erasePerson, removeUnit, saveUnit } from "../../use-cases/edit-roster.ts";
import { exportRoster, exportSample } from "../../use-cases/export-roster.ts";
import { importRoster } from "../../use-cases/import-roster.ts";
import { readRoster } from "../../use-cases/read-roster.ts";
import { drawRosterSample, type NamedSample, readSample, readStructure } from "../../use-cases/roster-figures.ts";
import { savePerson, stateOf } from "../../use-cases/save-person.ts";
import type { Services } from "../../use-cases/services.ts";
import type { HandlersOf } from "../call.ts";

export function rosterHandlers({ ports }: Services): HandlersOf<typeof rosterRoutes> {
  return {
    getRoster: async ({ params, query, caller }) => {
      const { units, people, ...rest } = await readRoster(ports, caller, { ...params, ...query });
      return { ...rest, units: units.map(unitToWire), people: people.map((one) => ({ ...one, state: stateOf(one) })) };
    },
    importRoster: async ({ params, caller, body }) => {
      const { questions, faults, ...counts } = await importRoster(ports, caller, { ...params, ...body });
      const asked = questions.map((one) =>
        one.ask === "unit" ? { ...one, candidates: [...one.candidates] } : { ...one, twins: [...one.twins] },
      );
      return { ...counts, questions: asked, faults: [...faults] };
    },
    getRosterStructure: async ({ params, query, role }) => {
      const axes = query.across === undefined ? ([query.by] as const) : ([query.by, query.across] as const);
      const { table, ...rest } = await readStructure(ports, { ...params, role, axes });
      return {
        ...rest,
        table: {
          rows: [...table.rows],
          columns: [...table.columns],
          cells: table.cells.map((line) => [...line]),
          rowTotals: [...table.rowTotals],
          columnTotals: [...table.columnTotals],
          total: table.total,
        },
      };
    },
    exportRoster: ({ params, caller }) => exportRoster(ports, caller, params.study),
    saveUnit: async ({ params, caller, body }) => ({
      unit: unitToWire(await saveUnit(ports, caller, { study: params.study, code: params.unit, ...body })),
    }),
    removeUnit: async ({ params, caller }) => {
      await removeUnit(ports, caller, { study: params.study, code: params.unit });
      return { removed: true };
    },
    savePerson: async ({ params, caller, body }) => {
      const { person: cells, ...edit } = body;
      const person = await savePerson(ports, caller, { ...params, ...edit, cells });
      return { person: { ...person, state: stateOf(person) } };
    },
    erasePerson: async ({ params, caller }) => {
      await erasePerson(ports, caller, params);
      return { erased: true };
    },
    drawSample: async ({ params, caller, body }) => ({
      sample: toWire(await drawRosterSample(ports, caller, { study: params.study, id: params.sample, ...body })),
    }),
    listSamples: async ({ params }) => ({ samples: (await ports.roster.listSamples(params.study)).map(toWire) }),
    getSample: async ({ params, caller }) => {
      const named = await readSample(ports, caller, { study: params.study, id: params.sample });
      const { sample } = named;
      const show = (one: StoredSample["drawn"][number]) => showDrawn(named, one);
      return { sample: toWire(sample), drawn: sample.drawn.map(show), reserves: sample.reserves.map(show) };
    },
    exportSample: ({ params, caller }) => exportSample(ports, caller, { study: params.study, id: params.sample }),
  };
}

function unitToWire<Unit extends { readonly aliases: readonly string[] }>(unit: Unit) {
  return { ...unit, aliases: [...unit.aliases] };
}

function toWire({ id, by, design, drawnAt, frameSize, frameHash, strata }: StoredSample) {
  return { id, by, design: { ...design }, drawnAt, frameSize, frameHash, strata: [...strata] };
}

function showDrawn({ people, units }: NamedSample, { id, ...drawn }: StoredSample["drawn"][number]) {
  const { name = "", phone = "", email = "", unit = null } = people.get(id) ?? {};
  return { ...drawn, person: id, name, phone, email, unit, unitName: units.get(unit ?? "") ?? "" };
}
