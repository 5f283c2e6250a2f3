import type { ListFault } from "../../emulator";
import { NumberSet } from "../../provider/numbers/number-set";
import { OTHER_TENANT, TENANT } from "./support/bench";
import {
  codeOf,
  establish,
  expectConvergence,
  expectGuarantees,
  expectUploadedOnce,
  held,
  notDone,
  range,
} from "./support/cell";
import { checked } from "./support/looks";
import { up } from "./support/runs";
import { sentSizes } from "./support/tasks";
import { useDesk } from "./support/use-desk";

const desk = useDesk();
const { bench } = desk;
beforeEach(() => {
  bench.emulator.portal.add(OTHER_TENANT, FOREIGN);
});

const FOREIGN = "+442074996300..+442074996309";
/** Three pages of ten, so that the seventeenth stands in the middle of the second. */
const NUMBERS = range("+61395556900", "+61395556929");
const CHANGED = range("+61395556906", "+61395556935");
const MIDDLE = "+61395556916";
const PAGES = { pageSize: 10 };

/** Faults that a second look, or one for the number itself, sees through. */
const SEEN_THROUGH: { name: string; fault: Omit<ListFault, "kind"> }[] = [
  { name: "moves on by a row between its pages", fault: { shift: 1 } },
  { name: "moves back by a row between its pages", fault: { shift: -1 } },
  { name: "moves while the second page is read, once", fault: { shift: 3, page: 2, times: 1 } },
  { name: "repeats a number", fault: { repeat: MIDDLE } },
  { name: "leaves a number out that it counts", fault: { omit: MIDDLE } },
  { name: "shrinks by three numbers", fault: { hide: "+61395556915..+61395556917" } },
  { name: "shrinks on one page", fault: { hide: MIDDLE, page: 2 } },
  { name: "is empty once", fault: { empty: true, times: 1 } },
  { name: "lacks its second half once", fault: { hide: "+61395556915..+61395556929", times: 1 } },
  { name: "ignores the tenant", fault: { unfiltered: true } },
  { name: "shows numbers of another tenant on each page", fault: { foreign: OTHER_TENANT } },
  { name: "has a row on each page that does not tell its number", fault: { malformed: true } },
];

describe.each(SEEN_THROUGH)("a list that $name", ({ fault }) => {
  const spoil = () => bench.emulator.fail({ kind: "list", tenant: TENANT, ...fault });

  it("loses nothing in a read", async () => {
    await establish(desk, NUMBERS);
    bench.begin("up", NUMBERS, PAGES);
    const rule = spoil();
    const attempt = await desk.read();
    expect(rule.hits).toBeGreaterThan(0);
    expect(attempt.error).toBeUndefined();
    expect(desk.state).toMatchObject({ numbers: NUMBERS.toCanonical(), numberCount: 30 });
    expect(desk.state).not.toHaveProperty("drift");
    rule.remove();
    await expectConvergence(desk, NUMBERS);
    expect(sentSizes(desk)).toEqual([]);
  });

  it("uploads nothing twice in a create", async () => {
    const inputs = await checked(desk, NUMBERS, PAGES);
    const rule = spoil();
    const attempt = await desk.create(inputs);
    rule.remove();
    expect(attempt.error).toBeUndefined();
    expectGuarantees(desk, attempt);
    await expectConvergence(desk, NUMBERS);
    expect(sentSizes(desk)).toEqual([30]);
    expectUploadedOnce(desk, NUMBERS);
  });

  it("uploads and releases only what changes in an update", async () => {
    await establish(desk, NUMBERS);
    const inputs = await checked(desk, CHANGED, PAGES);
    const rule = spoil();
    const attempt = await desk.update(inputs);
    rule.remove();
    expect(attempt.error).toBeUndefined();
    expectGuarantees(desk, attempt);
    await expectConvergence(desk, CHANGED);
    expect(bench.watch.uploads.map((sent) => sent.keys())).toEqual([["+61395556930..+61395556935"]]);
    expect(bench.watch.releases.map((sent) => sent.keys())).toEqual([["+61395556900..+61395556905"]]);
    expect(held(desk, OTHER_TENANT).size).toBe(10);
  });

  it("leaves no number behind in a delete", async () => {
    await establish(desk, NUMBERS);
    bench.begin("destroy", NumberSet.empty, PAGES);
    const rule = spoil();
    const attempt = await desk.delete();
    rule.remove();
    expect(attempt.error).toBeUndefined();
    expect(held(desk).keys()).toEqual([]);
    expect(held(desk, OTHER_TENANT).size).toBe(10);
    expect(bench.watch.violations).toEqual([]);
  });
});

