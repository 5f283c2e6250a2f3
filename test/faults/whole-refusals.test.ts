import { NumberSet } from "../../provider/numbers/number-set";
import { establish, expectConvergence, expectGuarantees, held, notDone } from "./support/cell";
import { LARGE } from "./support/looks";
import { destroy, up } from "./support/runs";
import { LEFT, create, releasedSizes, sentSizes, spoilTask, update } from "./support/tasks";
import { useDesk } from "./support/use-desk";

const desk = useDesk();
const { bench } = desk;

const BAD = "+61395556903";
const LOCKED = "Locked by its owner";
const WORSE = "+61395556917";
const said = (number: string) => `Number ${number} is being ported`;

/** A platform that refuses requests of this kind as a whole while one of these is in it, and names the first it meets. */
function refuse(action: string, answer: (bad: string) => unknown): void {
  for (const bad of [BAD, WORSE])
    bench.emulator.fail({ path: `/action/${action}`, respond: { status: 400, body: answer(bad) }, times: 1 });
}

it.each([
  {
    how: "in a field of the range",
    answer: (bad: string) => ({ errors: { "phoneNumberRanges[0]": [said(bad)] } }),
  },
  { how: "in a field of the list", answer: (bad: string) => ({ errors: { phoneNumbers: [said(bad)] } }) },
  {
    how: "in a sentence",
    answer: (bad: string) => ({ title: "Bad Request", status: 400, detail: said(bad) }),
  },
])(
  "an upload that is refused as a whole for single numbers that it names $how brings in the others",
  async ({ answer }) => {
    refuse("upload", answer);
    const { attempt, message } = await create(desk);
    expect(notDone(attempt.error)).toEqual({ refused: `${BAD}, ${WORSE}` });
    expect(message).toContain(said("…"));
    expectGuarantees(desk, attempt);
    await expectConvergence(desk, LARGE.numbers);
    expect(sentSizes(desk)).toEqual([22, 2]);
  },
);

it("an upload that is refused as a whole for single numbers by its task brings in the others, once the tenant has been looked at", async () => {
  const messages = [{ level: "Error" as const, message: said(BAD) }];
  spoilTask(desk, { operation: "upload", status: "Failed", skip: LARGE.numbers.keys(), messages });
  const { attempt, message } = await create(desk);
  expect(notDone(attempt.error)).toEqual({ refused: BAD });
  expect(message).toContain(said("…"));
  expectGuarantees(desk, attempt);
  await expectConvergence(desk, LARGE.numbers);
  expect(sentSizes(desk)).toEqual([24, 23, 1]);
});

it("a release that is refused as a whole for single numbers releases the others, and names those with their reason", async () => {
  const answer = (bad: string) => ({ errors: { "[0]": [said(bad)] } });
  await establish(desk, LARGE.numbers);
  refuse("release", answer);
  bench.begin("destroy", NumberSet.empty);
  const { error } = await desk.delete();
  expect(notDone(error)).toEqual({ not_released: `${BAD}, ${WORSE}` });
  expect(error?.message).toContain(said("…"));
  expect(held(desk).keys()).toEqual([BAD, WORSE]);
  expect(releasedSizes(desk)).toEqual([22]);
});

it("a release that is refused as a whole for single numbers by its task releases the others, once the tenant has been looked at", async () => {
  const messages = [{ level: "Error" as const, message: said(BAD) }];
  spoilTask(desk, { operation: "release", status: "Failed", skip: LEFT, messages });
  const { attempt, message } = await update(desk);
  expect(notDone(attempt.error)).toEqual({ not_released: BAD });
  expect(message).toContain(said("…"));
  expect(releasedSizes(desk)).toEqual([6, 5]);
  expectGuarantees(desk, attempt);
  await expectConvergence(desk, LARGE.changed);
});

it("an unassignment that is refused as a whole for one number unassigns and releases the others", async () => {
  desk.options = { unassignOnRelease: true };
  await establish(desk, LARGE.numbers);
  bench.emulator.portal.assign([BAD, "+61395556904"]);
  bench.emulator.fail({
    path: "/action/unassign",
    times: 1,
    respond: { status: 400, body: { errors: { "telephoneNumbers[0]": [LOCKED] } } },
  });
  bench.begin("destroy", NumberSet.empty);
  const { error } = await desk.delete();
  expect(notDone(error)).toEqual({ not_unassigned: BAD });
  expect(error?.message).toContain(LOCKED);
  expect(held(desk).keys()).toEqual([BAD]);
  expect(bench.watch.violations).toEqual([]);
});

it.each([
  { how: "in a field", answer: (bad: string) => ({ errors: { "telephoneNumbers[0]": [said(bad)] } }) },
  { how: "in a sentence", answer: (bad: string) => ({ title: "Bad Request", detail: said(bad) }) },
])("the others are cleared, and those that it names $how have their reason", async ({ answer }) => {
  await establish(desk, LARGE.numbers);
  bench.emulator.portal.mark([BAD, "+61395556904", WORSE]);
  refuse("clear-removal-status", answer);
  const error = await up(desk, LARGE.numbers);
  expect(notDone(error)).toEqual({ not_cleared: `${BAD}, ${WORSE}` });
  expect(error?.message).toContain(said("…"));
  expect(desk.state).toMatchObject({ drift: { [BAD]: "MarkedForRemoval", [WORSE]: "MarkedForRemoval" } });
  await expectConvergence(desk, LARGE.numbers);
  expect(sentSizes(desk)).toEqual([]);
});

it("a number whose mark somebody else has cleared meanwhile is done, though the request is refused for it", async () => {
  await establish(desk, LARGE.numbers);
  bench.emulator.portal.mark([BAD, WORSE]);
  bench.meanwhile = (path) => {
    if (path.includes("/clear-removal-status")) bench.emulator.portal.acquire(BAD);
  };
  expect(await up(desk, LARGE.numbers)).toBeUndefined();
  expect(desk.state).not.toHaveProperty("drift");
});

it.each([
  ["action/upload", "not_seen", () => up(desk, LARGE.numbers)],
  ["action/release", "not_released", () => destroy(desk)],
  ["action/clear-removal-status", "not_cleared", () => up(desk, LARGE.numbers)],
])(
  "a success of %s that says that it has failed is told with what the platform said, and of which numbers",
  async (path, code, command) => {
    if (code !== "not_seen") await establish(desk, LARGE.numbers);
    if (code === "not_cleared") bench.emulator.portal.mark(LARGE.numbers.keys());
    const body = { succeeded: false, message: "The tenant is closed for maintenance" };
    const rule = bench.emulator.fail({ path, respond: { status: 200, body } });
    const error = await command();
    expect(notDone(error)).toEqual({ [code]: LARGE.numbers.keys().join() });
    expect(error?.message).toContain("says that it has failed: The tenant is closed for maintenance");
    rule.remove();
    await expectConvergence(desk, code === "not_released" ? NumberSet.empty : LARGE.numbers);
  },
);
