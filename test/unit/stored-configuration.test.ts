import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";

import { StoredConfiguration } from "../../provider/host/stored-configuration";
import { Ledger } from "../../provider/run/ledger";
import { RunLog } from "../../provider/run/run-log";

const ADDRESS = "127.0.0.1:1";
const URN = "urn:desks";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "stored-"));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

/** Of a process with this configuration, which has been told what others have read. */
function stored(fingerprints: Record<string, string>, { hasOwnSecret = false } = {}): StoredConfiguration {
  const log = new RunLog(ADDRESS, "refresh", root);
  const ledger = new Ledger(ADDRESS, "provider", root).refresh();
  return new StoredConfiguration({ ledger, log, fingerprints, hasOwnSecret });
}

async function readWith(fingerprints: Record<string, string>, ...urns: string[]): Promise<void> {
  const refresh = stored(fingerprints);
  for (const urn of urns) refresh.note(urn);
  await setImmediate();
}

it("a refresh that the engine has given the configuration of the last up is warned of once, with the settings that have changed since", async () => {
  await readWith({ baseUrl: "1", pageSize: "2" }, URN);
  const today = stored({ baseUrl: "1", pageSize: "3" });
  expect(today.warning("urn:others")).toBeUndefined();
  expect(today.warning(URN)).toMatch(/^liveplatform:pageSize: changed since the last up/);
  expect(today.warning(URN)).toBeUndefined();
});

it("a refresh that the engine has given the configuration of the last up is not warned of where nothing has changed since", async () => {
  await readWith({ baseUrl: "1" }, URN);
  expect(stored({ baseUrl: "1" }).warning(URN)).toBeUndefined();
});

it("a refresh that the engine has given the configuration of the last up is told the variable of what the environment says first, but no secret's where the provider has one of its own", async () => {
  await readWith({ token: "1", maxReleases: "1" }, URN);
  const changed = { token: "2", maxReleases: "2" };
  expect(stored(changed).warning(URN)).toContain("(LIVEPLATFORM_TOKEN, LIVEPLATFORM_MAX_RELEASES)");
  expect(stored(changed, { hasOwnSecret: true }).warning(URN)).toContain("(LIVEPLATFORM_MAX_RELEASES)");
});

it("a refresh that the engine has given the configuration of the last up is told of every resource that was read at one moment, in one line", async () => {
  await readWith({ pageSize: "2" }, "urn:tables", URN);
  expect(stored({ pageSize: "3" }).warning("urn:tables")).toBeDefined();
  expect(stored({ pageSize: "3" }).warning(URN)).toBeDefined();
  expect(new RunLog(ADDRESS, "provider", root).readNew()).toHaveLength(1);
});
