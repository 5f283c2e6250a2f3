import { mkdirSync, writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { type LiveStack, allocation, failed, program, succeeded } from "./support/live-stack";
import { useLiveStack } from "./support/use-live-stack";

const PROGRAM = program(allocation("desks", { phoneNumbers: ["+61395556880"] }));

const stacks = useLiveStack();
let live: LiveStack;
beforeEach(async () => {
  live = await stacks.create({ program: PROGRAM });
});

/** One sentence with the folder and what to do, and nothing was sent. */
function expectSentence(text: string, folder: string, reason: string): void {
  expect(text).toContain(`${folder} ${reason}. The allocations of a run exchange there`);
  expect(text).toContain("set TMPDIR to a writable folder of your own");
  expect(text).not.toMatch(/^ +at |unhandled|E[A-Z]{4,}:/m);
  expect(live.emulator.requests).toEqual([]);
}

it("a folder for temporary files that cannot be used is told in one sentence by the program, and by the provider where no program runs", async () => {
  const folder = join(live.stack.temporaryDir, `pulumi-liveplatform-${userInfo().uid}`);
  writeFileSync(folder, "");
  expectSentence(
    failed(await live.stack.preview()),
    folder,
    "is a file, or lies below one, where a folder is needed",
  );

  const elsewhere = join(live.stack.temporaryDir, "other");
  mkdirSync(elsewhere);
  succeeded(await live.stack.up({ env: { TMPDIR: elsewhere } }));
  live.emulator.reset();
  expectSentence(
    failed(await live.stack.refresh()),
    folder,
    "is a file, or lies below one, where a folder is needed",
  );
});
