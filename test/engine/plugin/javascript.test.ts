import { expectDrift } from "../support/drift";
import { TYPES } from "../support/host";
import {
  type LiveStack,
  TENANT,
  allocation,
  failed,
  js,
  programOf,
  range,
  succeeded,
} from "../support/live-stack";
import { change, expectDestroyed, expectHandedOver } from "../support/story";
import { useLiveStack } from "../support/use-live-stack";

const [A, B, C, D] = ["+61395556900", "+61395556901", "+61395556902", "+61395556903"];
const DESKS = { phoneNumberRanges: [range("+61395556900", "+61395556909")] };

const stacks = useLiveStack();

/** A program on the plugin, in a project without `refresh: always`. */
function start(...statements: readonly string[]): Promise<LiveStack> {
  return stacks.create({ program: programOf("plugin", ...statements), refreshAlways: false });
}

const plugin = (...statements: readonly string[]): string => programOf("plugin", ...statements);

it("a program that imports pulumi-liveplatform/plugin knows its outputs in a preview, shows drift in every preview without an option, and repairs it", async () => {
  // Outputs that only the program makes secret are no change of the declaration.
  const sealed = allocation(
    "sealed",
    { phoneNumbers: ["+61395556880"] },
    `{ additionalSecretOutputs: ["numbers"] }`,
  );
  const live = await start(allocation("desks", DESKS), sealed, `exports.count = desks.numberCount;`);
  expect(succeeded(await live.stack.preview())).toMatch(/count *: 10\n/);
  succeeded(await live.stack.up());
  expect(live.stack.resource("desks")).toMatchObject({ type: TYPES.plugin, inputs: DESKS });
  expect(live.stack.resource("desks")?.inputs).not.toHaveProperty("__urn");
  live.emulator.portal.remove(TENANT, "+61395556903");
  await expectDrift(live.stack, { "+61395556903": "missing" });
  succeeded(await live.stack.up());
  await live.expectNoChanges();
  expect(live.emulator.uploadsOf("+61395556903")).toBe(2);
});

it("a program that imports pulumi-liveplatform/plugin hands numbers over between allocations that depend on each other, without a preview and without a request", async () => {
  const both = (first: readonly unknown[], second: readonly unknown[]): string =>
    plugin(
      allocation("first", { phoneNumbers: first }),
      allocation("second", { phoneNumbers: second }, `{ dependsOn: [first] }`),
    );
  const live = await stacks.create({ program: both([A, B], [C, D]), refreshAlways: false });
  succeeded(await live.stack.up());
  await change(live, both([A], [B, C, D]));
  await change(live, both([D, C], [A, B]), ["--parallel", "1"]);
  expectHandedOver(live, [A, B, C, D], 2);
  await expectDestroyed(live, [A, B, C, D]);
});

it("a program that imports pulumi-liveplatform/plugin reads what others hold by get, in a component and through an explicit provider, and never owns it", async () => {
  const id = `${TENANT}/${A}..${C}`;
  const site = (...rest: readonly string[]): string =>
    plugin(
      `const operator = new liveplatform.Provider("operator", { maxReleases: 5 });`,
      `class Site extends pulumi.ComponentResource {
          constructor(name, opts) {
            super("test:index:Site", name, {}, opts);
            ${allocation("desks", { phoneNumbers: [D] }, `{ parent: this }`)}
            this.theirs = liveplatform.OcNumberAllocation.get("theirs", "${id}", {}, { parent: this });
            this.profiles = liveplatform.getCallingProfilesOutput({ parent: this });
          }
        }`,
      `const site = new Site("sydney", { providers: [operator] });`,
      `exports.count = site.theirs.numberCount; exports.profiles = site.profiles.length;`,
      ...rest,
    );
  const live = await stacks.create({ program: site(), refreshAlways: false });
  expect(failed(await live.stack.up())).toContain("not in tenant");
  live.emulator.portal.add(TENANT, `${A}..${C}`);
  succeeded(await live.stack.up({ skipPreview: false }));
  expect(live.outputs("test-dev")).toMatchObject({ count: 3, profiles: 3 });
  expect(live.stack.resource("theirs")).toMatchObject({ type: TYPES.plugin, external: true });
  expect(live.stack.resource("theirs")?.provider).toContain("providers:liveplatform::operator::");

  // Nor does a refresh make it ours: what it reads is not there to be taken over.
  succeeded(await live.stack.refresh());
  const claim = site(allocation("claim", { phoneNumbers: [A] }));
  live.stack.write(claim);
  expect(failed(await live.stack.up())).toContain(A);
  live.emulator.portal.remove(TENANT, B);
  succeeded(await live.stack.refresh());
  succeeded(await live.stack.destroy());
  expect(live.held()).toEqual([A, C]);
});

