import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { type LiveStack, allocation, failed, program, succeeded } from "./support/live-stack";
import { useLiveStack } from "./support/use-live-stack";

const TOKEN = "t0ken-that-nobody-may-see-0123456789";
const PROGRAM = program(allocation("desks", { phoneNumbers: ["+61395556880"] }));
const LOUD = ["-v=9", "--logtostderr", "--logflow"];

const stacks = useLiveStack();
let live: LiveStack;

/** Files of the stack's project, backend, home and temporary folder that hold the text. */
function filesWith(text: string): string[] {
  const entries = readdirSync(dirname(live.stack.dir), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  expect(files).toContain(join(live.stack.dir, "index.js"));
  return files.filter((file) => readFileSync(file).includes(text));
}

function outputsWith(text: string, outputs: readonly string[]): string[] {
  return outputs.filter((output) => output.includes(text));
}

it("a token in the environment is nowhere: not in the state, nor in any file of the run, nor in its output and most detailed logs", async () => {
  live = await stacks.create({ program: PROGRAM, emulator: { token: TOKEN } });
  const up = succeeded(await live.stack.up({ args: LOUD }));
  expect(up).toContain("uploading 1 number");
  expect(up).toMatch(/^I\d{4} .*\.go:\d+\] /m);
  const preview = succeeded(await live.stack.preview({ args: [...LOUD, "--diff"] }));
  expect(filesWith(TOKEN)).toEqual([]);
  const destroy = succeeded(await live.stack.destroy({ args: LOUD }));
  expect(outputsWith(TOKEN, [up, preview, destroy])).toEqual([]);
  expect(filesWith(TOKEN)).toEqual([]);
});

it("a token is masked where the platform echoes it: in a 401, and in the messages of a task", async () => {
  live = await stacks.create({ program: PROGRAM, emulator: { token: TOKEN } });
  const echo = {
    title: `Refused: Bearer ${TOKEN}`,
    detail: `the header said ${TOKEN}`,
    errorTicket: TOKEN,
  };
  const headers = { "www-authenticate": `Bearer error_description="${TOKEN}"` };
  live.emulator.fail({ path: "/numbers", times: 1, respond: { status: 401, body: echo, headers } });
  const unauthorized = failed(await live.stack.preview());
  expect(unauthorized).toMatch(
    /GET .* answered 401.*LIVEPLATFORM_TOKEN \(environment\) is not accepted: renew it/,
  );

  live.emulator.fail({
    kind: "task",
    times: 1,
    status: "Failed",
    skip: "+61395556880",
    messages: [{ level: "Error", message: `Denied with ${TOKEN}` }],
  });
  const failing = failed(await live.stack.up());
  expect(failing).toMatch(/Denied with .*ended Failed/);
  expect(outputsWith(TOKEN, [unauthorized, failing])).toEqual([]);
  expect(filesWith(TOKEN)).toEqual([]);
});

it("a token in stack configuration is in plain text neither in the state nor in any file of the run, nor in its output", async () => {
  live = await stacks.create({
    program: PROGRAM,
    emulator: { token: TOKEN },
    env: { LIVEPLATFORM_TOKEN: undefined },
    secretConfig: { "liveplatform:token": TOKEN },
  });
  const up = succeeded(await live.stack.up({ skipPreview: false }));
  expect(live.held()).toEqual(["+61395556880"]);
  live.emulator.fail({ path: "/numbers", respond: { status: 401, body: { title: `Bearer ${TOKEN}` } } });
  const preview = failed(await live.stack.preview({ args: ["--diff"] }));
  expect(preview).toContain("answered 401");
  expect(outputsWith(TOKEN, [up, preview])).toEqual([]);
  expect(filesWith(TOKEN)).toEqual([]);
});
