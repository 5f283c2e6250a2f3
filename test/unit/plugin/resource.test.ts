import { UNKNOWN } from "../../../provider/allocation/unknown";
import { PROVIDER_TEXT } from "../../../provider/common/dynamic-state";
import type { Opened, Values } from "../../../provider/common/operations";
import { seal } from "../../../provider/common/secret";
import type { HostOperations } from "../../../provider/host/host";
import { PartialStateError } from "../../../provider/plugin/partial-state-error";
import { AllocationResource } from "../../../provider/plugin/resource";
import { PartialAllocationError } from "../../../provider/state/errors";

const DESKS = {
  urn: "urn:pulumi:dev::p::liveplatform:index:OcNumberAllocation::desks",
  id: "t/+61395556880#1",
};
const NUMBER = "+61395556880";
const NUMBERS = { [NUMBER]: 1 };
const MISSING = { [NUMBER]: "missing" };
/** As the dynamic provider has left them. */
const OF_DYNAMIC = { usage: "U", numbers: NUMBERS, __provider: PROVIDER_TEXT };
/** As the plugin has made them. */
const OF_PLUGIN = { ...OF_DYNAMIC, phoneNumbers: [NUMBER] };

/** The core's operations, with what they were asked; each question of a read is answered by `found`. */
function core({
  found = OF_DYNAMIC,
  ...more
}: Partial<HostOperations> & { found?: Values | undefined } = {}) {
  const read: [string, Opened][] = [];
  const diffed: [Opened, Opened][] = [];
  const unasked = () => Promise.reject(new Error("is not asked for that here"));
  const operations: HostOperations = {
    ...{ check: unasked, create: unasked, update: unasked, delete: unasked },
    ...{ import: unasked, foretell: unasked, ask: unasked },
    read: (id, props) => {
      read.push([id, props]);
      return Promise.resolve(
        found.numbers === undefined ? {} : { id, props: found, inputs: { usage: "U", numbers: NUMBERS } },
      );
    },
    diff: (_, olds, news) => {
      diffed.push([olds, news]);
      const changes = olds.values.drift === undefined || news.ignoresDrift ? false : undefined;
      return Promise.resolve({ changes, replaces: [], deleteBeforeReplace: false });
    },
    ...more,
  };
  return { resource: new AllocationResource(operations), read, diffed };
}

it("the plugin's diff of an allocation reads first what the dynamic provider has left, so that a plain preview shows its drift", async () => {
  const { resource, read } = core({ found: { ...OF_DYNAMIC, drift: MISSING } });
  const known = { state: OF_DYNAMIC, inputs: OF_PLUGIN, oldInputs: { ...OF_DYNAMIC, ticketId: seal("T") } };
  const { hasChanges, changes } = await resource.diff(DESKS, known);
  expect([hasChanges, [...changes.keys()]]).toEqual([true, [`drift["${NUMBER}"]`]]);
  expect(read.map(([id]) => id)).toEqual([DESKS.id]);
});

it.each([
  ["state", { state: { ...OF_PLUGIN, numbers: seal(NUMBERS), drift: seal(MISSING) } }],
  ["program", { inputs: { ...OF_PLUGIN, phoneNumbers: seal([NUMBER]), numbers: seal(NUMBERS) } }],
])(
  "the plugin's diff of an allocation names no number where the list of the %s is secret",
  async (_, secret) => {
    const { resource } = core();
    const known = { state: { ...OF_PLUGIN, drift: MISSING }, inputs: OF_PLUGIN, ...secret };
    expect([...(await resource.diff(DESKS, known)).changes.keys()]).toEqual(["drift"]);
  },
);

it("the plugin's diff of an allocation tells the core that a list was secret only where its inputs were: additionalSecretOutputs is no change of each run", async () => {
  const { resource, diffed } = core();
  const state = { ...OF_PLUGIN, numbers: seal(NUMBERS) };
  await resource.diff(DESKS, { state, inputs: OF_PLUGIN, oldInputs: OF_PLUGIN });
  const sealed = { ...OF_PLUGIN, phoneNumbers: seal([NUMBER]), numbers: seal(NUMBERS) };
  await resource.diff(DESKS, { state, inputs: OF_PLUGIN, oldInputs: sealed });
  expect(diffed.map(([olds]) => olds.isSecret)).toEqual([false, true]);
});

it("the plugin's diff of an allocation shows that one is gone that the dynamic provider has left, and of which nothing is in the tenant", async () => {
  const { resource } = core({ found: {} });
  const known = { state: OF_DYNAMIC, inputs: OF_PLUGIN, oldInputs: OF_DYNAMIC };
  expect(await resource.diff(DESKS, known)).toMatchObject({ hasChanges: true });
});

it("the plugin's diff of an allocation reads neither what the engine has had read, nor what the plugin has made, nor anything twice", async () => {
  const { resource, read } = core();
  const known = { state: OF_DYNAMIC, inputs: OF_PLUGIN, oldInputs: OF_DYNAMIC };
  await resource.read(DESKS, { state: OF_DYNAMIC, inputs: OF_DYNAMIC });
  expect(await resource.diff(DESKS, known)).toMatchObject({ hasChanges: false });
  await resource.diff(
    { ...DESKS, id: "made by the plugin" },
    { ...known, state: OF_PLUGIN, oldInputs: OF_PLUGIN },
  );
  expect(read).toHaveLength(1);
  await resource.diff({ ...DESKS, id: "unread" }, known);
  await resource.diff({ ...DESKS, id: "unread" }, known);
  expect(read).toHaveLength(2);
});