it("a program that imports pulumi-liveplatform/plugin asks the plugin what the data sources ask, at once and later", async () => {
  const live = await start(
    allocation("desks", DESKS),
    `module.exports = async () => ({
        number: (await liveplatform.getNumber({ phoneNumber: "${A}" })) === undefined,
        later: liveplatform.getTenantNumbersOutput({ msTenantId: desks.msTenantId }).totalRecords,
        one: liveplatform.getNumberOutput({ phoneNumber: desks.msTenantId.apply(() => "${A}") }).apply((n) => n?.tenantId),
        names: (await liveplatform.getCallingProfiles()).map((p) => p.callingProfileName),
        kind: [liveplatform.OcNumberAllocation.isInstance(desks), require("pulumi-liveplatform").OcNumberAllocation.isInstance(desks)],
      });`,
  );
  succeeded(await live.stack.up({ skipPreview: false }));
  expect(live.outputs("test-dev")).toMatchObject({
    number: true,
    later: 10,
    one: TENANT,
    kind: [true, false],
  });
  live.stack.write(plugin(`module.exports = () => liveplatform.getCallingProfile({ name: "Nobody" });`));
  const refused = failed(await live.stack.up());
  expect(refused).toContain("Nobody");
  expect(refused).not.toMatch(/\n +at /);
});

describe("a program whose import line changes", () => {
  /** With an explicit provider, a component and an alias of its own. */
  function site(host: "dynamic" | "plugin", name = "desks", opts = "{ parent: this }"): string {
    return programOf(
      host,
      `const operator = new liveplatform.Provider("operator", { maxReleases: 50 });`,
      `class Site extends pulumi.ComponentResource {
        constructor(name, opts) {
          super("test:index:Site", name, {}, opts);
          ${allocation(name, DESKS, opts)}
        }
      }`,
      `new Site("sydney", { providers: [operator] });`,
      allocation("lobby", { phoneNumbers: ["+61395556950"], ticketId: js(`"T-1"`) }),
    );
  }

  it("a stack goes from the dynamic provider to the plugin and back without a request, also with a rename", async () => {
    const live = await stacks.create({ program: site("dynamic"), refreshAlways: false });
    succeeded(await live.stack.up());
    const { writes } = live.emulator.counts;
    for (const host of ["plugin", "dynamic"] as const) {
      live.stack.write(site(host));
      const told = succeeded(await live.stack.up({ skipPreview: false }));
      expect(told).not.toMatch(/(create|update|replace|delete)d?\b.*OcNumberAllocation/);
      expect(live.stack.resource("desks")?.type).toBe(TYPES[host]);
      expect(live.stack.resource("lobby")?.type).toBe(TYPES[host]);
      await live.expectNoChanges();
    }
    const renamed = site("plugin", "people", `{ parent: this, aliases: [{ name: "desks" }] }`);
    expect(await change(live, renamed)).not.toMatch(/OcNumberAllocation.*(created|deleted|replaced)/);
    expect(live.stack.resource("people")?.type).toBe(TYPES.plugin);
    expect(live.emulator.counts.writes).toBe(writes);
    succeeded(await live.stack.destroy());
    expect(live.held()).toEqual([]);
  });
});
