import { NumberSet } from "../../provider/numbers/number-set";
import { TENANT } from "./support/bench";
import { codeOf, establish, held, range } from "./support/cell";
import { Desk } from "./support/desk";
import { checked } from "./support/looks";
import { useDesk } from "./support/use-desk";

const desk = useDesk();
const { bench } = desk;

const NUMBERS = range("+61395556900", "+61395556929");

it("brake: a destroy of more numbers than a run may release", async () => {
  await establish(desk, NUMBERS);
  bench.begin("destroy", NumberSet.empty, { maxReleases: 29 });
  expect(codeOf((await desk.delete()).error)).toBe("brake");
  expect(held(desk).size).toBe(30);
});

it("in_use: a destroy of numbers of which one is assigned", async () => {
  await establish(desk, NUMBERS);
  bench.emulator.portal.assign("+61395556910");
  bench.begin("destroy", NumberSet.empty);
  expect(codeOf((await desk.delete()).error)).toBe("in_use");
  expect(held(desk).size).toBe(30);
});

it("loss: a look at a tenant that has lost everything", async () => {
  await establish(desk, NUMBERS);
  bench.emulator.portal.remove(TENANT, "+61395556900..+61395556929");
  bench.begin("up", NUMBERS);
  expect(codeOf((await desk.read()).error)).toBe("loss");
});

it("already_there: a number that somebody else has brought in, in the preview and in the up", async () => {
  const inputs = await checked(desk, NUMBERS, {});
  bench.emulator.portal.add(TENANT, "+61395556910");
  bench.begin("up", NUMBERS);
  expect(codeOf((await desk.create(inputs)).error)).toBe("already_there");
  expect(codeOf((await new Desk(bench, "others").check(NUMBERS)).error)).toBe("already_there");
  expect(bench.watch.uploads).toEqual([]);
});