describe("a list with a row of which only the number can be read", () => {
  const spoil = () => bench.emulator.fail({ kind: "list", tenant: TENANT, unreadable: MIDDLE });

  it("a list with a row of which only the number can be read is no reason to think that number missing, or to count it less", async () => {
    await establish(desk, NUMBERS);
    bench.begin("up", NUMBERS, PAGES);
    spoil();
    expect((await desk.read()).error).toBeUndefined();
    expect(desk.state).toMatchObject({ numbers: NUMBERS.toCanonical(), statusCounts: { Active: 29 } });
    expect(desk.state).not.toHaveProperty("drift");
  });

  it.each(["update", "delete"] as const)(
    "a list with a row of which only the number can be read keeps a %s from releasing what may be in use",
    async (method) => {
      await establish(desk, NUMBERS);
      const inputs = await checked(desk, range("+61395556900", "+61395556909"), PAGES);
      const rule = spoil();
      const attempt = await (method === "update" ? desk.update(inputs) : desk.delete());
      expect(codeOf(attempt.error)).toBe("in_use_unknown");
      expect(held(desk).size).toBe(30);
      rule.remove();
      expectGuarantees(desk, attempt);
      await expectConvergence(desk, NUMBERS);
    },
  );
});

describe("a list that lags behind the task", () => {
  const spoil = (lagMs: number) => bench.emulator.fail({ kind: "list", tenant: TENANT, lagMs });

  it("a list that lags behind the task is read again until it shows what was uploaded", async () => {
    const inputs = await checked(desk, NUMBERS, {});
    spoil(10_000);
    expect((await desk.create(inputs)).error).toBeUndefined();
    expect(desk.state).toMatchObject({ numberCount: 30 });
    await expectConvergence(desk, NUMBERS);
    expect(sentSizes(desk)).toEqual([30]);
  });

  it("a list that lags behind the task leaves what it does not show in time pending, and nothing is sent again", async () => {
    const inputs = await checked(desk, NUMBERS, {});
    const rule = spoil(3_600_000);
    const attempt = await desk.create(inputs);
    expect(notDone(attempt.error)).toEqual({ not_seen: NUMBERS.keys().join() });
    expect(desk.state).toMatchObject({ numbers: {}, pending: NUMBERS.toCanonical() });
    expectGuarantees(desk, attempt);
    rule.remove();
    await expectConvergence(desk, NUMBERS);
    expect(sentSizes(desk)).toEqual([30]);
  });
});

it.each([
  { name: "is empty", fault: { empty: true } },
  { name: "lacks more than half", fault: { hide: "+61395556910..+61395556929" } },
])(
  "a list that is wrong for good and $name is no deletion: the numbers are known by their own answers",
  async ({ fault }) => {
    await establish(desk, NUMBERS);
    const before = desk.saved;
    bench.emulator.fail({ kind: "list", tenant: TENANT, ...fault });
    expect(await up(desk, NUMBERS)).toBeUndefined();
    expect(desk.state).toMatchObject({ numbers: NUMBERS.toCanonical() });
    expect(desk.saved?.id).toBe(before?.id);
    expectGuarantees(desk);
    expect(sentSizes(desk)).toEqual([]);
  },
);

describe("a list of a tenant in which somebody works while it is read", () => {
  const OTHERS = range("+61395557000", "+61395557019");

  it.each(["goes", "comes"])(
    "a list of a tenant in which somebody works while it is read loses none of ours where a number %s before each second page",
    async (what) => {
      const others = [...OTHERS];
      if (what === "goes") bench.emulator.portal.add(TENANT, others);
      const inputs = await checked(desk, NUMBERS, {});
      expect((await desk.create(inputs)).error).toBeUndefined();
      bench.begin("up", NUMBERS, PAGES);
      bench.meanwhile = (path) => {
        const other = path.includes("PageNumber=2") ? others.shift() : undefined;
        if (other === undefined) return;
        if (what === "goes") bench.emulator.portal.remove(TENANT, other);
        else bench.emulator.portal.add(TENANT, other);
      };
      expect((await desk.read()).error).toBeUndefined();
      expect(others.length).toBeLessThan(20);
      expect(desk.state).toMatchObject({ numbers: NUMBERS.toCanonical(), numberCount: 30 });
      expect(desk.state).not.toHaveProperty("drift");
    },
  );
});
