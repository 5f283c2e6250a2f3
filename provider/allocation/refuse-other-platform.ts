import { UserError } from "../state/errors";
import type { AllocationState } from "../state/state";
import type { Context } from "./context";

const WHERE_STORED =
  " If you have set it back already: a refresh and a destroy use the configuration stored by the last run, and " +
  "pulumi up --refresh --run-program stores today's.";

interface Asker {
  /** Of the declaration. */
  urn: string;
  /** The engine may have handed over the configuration of the last run: it does in a refresh and in a destroy. */
  mayBeStored?: boolean;
}

/**
 * Throws, before anything is asked or written, where the settings lead to another platform than the one that holds this
 * allocation: there it would be found gone, uploaded again, or released, and on the old one it would be forgotten. States
 * of 0.1.0 name no platform: that of the first run is taken for it.
 */
export function refuseOtherPlatform(
  { platform, settings }: Pick<Context, "platform" | "settings">,
  { platform: holder, msTenantId }: AllocationState,
  { urn, mayBeStored = false }: Asker,
): void {
  if (holder === undefined || holder === platform) return;
  throw new UserError(
    `The numbers of this allocation (tenant ${msTenantId}) are on the platform ${holder}, but this run uses ${platform}, ` +
      `from ${settings.baseUrlOrigin}. Nothing has been changed on either. To keep the numbers where they are, set the base URL ` +
      `back to ${holder}. To have numbers on ${platform}, declare a new allocation there, in a stack of its own or with an explicit ` +
      `Provider, and leave this one alone. If it is the same platform at a new address, keep the new base URL, run ` +
      `pulumi state delete '${urn}', and declare the numbers with adoptExisting: true; the next up takes them over without a request.` +
      (mayBeStored && settings.baseUrlOrigin?.includes("configuration") ? WHERE_STORED : ""),
    "other_platform",
  );
}
