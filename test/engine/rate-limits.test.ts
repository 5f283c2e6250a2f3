import { DEFAULT_SEED } from "../../emulator";
import { LiveStack, allocation, environmentOf, program, succeeded } from "./support/live-stack";
import { Stack } from "./support/stack";

const TENANTS = Array.from({ length: 7 }, (_, index) => `3bc57cac-5794-457f-ad36-2c88cade9d${10 + index}`);

/** So many numbers in each tenant, from an index on: what a tenant gives up is a request of its own. */
function inEachTenant(from: number, count: number): string {
  const numbers = (tenant: number): string[] =>
    Array.from({ length: count }, (_, index) => `+6139555${7000 + 10 * tenant + from + index}`);
  return program(
    ...TENANTS.map((msTenantId, tenant) =>
      allocation(`t${tenant}`, { msTenantId, phoneNumbers: numbers(tenant) }),
    ),
  );
}

it("the limit of ten releases in ten seconds holds for two stacks that run at the same time on this machine: no request is refused for the rate", async () => {
  const seed = { ...DEFAULT_SEED, tenants: TENANTS.map((msTenantId) => ({ msTenantId })) };
  const emulator = { seed, limits: { release: { count: 10, perMs: 10_000 } } };
  const live = await LiveStack.create({ program: inEachTenant(0, 2), emulator });
  const env = { ...environmentOf(live.emulator), TMPDIR: live.stack.temporaryDir };
  const other = await Stack.create({ program: inEachTenant(5, 2), env });
  try {
    const both = async (): Promise<void> => {
      const [one, two] = await Promise.all([live.stack.up(), other.up()]);
      succeeded(one);
      succeeded(two);
    };
    await both();
    live.stack.write(inEachTenant(0, 1));
    other.write(inEachTenant(5, 1));
    await both();
    expect(live.emulator.counts).toMatchObject({ numbersUploaded: 28, numbersReleased: 14 });
    expect(live.emulator.requests.filter(({ status }) => status === 429)).toEqual([]);
  } finally {
    await other.dispose();
    await live.dispose();
  }
});
