import type { Context } from "../../provider/allocation/context";
import { NumberSet } from "../../provider/numbers/number-set";
import type { Fact } from "../../provider/run/fact";
import { RunFolderError } from "../../provider/run/run-folder-error";
import { SharedLog } from "../../provider/run/shared-log";
import { TENANT } from "./support/bench";
import { codeOf, establish, expectGuarantees, held, notDone, range } from "./support/cell";
import { Desk } from "./support/desk";
import { useDesk } from "./support/use-desk";

const FEW = range("+61395556900", "+61395556909");
const MANY = range("+61395556910", "+61395556959");
const FULL = "ENOSPC: no space left on device";

const desk = useDesk();
const { bench } = desk;
const other = new Desk(bench, "others");

it("a destroy that loses its rights between two allocations does not take the second for gone because it has released the first", async () => {
  bench.begin("up", FEW.union(MANY));
  await create(desk, FEW);
  await create(other, MANY);
  bench.begin("destroy", NumberSet.empty);
  bench.meanwhile = (path) => {
    if (!path.includes("/task/")) return;
    bench.meanwhile = () => undefined;
    bench.emulator.fail({ kind: "list", tenant: TENANT, empty: true });
    bench.emulator.fail({
      path: /\/numbers\/[+%]/,
      respond: { status: 404, body: { title: "Not Found" } },
    });
  };
  expect((await desk.delete()).error).toBeUndefined();
  expect(codeOf((await other.delete()).error)).toBe("loss");
  expect(bench.emulator.numbers(TENANT)).toHaveLength(MANY.size);
});

async function create(made: Desk, numbers: NumberSet): Promise<Error | undefined> {
  const { value = {} } = await made.check(numbers);
  return (await made.create(value)).error;
}

/** From a moment on, nothing more can be noted for others or for the next run. */
function fillDisk({ journal, ledger }: Context, isFull: (fact: Fact) => boolean): void {
  for (const name of ["accepted", "end"] as const) {
    jest.spyOn(journal, name).mockImplementation(() => {
      throw new Error(FULL);
    });
  }
  const add = ledger.add.bind(ledger);
  jest.spyOn(ledger, "add").mockImplementation((fact) => {
    if (isFull(fact)) throw new Error(FULL);
    add(fact);
  });
}

it("a disk that is full once an upload is accepted fails nothing: what is done is saved all the same", async () => {
  bench.begin("up", MANY);
  fillDisk(bench.context, () => bench.emulator.counts.uploads > 0);
  expect(await create(desk, MANY)).toBeUndefined();
  expect(desk.state).toMatchObject({ numbers: MANY.toCanonical() });
  expect(bench.shown.join("\n")).toContain(FULL);
});

it("a disk that is full once a release is accepted fails nothing: the allocation is deleted all the same", async () => {
  bench.begin("up", FEW);
  await create(desk, FEW);
  bench.begin("destroy", NumberSet.empty);
  fillDisk(bench.context, () => bench.emulator.counts.releases > 0);
  expect((await desk.delete()).error).toBeUndefined();
  expect(bench.emulator.numbers(TENANT)).toEqual([]);
  expect(bench.shown.join("\n")).toContain(FULL);
});

it("a disk that is full once the brake has counted a release fails nothing: it is carried out, though others are not told that it is under way", async () => {
  bench.begin("up", FEW);
  await create(desk, FEW);
  bench.begin("destroy", NumberSet.empty);
  fillDisk(bench.context, (fact) => fact.fact === "gives" && fact.phase !== "allowed");
  expect((await desk.delete()).error).toBeUndefined();
  expect(bench.emulator.numbers(TENANT)).toEqual([]);
  expect(bench.shown.join("\n")).toContain(FULL);
});

it("a disk that is full before a part of an upload is sent fails that part alone: it has its reason, and the others are saved", async () => {
  bench.begin("up", MANY, { maxNumbersPerRequest: 10 });
  const { journal } = bench.context;
  const begin = journal.begin.bind(journal);
  let parts = 0;
  jest.spyOn(journal, "begin").mockImplementation((...entry) => {
    parts += 1;
    if (parts === 3) throw new Error(FULL);
    return begin(...entry);
  });
  const error = await create(desk, MANY);
  expect(notDone(error)).toEqual({ not_sent: "+61395556930..+61395556939" });
  expect(error?.message).toContain(FULL);
  expect(desk.state).toMatchObject({ numberCount: 40 });
});

describe("the folder of a run is removed while it writes", () => {
  const lost: jest.SpyInstance[] = [];
  afterEach(() => {
    for (const spy of lost.splice(0)) spy.mockRestore();
  });

  /** Once a task is asked about, what the processes of the run and of earlier runs have noted can neither be read nor added to. */
  function removeFolder(): void {
    bench.meanwhile = (path) => {
      if (!path.includes("/task/") || lost.length > 0) return;
      for (const method of ["files", "appendTo"] as const) {
        const refuse = (): never => {
          throw new RunFolderError("/tmp/run", "does not exist");
        };
        lost.push(jest.spyOn(SharedLog.prototype, method).mockImplementation(refuse));
      }
    };
  }

  it("the folder of a run that is removed once an upload is accepted fails no create: what it has brought in is saved", async () => {
    bench.begin("up", MANY, { maxNumbersPerRequest: 10 });
    const { value = {} } = await desk.check(MANY);
    removeFolder();
    const attempt = await desk.create(value);
    expect(desk.state?.numbers).toEqual(held(desk).toCanonical());
    expectGuarantees(desk, attempt);
  });

  /** An `up` in which the folder is removed under way succeeds, and releases none of `kept` even for a moment. */
  async function succeedWithout(kept: NumberSet): Promise<void> {
    bench.begin("up", kept);
    const { value = {} } = await desk.check(MANY);
    removeFolder();
    const attempt = await desk.update(value);
    expect(attempt.error).toBeUndefined();
    expect(held(desk).keys()).toEqual(MANY.keys());
    expectGuarantees(desk, attempt);
  }

  it("the folder of a run that is removed once numbers are released for new settings does not keep them out of the tenant", async () => {
    await establish(desk, MANY);
    desk.options = { address: "1 Market Street" };
    await succeedWithout(NumberSet.empty);
  });

  it("the folder of a run that is removed once a release is accepted fails no update: what is gone is saved", async () => {
    await establish(desk, FEW.union(MANY));
    await succeedWithout(MANY);
  });
});
