import { type AnswerFault, READ_FAULTS } from "./support/answer-faults";
import { codeOf, expectConvergence, expectGuarantees, expectUploadedOnce, held } from "./support/cell";
import { LARGE, LOOKS, type Look, SMALL, type Size } from "./support/looks";
import { useDesk } from "./support/use-desk";

const desk = useDesk();
const { bench } = desk;

describe.each([LARGE, SMALL])("looking at $name", (size) => {
  // Of a single number the platform says "not found" where it has none: that is no error, and told below.
  const errors = READ_FAULTS.filter(({ name }) => size === LARGE || !name.startsWith("404"));

  describe.each(LOOKS.map((look, index) => ({ look, index, ...look })))("in $name", ({ look, index }) => {
    // The sizes differ in the request alone: with the small one each fault meets two of the six methods.
    const met = errors.filter((_, fault) => size === LARGE || (fault + index) % 3 === 0);
    const passing = met.filter(({ read }) => read === "repeated");

    it.each(passing)("passes over it when it happens once: $name", async (fault) => {
      const { attempt, waited, hits } = await strike(look, size, { fault, times: 1 });
      expect(attempt.error).toBeUndefined();
      expect(hits).toBe(1);
      expect(waited).toBeGreaterThanOrEqual(fault.waitsMs ?? 0);
      expect(held(desk).keys()).toEqual(look.after(size).keys());
      expectGuarantees(desk, attempt);
      await expectConvergence(desk, look.declared(size));
      expectUploadedOnce(desk, look.declared(size));
    });

    it.each(met)("stops before anything is written: $name", async (fault) => {
      const { attempt, hits, before } = await strike(look, size, { fault, times: Infinity });
      expect(codeOf(attempt.error)).toBe(fault.code);
      expect(attempt.error?.message).toMatch(/GET \/api\/v[23]\/oc\/numbers/);
      expect(hits).toBeGreaterThan(fault.read === "repeated" ? 3 : 0);
      expect([bench.watch.uploads, bench.watch.releases]).toEqual([[], []]);
      expect({ saved: desk.saved, held: held(desk).keys() }).toEqual(before);
      expectGuarantees(desk, attempt);
      await expectConvergence(desk, look.declared(size));
      expectUploadedOnce(desk, look.declared(size));
    });
  });
});

/** Runs the method while the fault is in force, in a process that has not looked yet. */
async function strike(look: Look, size: Size, { fault, times }: { fault: AnswerFault; times: number }) {
  const { requestTimeoutMs = 60_000 } = fault;
  const run = await look.prepare(desk, size, { requestTimeoutMs });
  const before = { saved: desk.saved, held: held(desk).keys() };
  const since = bench.gate.now();
  const rule = bench.emulator.fail({ ...fault.spoil(since), path: size.path, times });
  const attempt = await run();
  rule.remove();
  return { attempt, hits: rule.hits, waited: bench.gate.now() - since, before };
}
