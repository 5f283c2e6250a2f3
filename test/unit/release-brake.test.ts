import { ReleaseBrake } from "../../provider/allocation/release-brake";
import { NumberSet } from "../../provider/numbers/number-set";
import { Claims } from "../../provider/run/claims";
import { Ledger } from "../../provider/run/ledger";
import { useFolder } from "./run-folder";

const platform = "https://live.example.com/tenantui";
const tenant = "3bc57cac-5794-457f-ad36-2c88cade9dbb";
const numbers = (count: number, from = 0): NumberSet =>
  NumberSet.fromRanges([{ start: `+6139555${1000 + from}`, end: `+6139555${1000 + from + count - 1}` }]);
const giver = (id: string) => ({ id, urn: `urn:${id}`, platform, tenant });
const [A, B] = [giver("a"), giver("b")];

const folder = useFolder();

/** Of a process of the run. */
function brake(max = 100): ReleaseBrake {
  const ledger = new Ledger("127.0.0.1:1", "provider", folder());
  return new ReleaseBrake(max, ledger, new Claims(ledger, { hasProgram: () => Promise.resolve(true) }));
}

it("the brake lets as many numbers go as it allows, and not one more", () => {
  expect(() => brake().take(A, numbers(101))).toThrow(/101 numbers.*may release 100/);
  expect(() => brake().take(A, numbers(100))).not.toThrow();
});

it("the brake counts the releases of a tenant together, over all processes of the run", () => {
  brake().take(A, numbers(60));
  expect(() => brake().take(B, numbers(41, 60))).toThrow(/41 numbers .*60 that other.*101/);
  expect(() => brake().take(B, numbers(40, 60))).not.toThrow();
  expect(() => brake().take(A, numbers(1, 200))).toThrow(/may release 100/);
});

it("the brake counts all that one allocation releases, also where it comes twice", () => {
  brake().take(A, numbers(60));
  brake().take(A, numbers(30, 100));
  expect(() => brake().take(B, numbers(11, 200))).toThrow(/with 90 that other/);
});

it("the brake does not count a refused release", () => {
  expect(() => brake().take(A, numbers(101))).toThrow();
  expect(() => brake().take(B, numbers(100))).not.toThrow();
});

it("the brake refuses one of two processes, and does not count it, where both take at the same moment", () => {
  const ledger = new Ledger("127.0.0.1:1", "provider", folder());
  const claims = new Claims(ledger, { hasProgram: () => Promise.resolve(true) });
  let isFirst = true;
  const add: Ledger["add"] = (fact) => {
    if (isFirst) brake().take(B, numbers(60, 200));
    isFirst = false;
    ledger.add(fact);
  };
  expect(() => new ReleaseBrake(100, { add }, claims).take(A, numbers(60))).toThrow(/60 that other.*120/);
  expect(() => brake().take(B, numbers(40, 300))).not.toThrow();
});

it("the brake counts each tenant by itself", () => {
  brake().take(A, numbers(100));
  const other = { ...B, tenant: "f94238e5-4f2c-4e1b-8125-2d27122ca75f" };
  expect(() => brake().take(other, numbers(100))).not.toThrow();
});

it("the brake foresees what several allocations release together, each once however often it is asked", () => {
  brake().plan(A, numbers(60));
  brake().plan(A, numbers(60));
  expect(() => brake().plan(B, numbers(41, 60))).toThrow(/LIVEPLATFORM_MAX_RELEASES=101/);
});

it("the brake foresees no more what an allocation is not to release after all", () => {
  brake().plan(A, numbers(60));
  brake().plan(A, NumberSet.empty);
  expect(() => brake().plan(B, numbers(100))).not.toThrow();
});

it("the brake counts with what it foresees what was released unforeseen", () => {
  brake().take(A, numbers(60));
  expect(() => brake().plan(B, numbers(41, 60))).toThrow(/with 60 that other/);
});

it("the brake does not count a number twice that was foreseen and then released", () => {
  brake().plan(A, numbers(60));
  brake().take(A, numbers(60));
  expect(() => brake().plan(B, numbers(40, 60))).not.toThrow();
});

it("the brake never stops an operation that releases nothing, and says nothing of it", () => {
  brake().take(A, numbers(100));
  expect(() => brake(0).take(B, NumberSet.empty)).not.toThrow();
  expect(() => brake(0).plan(B, NumberSet.empty)).not.toThrow();
  expect(new Ledger("127.0.0.1:1", "provider", folder()).refresh().givings.size).toBe(1);
});
