import type { Crash } from "../support/in-process/gate";
import type { Fault, PortalChange } from "./disturbances";

/** One command of the CLI, and all that happens while it runs. */
export interface Plan {
  command: "up" | "preview" | "destroy";
  /** Decides the order of steps and requests. */
  seed: number;
  parallel: number;
  refresh: boolean;
  /** Slots, as with --target. */
  targets: readonly number[] | undefined;
  /** A slot, as with --replace. */
  replace: number | undefined;
  maxReleases: number;
  /** A person says that what is missing is gone. */
  acceptsLoss: boolean;
  taskTimeoutMs: number;
  pageSize: number;
  maxNumbersPerRequest: number;
  faults: readonly Fault[];
  meanwhile: readonly { at: number; change: PortalChange }[];
  crash: Crash | undefined;
}

export const CALM: Plan = {
  command: "up",
  seed: 1,
  parallel: 4,
  refresh: true,
  targets: undefined,
  replace: undefined,
  maxReleases: 1000,
  acceptsLoss: false,
  taskTimeoutMs: 600_000,
  pageSize: 1000,
  maxNumbersPerRequest: 1000,
  faults: [],
  meanwhile: [],
  crash: undefined,
};

/** Nothing but the program and what happened before decides how it ends. */
export function isCalm({ faults, meanwhile, crash }: Plan): boolean {
  return faults.length === 0 && meanwhile.length === 0 && crash === undefined;
}
