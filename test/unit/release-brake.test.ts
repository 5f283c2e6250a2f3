import { ReleaseBrake } from "../../provider/allocation/release-brake";
import { NumberSet } from "../../provider/numbers/number-set";

const tenant = "3bc57cac-5794-457f-ad36-2c88cade9dbb";
const numbers = (count: number, from = 0): NumberSet =>
  NumberSet.fromRanges([{ start: `+6139555${1000 + from}`, end: `+6139555${1000 + from + count - 1}` }]);

describe("ReleaseBrake", () => {
  it("lets as many numbers go as it allows, and not one more", () => {
    expect(() => new ReleaseBrake(100).take(tenant, numbers(100))).not.toThrow();
    expect(() => new ReleaseBrake(100).take(tenant, numbers(101))).toThrow(/101 numbers.*may release 100/);
  });

  it("counts the releases of a tenant together", () => {
    const brake = new ReleaseBrake(100);
    brake.take(tenant, numbers(60));
    expect(() => brake.take(tenant, numbers(41, 60))).toThrow(/41 numbers .*60 that other.*101/);
    expect(() => brake.take(tenant, numbers(40, 60))).not.toThrow();
  });

  it("does not count a refused release", () => {
    const brake = new ReleaseBrake(100);
    expect(() => brake.take(tenant, numbers(101))).toThrow();
    expect(() => brake.take(tenant, numbers(100))).not.toThrow();
  });

  it("counts each tenant by itself", () => {
    const brake = new ReleaseBrake(100);
    brake.take(tenant, numbers(100));
    expect(() => brake.take("f94238e5-4f2c-4e1b-8125-2d27122ca75f", numbers(100))).not.toThrow();
  });

  it("foresees what several allocations release together, each once however often it is asked", () => {
    const brake = new ReleaseBrake(100);
    brake.plan(tenant, "a", numbers(60));
    brake.plan(tenant, "a", numbers(60));
    expect(() => brake.plan(tenant, "b", numbers(41, 60))).toThrow(/LIVEPLATFORM_MAX_RELEASES=101/);
  });

  it("does not count a number twice that was foreseen and then released", () => {
    const brake = new ReleaseBrake(100);
    brake.plan(tenant, "a", numbers(60));
    brake.take(tenant, numbers(60));
    expect(() => brake.plan(tenant, "b", numbers(40, 60))).not.toThrow();
  });

  it("never stops an operation that releases nothing", () => {
    const brake = new ReleaseBrake(0);
    expect(() => brake.take(tenant, NumberSet.empty)).not.toThrow();
  });
});
