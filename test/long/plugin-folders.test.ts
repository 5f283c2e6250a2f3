import { existsSync, mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";

import { type LiveStack, succeeded } from "../engine/support/live-stack";
import { useLiveStack } from "../engine/support/use-live-stack";
import { yaml, yamlAllocation } from "../engine/support/yaml";

const HOUR_MS = 60 * 60 * 1000;

const stacks = useLiveStack();

/** A folder in which a run has left, so many hours ago, what its processes told each other. */
function leave({ stack }: LiveStack, name: string, hours: number): string {
  const folder = join(stack.temporaryDir, `pulumi-liveplatform-${userInfo().uid}`, name);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "provider-999999999.jsonl");
  writeFileSync(file, "{}\n");
  const then = new Date(Date.now() - hours * HOUR_MS);
  for (const path of [file, folder]) utimesSync(path, then, then);
  return folder;
}

it("the folders that runs of the plugin leave are removed by the next preview, and by a destroy without a program, when they are a day old; what is known of a stack goes after a week", async () => {
  const program = yaml({ desks: yamlAllocation({ phoneNumbers: ["+61395556880"] }) });
  const live = await stacks.create({ language: "yaml", program });
  const [old, young] = [leave(live, "old", 48), leave(live, "young", 12)];
  const [oldStack, youngStack] = [leave(live, "stack-old", 9 * 24), leave(live, "stack-young", 7 * 24)];
  succeeded(await live.stack.preview());
  expect([old, young, oldStack, youngStack].map(existsSync)).toEqual([false, true, false, true]);

  succeeded(await live.stack.up());
  leave(live, "old", 48);
  succeeded(await live.stack.destroy());
  expect([old, young].map(existsSync)).toEqual([false, true]);
});
