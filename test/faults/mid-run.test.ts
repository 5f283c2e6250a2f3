import type { Context } from "../../provider/allocation/context";
import { NumberSet } from "../../provider/numbers/number-set";
import type { Fact } from "../../provider/run/fact";
import { PROFILE } from "../support/default-seed";
import { providerOf } from "../support/in-process-engine";
import { Bench, TENANT, keptBy } from "./support/bench";
import { range } from "./support/cell";

const FEW = range("+61395556900", "+61395556909");
const MANY = range("+61395556910", "+61395556959");
const FULL = "ENOSPC: no space left on device";

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.start();
});
beforeEach(() => bench.reset());
afterAll(() => bench.close());

async function inputsFor(context: Context, name: string, numbers: NumberSet) {
  const declared = {
    msTenantId: TENANT,
    callingProfile: PROFILE,
    usage: "CallingUserAssignment",
    capabilities: ["InboundCalling", "OutboundCalling"],
    ...numbers.toRequest(),
    __urn: `urn:pulumi:faults::stack::pulumi-nodejs:dynamic/liveplatform:OcNumberAllocation::${name}`,
  };
  return (await providerOf(context).check({}, declared)).inputs;
}

async function create(context: Context, name: string, numbers: NumberSet) {
  return providerOf(context).create(await inputsFor(context, name, numbers));
}

describe("a destroy that loses its rights between two allocations", () => {
  it("does not take the second for gone because it has released the first", async () => {
    bench.begin("up", FEW.union(MANY));
    const few = await bench.call((context) => create(context, "few", FEW));
    const many = await bench.call((context) => create(context, "many", MANY));
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
    const first = await bench.call(async (context) => {
      await providerOf(context).delete(few.value?.id ?? "", few.value?.outs ?? {});
    });
    expect(first.error).toBeUndefined();
    const second = await bench.call(async (context) => {
      await providerOf(context).delete(many.value?.id ?? "", many.value?.outs ?? {});
    });
    expect(second.error?.message).toContain(`LIVEPLATFORM_ACCEPT_LOSS=${TENANT}`);
    expect(bench.emulator.numbers(TENANT)).toHaveLength(MANY.size);
  });
});

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

describe("a disk that is full", () => {
  it("once an upload is accepted: what is done is saved all the same", async () => {
    bench.begin("up", MANY);
    const { value, error } = await bench.call(async (context) => {
      const inputs = await inputsFor(context, "many", MANY);
      fillDisk(context, () => bench.emulator.counts.uploads > 0);
      return providerOf(context).create(inputs);
    });
    expect(error).toBeUndefined();
    expect(value?.outs).toMatchObject({ numbers: MANY.toCanonical() });
    expect(bench.shown.join("\n")).toContain(`Could not write this run's notes for the next run: ${FULL}`);
  });

  it("once a release is accepted: the allocation is deleted all the same", async () => {
    bench.begin("up", FEW);
    const { value } = await bench.call((context) => create(context, "few", FEW));
    bench.begin("destroy", NumberSet.empty);
    const { error } = await bench.call((context) => {
      fillDisk(context, () => bench.emulator.counts.releases > 0);
      return providerOf(context).delete(value?.id ?? "", value?.outs ?? {});
    });
    expect(error).toBeUndefined();
    expect(bench.emulator.numbers(TENANT)).toEqual([]);
    expect(bench.shown.join("\n")).toContain(`notes for the next run: ${FULL}`);
  });

  it("once the brake has counted a release: it is carried out, though others are not told that it is under way", async () => {
    bench.begin("up", FEW);
    const { value } = await bench.call((context) => create(context, "few", FEW));
    bench.begin("destroy", NumberSet.empty);
    const { error } = await bench.call((context) => {
      fillDisk(context, (fact) => fact.fact === "gives" && fact.phase !== "allowed");
      return providerOf(context).delete(value?.id ?? "", value?.outs ?? {});
    });
    expect(error).toBeUndefined();
    expect(bench.emulator.numbers(TENANT)).toEqual([]);
    expect(bench.shown.join("\n")).toContain(`notes for the next run: ${FULL}`);
  });

  it("before a part of an upload is sent: that part has its reason, and the others are saved", async () => {
    bench.begin("up", MANY, { maxNumbersPerRequest: 10 });
    const { error } = await bench.call(async (context) => {
      const inputs = await inputsFor(context, "many", MANY);
      const begin = context.journal.begin.bind(context.journal);
      let parts = 0;
      jest.spyOn(context.journal, "begin").mockImplementation((...entry) => {
        parts += 1;
        if (parts === 3) throw new Error(FULL);
        return begin(...entry);
      });
      return providerOf(context).create(inputs);
    });
    expect(error?.message).toContain(
      `+61395556930..+61395556939 (10 numbers): not sent, because the upload could not be recorded first: ${FULL}`,
    );
    expect(keptBy(error)?.properties).toMatchObject({ numberCount: 40 });
  });
});
