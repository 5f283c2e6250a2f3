import { NumberSet } from "../../provider/numbers/number-set";
import { establish, expectConvergence, held, notDone } from "./support/cell";
import { SMALL } from "./support/looks";
import { destroy, up } from "./support/runs";
import { useDesk } from "./support/use-desk";

const desk = useDesk();
const { bench } = desk;
const BUSY = {
  status: 400,
  body: { title: "Bad Request", detail: "The tenant takes part in another running operation." },
};

it.each([
  ["upload", () => up(desk, SMALL.numbers), SMALL.numbers],
  ["release", () => destroy(desk), NumberSet.empty],
])(
  "an operation of somebody else for which the platform refuses the %s is waited for, and the rows say so",
  async (action, command, left) => {
    if (action === "release") await establish(desk, SMALL.numbers);
    bench.emulator.fail({ path: `/action/${action}`, respond: BUSY, times: 4 });
    expect(await command()).toBeUndefined();
    expect(held(desk).keys()).toEqual(left.keys());
    expect(
      bench.shown.filter((text) => text.includes("waiting until somebody else's operation")),
    ).toHaveLength(4);
  },
);

it("an operation of somebody else that does not end is waited for no longer than a task", async () => {
  const rule = bench.emulator.fail({ path: "/action/upload", respond: BUSY });
  const since = bench.gate.now();
  const error = await up(desk, SMALL.numbers, { taskTimeoutMs: 120_000 });
  expect(notDone(error)).toEqual({ refused: SMALL.numbers.keys().join() });
  expect(error?.message).toContain("another running operation");
  expect(bench.gate.now() - since).toBeLessThan(180_000);
  rule.remove();
  await expectConvergence(desk, SMALL.numbers);
});

it("a conflict that does not say that it is for another operation is not waited for", async () => {
  bench.emulator.fail({
    path: "/action/upload",
    respond: { status: 409, body: { title: "The number exists" } },
  });
  const since = bench.gate.now();
  expect((await up(desk, SMALL.numbers))?.message).toContain("The number exists");
  expect(bench.gate.now() - since).toBeLessThan(30_000);
});
