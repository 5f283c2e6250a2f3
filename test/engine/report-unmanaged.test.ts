import { MAY_SKIP_REFRESH } from "./support/host";
import { TENANT, allocation, js, program, range, succeeded } from "./support/live-stack";
import { useLiveStack } from "./support/use-live-stack";
import { yaml, yamlAllocation } from "./support/yaml";

const stacks = useLiveStack();

const DESKS = {
  phoneNumberRanges: [range("+61395556900", "+61395556904")],
  reportUnmanaged: true,
};
const WARNING =
  "in the tenant, within the blocks of this allocation, and declared by no allocation of this run";

const MENTION = new RegExp(`(?:warning: |^ *)([^:]+): ${WARNING}`);

/** The numbers that a command's warnings begin with. The CLI shows each warning on its row and at the end. */
function warnings(output: string): string[] {
  const found = output.split("\n").flatMap((line) => MENTION.exec(line)?.[1]?.trim() ?? []);
  return [...new Set(found)].sort();
}

it("reportUnmanaged has a preview name what others have added to the blocks, and nobody in the run declares", async () => {
  const others = allocation("others", { phoneNumbers: ["+61395556906"] });
  const hush = allocation("hush", {
    phoneNumbers: js(`pulumi.secret(["+61395558800"])`),
    reportUnmanaged: true,
  });
  const desks = allocation("desks", DESKS);
  const live = await stacks.applied(program(desks, others, hush));
  expect(warnings(succeeded(await live.stack.preview()))).toEqual([]);

  const { portal } = live.emulator;
  portal.add(TENANT, ["+61395556950", "+61395556960", "+61395556961"]);
  portal.add(TENANT, "+61395558850..+61395558851");
  portal.add(TENANT, "+61395557000");
  portal.readyForRemoval("+61395556961");
  const plain = succeeded(await live.stack.preview({ args: ["--expect-no-changes"] }));
  expect(warnings(plain)).toEqual(["+61395556950, +61395556960 (2 numbers)", "2 numbers"]);
  expect(plain).toContain(
    "Declare them (adoptExisting: true takes over what is there), or release them in the portal",
  );
  expect(plain).not.toContain("+6139555885");

  if (!MAY_SKIP_REFRESH) return;
  // Nothing but this warning asks for the list, where nothing is read: it cannot be had, and the preview goes on.
  live.emulator.fail({ verb: "GET", path: "/numbers", respond: { status: 403, body: {} } });
  const unread = succeeded(await live.stack.preview({ args: ["--refresh=false"] }));
  expect(unread).toContain("reportUnmanaged: the tenant's list cannot be read");
});

it("reportUnmanaged names what another stack declares, and says of whom the numbers are not known yet", async () => {
  const live = await stacks.create({ program: program(allocation("desks", DESKS)), refreshAlways: false });
  succeeded(await live.stack.up());
  live.emulator.portal.add(TENANT, "+61395556970", { source: "webapi" });
  const first = allocation("first", { phoneNumbers: ["+61395559900"] });
  const late = allocation("late", { phoneNumbers: js("first.taskId.apply(() => ['+61395556970'])") });
  live.stack.write(program(allocation("desks", DESKS), first, late));
  const output = succeeded(await live.stack.preview());
  expect(warnings(output)).toEqual(["+61395556970"]);
  expect(output).toContain(`The numbers of "late" are not known yet, and may include it.`);
  live.stack.write(program(allocation("desks", { ...DESKS, reportUnmanaged: false }), first));
  expect(warnings(succeeded(await live.stack.preview()))).toEqual([]);
});

it("reportUnmanaged works in a program of another language", async () => {
  const resources = {
    desks: yamlAllocation(DESKS),
    others: yamlAllocation({ phoneNumbers: ["+61395556906"] }),
  };
  const live = await stacks.applied(yaml(resources), { language: "yaml" });
  live.emulator.portal.add(TENANT, "+61395556950");
  const output = succeeded(await live.stack.preview({ args: ["--expect-no-changes"] }));
  expect(warnings(output)).toEqual(["+61395556950"]);
});
