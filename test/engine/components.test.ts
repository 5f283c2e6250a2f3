import { HOST, TYPES } from "./support/host";
import { TENANT, allocation, js, program, succeeded } from "./support/live-stack";
import { useLiveStack } from "./support/use-live-stack";

const [A, B, C, D, E, F] = ["0", "1", "2", "3", "4", "5"].map((digit) => `+6139555690${digit}`);
const ALL = [A, B, C, D, E, F];
const CHILD = "{ parent: this }";

const stacks = useLiveStack();

/** A statement that declares a component class; the body of its constructor may use `this` and `name`. */
function component(className: string, ...body: readonly string[]): string {
  return `class ${className} extends pulumi.ComponentResource {
    constructor(name, opts) {
      super("test:index:${className}", name, {}, opts);
      ${body.join("\n")}
      this.registerOutputs({});
    }
  }`;
}

/** Three allocations, one of which uses an output of another; two in a component within the component. */
const SITE = [
  component(
    "Lines",
    allocation("conference", { phoneNumbers: [D] }, CHILD),
    allocation("attendant", { phoneNumbers: [E], msTenantId: js("conference.msTenantId") }, CHILD),
  ),
  component(
    "Site",
    allocation("desks", { phoneNumbers: [A, B] }, CHILD),
    allocation(
      "lobby",
      { phoneNumbers: [C], ticketId: js("pulumi.interpolate`${desks.numberCount}`") },
      CHILD,
    ),
    `new Lines("lines", ${CHILD});`,
    `liveplatform.getTenantNumbersOutput({ msTenantId: lobby.msTenantId }, ${CHILD});`,
  ),
];

it("allocations beside and below each other in a component with a provider of its own do not wait for themselves", async () => {
  const live = await stacks.create({
    program: program(
      ...SITE,
      `const operator = new liveplatform.Provider("operator", { maxReleases: 5 });`,
      `new Site("sydney", { providers: [operator] });`,
      allocation("beside", { phoneNumbers: [F] }),
    ),
  });
  succeeded(await live.stack.up({ skipPreview: false }));
  expect(live.held()).toEqual(ALL);
  expect(live.stack.resource("desks")?.urn).toContain(`test:index:Site$${TYPES[HOST]}::`);
  expect(live.stack.resource("attendant")?.urn).toContain("test:index:Site$test:index:Lines$");
  expect(live.outputs("lobby")).toMatchObject({ ticketId: "2" });
  expect(live.stack.resource("attendant")?.provider).toContain("::operator::");
  await live.expectNoChanges();
  succeeded(await live.stack.destroy());
  expect(live.held()).toEqual([]);
});

it("allocations in a component are created by an inline program of the Automation API", async () => {
  const live = await stacks.create({ program: "" });
  const inline = `
      const { LocalWorkspace } = require("@pulumi/pulumi/automation");
      ${program(...SITE)}
      (async () => {
        const stack = await LocalWorkspace.createOrSelectStack(
          { stackName: "dev", projectName: "test", program: async () => { new Site("sydney"); } },
          { workDir: process.cwd() });
        const { summary } = await stack.up();
        console.log(summary.result);
      })();`;
  expect(succeeded(await live.stack.automate(inline))).toContain("succeeded");
  expect(live.held(TENANT)).toEqual(ALL.slice(0, 5));
});
