import { setTimeout as delay } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";

import type { Fact } from "../provider/run/fact";
import { RunLog } from "../provider/run/run-log";

/**
 * So long a program may wait for something, from its first allocation on, before it counts as having declared all: it may wait for an
 * output of an allocation that itself waits to release. Less than that one waits for the program.
 */
const PATIENCE_MS = 3000;

/**
 * What a program tells the run. The engine works on its first allocations while it makes others, and it may stop with an
 * error in between: so it says that it is declaring, and, once it has ended or has waited for long, whether it failed. Nothing is
 * released before.
 */
export class ProgramLog {
  readonly #log: RunLog;
  #isScheduled = false;
  #allocations = 0;
  #patience: Promise<void> | undefined;

  constructor(engineAddress: string) {
    this.#log = new RunLog(engineAddress, "program");
    this.#log.clear();
  }

  append(fact: Fact): void {
    this.#log.append(fact);
  }

  /** An allocation is being made. */
  begin(): void {
    this.#allocations += 1;
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.append({ fact: "program", phase: "declaring" });
    this.#lookLater(pulumi.runtime.getStackResource());
  }

  /** After the code that runs now, and all that waits for nothing but it: an error has reached the stack by then. */
  #lookLater(stack: pulumi.Resource | undefined): void {
    setImmediate(() => void this.#look(stack));
  }

  async #look(stack: pulumi.Resource | undefined): Promise<void> {
    const before = this.#allocations;
    this.#patience ??= delay(PATIENCE_MS, undefined, { ref: false });
    const phase = (await hasFailed(stack, this.#patience)) ? "failed" : "declared";
    if (this.#allocations !== before) {
      this.#lookLater(stack);
      return;
    }
    this.#isScheduled = false;
    this.append({ fact: "program", phase });
  }
}

/** Whether the program has ended with an error: the stack resource runs it, and is rejected with it. */
async function hasFailed(stack: pulumi.Resource | undefined, patience: Promise<void>): Promise<boolean> {
  const outcome: unknown = stack && Reflect.get(stack, "__data");
  try {
    await Promise.race([Promise.resolve(outcome), patience]);
    return false;
  } catch {
    return true;
  }
}
