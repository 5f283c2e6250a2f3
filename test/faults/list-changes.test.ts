import { TENANT } from "./support/bench";
import { establish, range } from "./support/cell";
import { useDesk } from "./support/use-desk";

const desk = useDesk();
const { bench } = desk;

const NUMBERS = range("+61395556900", "+61395556929");
/** Three pages of ten. */
const PAGES = { pageSize: 10 };

it("a list that moved while it was read, and then stands still, is read once more, and the numbers that it left out are not asked for one by one", async () => {
  await establish(desk, NUMBERS);
  bench.begin("up", NUMBERS, PAGES);
  bench.emulator.fail({ kind: "list", tenant: TENANT, shift: 3, page: 2, times: 1 });
  const { lists, numberGets } = bench.emulator.counts;
  expect((await desk.read()).error).toBeUndefined();
  expect(desk.state).not.toHaveProperty("drift");
  const { counts } = bench.emulator;
  expect({ lists: counts.lists - lists, numberGets: counts.numberGets - numberGets }).toEqual({
    lists: 6,
    numberGets: 0,
  });
});

it("a first page that was asked for before numbers were released does not bring them back", async () => {
  const gone = range("+61395556920", "+61395556929");
  await establish(desk, NUMBERS);
  bench.begin("up", NUMBERS);
  const view = bench.context.view(TENANT);
  let pages = 0;
  bench.meanwhile = (path) => {
    if (!path.startsWith("/tenantui/api/v3/oc/numbers?")) return;
    pages += 1;
    // Releases of others, confirmed by GETs while the answer is under way, which is from before.
    if (pages === 1) view.recordReleased(range("+61395557000", "+61395557000"));
    if (pages === 2) view.recordReleased(gone);
    if (pages === 3) bench.emulator.portal.remove(TENANT, gone.keys());
  };
  const seen = await bench.drive(() => view.look(NUMBERS));
  expect(seen.size).toBe(20);
});