it.each(["drift", "*", '["drift"]'])(
  "the plugin's diff of an allocation takes ignoreChanges: %s for the wish to leave drift as it is",
  async (path) => {
    const { resource, diffed } = core();
    const state = { ...OF_PLUGIN, drift: MISSING };
    const known = { state, inputs: OF_PLUGIN, ignoreChanges: [path] };
    expect(await resource.diff(DESKS, known)).toMatchObject({ hasChanges: false });
    const [[, news] = []] = diffed;
    expect(news?.ignoresDrift).toBe(true);
  },
);

it("the plugin's diff of an allocation does not take an ignored property of another name for that wish", async () => {
  const { resource, diffed } = core();
  const state = { ...OF_PLUGIN, drift: MISSING };
  const known = { state, inputs: OF_PLUGIN, ignoreChanges: ["drifting", "ticketId"] };
  expect(await resource.diff(DESKS, known)).toMatchObject({ hasChanges: true });
  const [[, news] = []] = diffed;
  expect(news?.ignoresDrift).toBe(false);
});

it("the plugin's read of an allocation makes no secret of the inputs where additionalSecretOutputs has made one of the outputs", async () => {
  const { resource } = core();
  const state = { ...OF_PLUGIN, numbers: seal(NUMBERS) };
  const found = await resource.read(DESKS, { state, inputs: OF_PLUGIN });
  expect([found?.props.numbers, found?.inputs.numbers]).toEqual([seal(NUMBERS), NUMBERS]);
});

it("the plugin's read of an allocation is answered without a question where a program only gets it: it has no inputs of ours", async () => {
  const { resource, read } = core();
  const known = { state: OF_PLUGIN, inputs: { phoneNumbers: [NUMBER] } };
  expect(await resource.read(DESKS, known)).toEqual({
    id: DESKS.id,
    props: OF_PLUGIN,
    inputs: known.inputs,
  });
  expect(read).toEqual([]);
});

it("the plugin's read of an allocation is undefined where the allocation is gone", async () => {
  const { resource } = core({ found: {} });
  expect(await resource.read(DESKS, { state: OF_PLUGIN, inputs: OF_PLUGIN })).toBeUndefined();
});

it("the plugin's read of an allocation imports what the engine knows nothing of but the id", async () => {
  const imported = { id: "t/made#1", props: OF_DYNAMIC, inputs: { ...OF_PLUGIN } };
  const { resource } = core({ import: () => Promise.resolve(imported) });
  expect(await resource.read(DESKS, { state: {}, inputs: {} })).toMatchObject({ id: "t/made#1" });
});

it("the plugin's check keeps drift that a program ignores in the inputs, and answers with the lists as they are declared", async () => {
  const { resource } = core({
    check: (_, news) =>
      Promise.resolve({ inputs: { numbers: news.values.numbers ?? NUMBERS }, failures: [] }),
  });
  const declared = { phoneNumbers: [seal(NUMBER)], drift: MISSING };
  const { inputs } = await resource.check(DESKS.urn, {}, declared);
  expect(inputs).toEqual({ phoneNumbers: [seal(NUMBER)], drift: seal(MISSING), numbers: seal(NUMBERS) });
});

it("what the plugin has done of an operation that fails half-way is sealed as all of it would be", async () => {
  const partial = new PartialAllocationError("half of it", {
    ...{ id: "t/x#1", properties: { numbers: NUMBERS }, reasons: ["half of it"], notDone: {} },
  });
  const { resource } = core({
    create: () => Promise.reject(partial),
    update: () => Promise.reject(new Error("a bug")),
  });
  const inputs = { phoneNumbers: [seal(NUMBER)], numbers: NUMBERS };
  const failed = await resource.create(DESKS.urn, inputs, {}).catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(PartialStateError);
  expect(failed).toMatchObject({
    ...{ id: "t/x#1", reasons: ["half of it"], inputs },
    properties: { numbers: seal(NUMBERS), phoneNumbers: [seal(NUMBER)], __provider: PROVIDER_TEXT },
  });
  const bug = resource.update(DESKS, { state: OF_PLUGIN, inputs }, {});
  await expect(bug).rejects.not.toBeInstanceOf(PartialStateError);
});

describe("the outputs that the plugin foresees of an update", () => {
  const foretold = { foretell: () => Promise.resolve() };
  const FOUND = { taskId: "wup_1", statusCounts: { Active: 1 }, assignedCount: 0, sbcIds: [8] };

  it("the outputs that the plugin foresees of an update are those of the state where no number is touched", async () => {
    const { resource } = core(foretold);
    const state = { ...OF_PLUGIN, ...FOUND };
    const inputs = { ...OF_PLUGIN, ticketId: "T-2" };
    expect(await resource.previewUpdate(DESKS.urn, { state, inputs })).toMatchObject({
      ...FOUND,
      ticketId: "T-2",
    });
  });

  it.each<[string, Values, Values]>([
    ["new settings", {}, { usage: "V" }],
    ["drift", { drift: MISSING }, {}],
    ["numbers that are on their way", { pending: NUMBERS }, {}],
    ["other numbers", {}, { numbers: {} }],
  ])(
    "the outputs that the plugin foresees of an update are unknown as far as only the platform can say them, where there are %s",
    async (_, state, inputs) => {
      const { resource } = core(foretold);
      const known = { state: { ...OF_PLUGIN, ...FOUND, ...state }, inputs: { ...OF_PLUGIN, ...inputs } };
      expect(await resource.previewUpdate(DESKS.urn, known)).toMatchObject({
        taskId: UNKNOWN,
        assignedCount: UNKNOWN,
      });
    },
  );
});
