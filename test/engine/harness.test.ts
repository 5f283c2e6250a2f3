import { existsSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { Stack } from "./support/stack";

/** A resource that does nothing, in the form this package's own resources have on the wire. */
function program(value: number, createBody = `return { id: "1", outs: i }`): string {
  const handler = `exports.handler = () => ({
    create: async (i) => { ${createBody} },
    read: async (id, props) => ({ id, props }),
    diff: async (id, o, n) => ({ changes: o.value !== n.value }),
    update: async (id, o, n) => ({ outs: n }),
    delete: async () => {},
  });`;
  return `
    const pulumi = require("@pulumi/pulumi");
    class Nothing extends pulumi.CustomResource {
      constructor(name, props) {
        super("pulumi-nodejs:dynamic/test:Nothing", name, { ...props, __provider: ${JSON.stringify(handler)} });
      }
    }
    new Nothing("one", {
      value: ${value},
      configured: new pulumi.Config().get("plain"),
      hidden: new pulumi.Config().getSecret("hidden"),
      fromEnvironment: process.env.HARNESS,
      foreign: process.env.LIVEPLATFORM_TOKEN,
    });`;
}

let stack: Stack;
afterEach(() => stack.dispose());

it("the harness for the real CLI creates, previews, updates and destroys a resource", async () => {
  process.env["LIVEPLATFORM_TOKEN"] = "of-the-developer";
  stack = await Stack.create({
    program: program(1),
    env: { HARNESS: "yes" },
    config: { "test:plain": "text" },
    secretConfig: { hidden: "tell-nobody" },
  });
  delete process.env["LIVEPLATFORM_TOKEN"];
  expect(stack.state().resources).toEqual([]);

  const up = await stack.up();
  expect(up.output).toContain("+ 2 created");
  expect(up).toMatchObject({ ok: true, code: 0 });
  const created = stack.resource("one");
  expect(created).toMatchObject({
    id: "1",
    outputs: { value: 1, configured: "text", fromEnvironment: "yes" },
  });
  expect(created?.outputs).not.toHaveProperty("foreign");
  expect(created?.outputs["hidden"]).toHaveProperty("ciphertext");
  expect(stack.rawState()).not.toContain("tell-nobody");

  expect((await stack.preview({ args: ["--expect-no-changes"] })).ok).toBe(true);
  stack.write(program(2));
  const refused = await stack.preview({ args: ["--expect-no-changes"] });
  expect(refused.ok).toBe(false);
  expect(refused.output).toContain("~ 1 to update");
  const { json } = await stack.previewJson({ env: { HARNESS: "no" } });
  expect(json).toMatchObject({ changeSummary: { update: 1, same: 1 } });

  expect((await stack.refresh()).ok).toBe(true);
  expect((await stack.run(["state", "rename", stack.resource("one")?.urn ?? "", "two", "--yes"])).ok).toBe(
    true,
  );
  expect(stack.resource("one")).toBeUndefined();
  expect(stack.resource("two")?.outputs["value"]).toBe(1);

  expect((await stack.destroy()).ok).toBe(true);
  expect(stack.state().resources).toEqual([]);
});

it("the harness for the real CLI kills the CLI and its provider in the middle of a create, and unlocks the stack", async () => {
  stack = await Stack.create({
    program: program(
      1,
      `require("fs").writeFileSync("started", ""); await new Promise((r) => setTimeout(r, 60_000));`,
    ),
  });
  const up = stack.spawn(["up", "--yes", "--skip-preview"]);
  await up.waitForOutput(/one creating/);
  while (!existsSync(`${stack.dir}/started`)) await delay(5);
  up.kill();
  expect(await up.result).toMatchObject({ ok: false, code: null });
  expect(stack.providers()).toHaveLength(1);
  stack.killProviders();
  while (stack.providers().length > 0) await delay(5);

  stack.write(program(1));
  const locked = await stack.up();
  expect(locked.output).toContain("the stack is currently locked");
  expect((await stack.cancel()).ok).toBe(true);
  expect((await stack.up()).ok).toBe(true);
  expect(stack.resource("one")?.id).toBe("1");
});

it("the harness for the real CLI rejects a wait for output that never comes", async () => {
  stack = await Stack.create({ program: "" });
  await expect(stack.spawn(["version"]).waitForOutput(/nothing like this/)).rejects.toThrow("v3.");
});
