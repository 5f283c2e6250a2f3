import { NumberSet } from "../../provider/numbers/number-set";
import { establish, expectConvergence, expectGuarantees } from "./support/cell";
import { LARGE, SMALL } from "./support/looks";
import { up } from "./support/runs";
import { sentSizes } from "./support/tasks";
import { useDesk } from "./support/use-desk";

const desk = useDesk();
const { bench } = desk;

/** Every single number is denied, though the list has it: the endpoint has moved, or rights were lost. */
function denyNumbers() {
  const body = { title: "Not Found", status: 404, detail: "No such path", errorTicket: "LP-4711" };
  return bench.emulator.fail({ path: "/api/v2/oc/numbers/+", respond: { status: 404, body } });
}

it("a platform that denies each number although its list has them is not believed by a read", async () => {
  await establish(desk, SMALL.numbers);
  const id = desk.saved?.id;
  bench.begin("up", SMALL.numbers);
  const rule = denyNumbers();
  const attempt = await desk.read();
  rule.remove();
  expect(attempt.error).toBeUndefined();
  expect(desk.saved?.id).toBe(id);
  expect(desk.state).toMatchObject({ numbers: SMALL.numbers.toCanonical() });
  await expectConvergence(desk, SMALL.numbers);
  expect(sentSizes(desk)).toEqual([]);
});

it("a platform that denies each number although its list has them is not believed by a delete: nothing is forgotten", async () => {
  await establish(desk, SMALL.numbers);
  bench.begin("destroy", NumberSet.empty);
  const rule = denyNumbers();
  const attempt = await desk.delete();
  rule.remove();
  expectGuarantees(desk, attempt);
  await expectConvergence(desk, NumberSet.empty);
});

it("a platform that denies each number although its list has them has an update upload nothing again", async () => {
  await establish(desk, SMALL.numbers);
  const rule = denyNumbers();
  const message = await up(desk, SMALL.numbers);
  rule.remove();
  expect(message).toBeUndefined();
  expect(bench.watch.violations).toEqual([]);
  expect(sentSizes(desk)).toEqual([]);
});

describe("a token that the platform no longer takes", () => {
  const requests = [
    { name: "the first look", at: (path: string) => path.includes("/api/v3/oc/numbers?") },
    { name: "the upload", at: (path: string) => path.includes("/action/upload") },
    { name: "the question for the task", at: (path: string) => path.includes("/task/") },
  ];

  it.each(requests)(
    "a token that the platform no longer takes is renewed once, at $name, and the request is sent again",
    async ({ at }) => {
      bench.credential.isRenewable = true;
      let renewed = 0;
      bench.meanwhile = (path) => {
        if (renewed > 0 || !at(path)) return;
        renewed += 1;
        bench.credential.expire();
      };
      expect(await up(desk, LARGE.numbers)).toBeUndefined();
      expect(bench.emulator.requests.filter(({ status }) => status === 401)).toHaveLength(1);
      await expectConvergence(desk, LARGE.numbers);
      expect(sentSizes(desk)).toEqual([24]);
    },
  );
});
