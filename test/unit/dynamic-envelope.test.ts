import type { Opened, Operations, Values } from "../../provider/common/operations";
import { seal } from "../../provider/common/secret";
import { inEnvelope } from "../../provider/dynamic/envelope";
import { PartialAllocationError } from "../../provider/state/errors";

const ADDRESS = { __urn: "urn:desks", __provider: "p" };
const SECRET = { ...ADDRESS, __secretNumbers: true };
const NUMBERS = { "+61395556880": 1 };
const DRIFT = { "+61395556880": "missing" };

/** Operations that find and bring about what is given, and remember what they were asked. */
function providerWith(found: Values) {
  const asked: Opened[] = [];
  const answer = async (opened: Opened): Promise<Values> => {
    asked.push(opened);
    return Promise.resolve(found);
  };
  const operations: Operations = {
    check: async (_, news) => ({ inputs: await answer(news), failures: [] }),
    diff: async (_id, _olds, news) => {
      await answer(news);
      return { changes: false, replaces: [], deleteBeforeReplace: false };
    },
    create: async (inputs) => {
      const properties = await answer(inputs);
      throw new PartialAllocationError("partly", { id: "a", properties, reasons: ["r"], notDone: {} });
    },
    read: async (id, props) => ({ id, props: await answer(props), inputs: { numbers: NUMBERS } }),
    update: async (_id, _olds, news) => ({ outs: await answer(news) }),
    delete: async (_, props) => {
      await answer(props);
    },
  };
  return { asked, provider: inEnvelope(operations) };
}

it("the envelope of a dynamic resource says which resource is meant, and whether its lists are secret, beside the values", async () => {
  const { asked, provider } = providerWith({});
  await provider.update("a", {}, { ...SECRET, usage: "u" });
  await provider.diff("a", {}, { ...ADDRESS, drift: DRIFT });
  expect(asked).toEqual([
    { urn: "urn:desks", isSecret: true, ignoresDrift: false, values: { usage: "u" } },
    { urn: "urn:desks", isSecret: false, ignoresDrift: true, values: { drift: DRIFT } },
  ]);
});

it("the envelope of a dynamic resource gives back what was taken out, and what follows from a secret list as secret", async () => {
  const { provider } = providerWith({ usage: "u", numbers: NUMBERS });
  const { outs } = await provider.update("a", {}, { ...ADDRESS, usage: "u" });
  expect(outs).toEqual({ ...ADDRESS, usage: "u", numbers: NUMBERS });
  const secret = await provider.update("a", {}, { ...SECRET, usage: "u" });
  expect(secret.outs).toEqual({ ...SECRET, usage: "u", numbers: seal(NUMBERS) });
});

it("the envelope of a dynamic resource shows what a read has found among the inputs, where the engine looks for differences", async () => {
  const { provider } = providerWith({ numbers: NUMBERS, drift: DRIFT, pending: NUMBERS });
  expect((await provider.read("a", ADDRESS)).inputs).toEqual({
    ...ADDRESS,
    ...{ numbers: NUMBERS, drift: DRIFT, pending: NUMBERS },
  });
});

it("the envelope of a dynamic resource keeps drift that the program ignores among the checked inputs", async () => {
  const { provider } = providerWith({ numbers: NUMBERS });
  const { inputs } = await provider.check({}, { ...ADDRESS, drift: DRIFT });
  expect(inputs).toEqual({ ...ADDRESS, numbers: NUMBERS, drift: DRIFT });
});

it("the envelope of a dynamic resource is closed around what an operation that fails half-way has done", async () => {
  const { provider } = providerWith({ numbers: NUMBERS });
  const failed: unknown = await provider.create(SECRET).catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(PartialAllocationError);
  expect(failed).toMatchObject({
    ...{ id: "a", message: "partly", reasons: ["r"], notDone: {} },
    properties: { ...SECRET, numbers: seal(NUMBERS) },
  });
});
