import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type EmulatedEntra, startEntra } from "../../emulator";
import { loopbackCertificate } from "../contract/certificate";
import { repositoryRoot } from "./support/pulumi-cli";
import { start } from "./support/running";

const CLIENT = "0f5a1a0e-63d0-4a3e-9f0a-2f1f3e6f8f11";
const SECRET = "s3cret~value";

let folder: string;
let entra: EmulatedEntra | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plp-"));
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await entra?.close();
  entra = undefined;
});

/** A program's folder in which the package is installed with all that it needs, but without @azure/identity. */
function installWithoutIdentity(): void {
  const modules = join(folder, "node_modules");
  const installed = join(modules, "pulumi-liveplatform");
  mkdirSync(installed, { recursive: true });
  for (const name of readdirSync(join(repositoryRoot, "node_modules"))) {
    if (!/^(\.|@azure$|pulumi-liveplatform$)/.test(name))
      symlinkSync(join(repositoryRoot, "node_modules", name), join(modules, name));
  }
  cpSync(join(repositoryRoot, "package.json"), join(installed, "package.json"));
  cpSync(join(repositoryRoot, "dist"), join(installed, "dist"), { recursive: true });
}

/** A script that signs in by the built package of a folder, and prints the token's length or the error. */
function signIn(client: string, entryPoint: string): string {
  return `
    const { entra } = require(${JSON.stringify(entryPoint)});
    const clock = { now: Date.now, sleep: (ms, signal) => new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      signal.addEventListener("abort", () => clearTimeout(timer));
    }) };
    entra({ scope: process.env.SCOPE, client: ${client}, clock }).getToken().then(
      (token) => console.log("token of " + token.split(".").length + " parts"),
      (error) => console.log(String(error)),
    );`;
}

it("@azure/identity is not needed where it is not used: the provider and the SDK load without it", () => {
  installWithoutIdentity();
  const script = `require("pulumi-liveplatform/provider"); require("pulumi-liveplatform"); console.log("loaded")`;
  expect(execFileSync(process.execPath, ["-e", script], { cwd: folder, encoding: "utf8" })).toBe("loaded\n");
});

it("@azure/identity is asked for by its name where it is needed and not there", () => {
  installWithoutIdentity();
  const script = signIn(
    "undefined",
    join(folder, "node_modules/pulumi-liveplatform/dist/provider/liveplatform"),
  );
  const env = { ...process.env, SCOPE: "api://live/.default" };
  expect(execFileSync(process.execPath, ["-e", script], { cwd: folder, env, encoding: "utf8" })).toBe(
    "SignInError: Signing in at Entra (liveplatform:scope is set, and no token) needs the package @azure/identity, " +
      "which is not installed. In the program's folder: npm install @azure/identity (for a plugin from a release archive: in the plugin's folder)\n",
  );
});

it("@azure/identity signs in over TLS at the Entra that AZURE_AUTHORITY_HOST names, and lets the process end at once", async () => {
  const certificate = await loopbackCertificate();
  const applications = [{ clientId: CLIENT, clientSecret: SECRET }];
  const started = await startEntra({ ...certificate, applications });
  entra = started;
  const trusted = join(folder, "ca.pem");
  writeFileSync(trusted, certificate.cert);
  const client = JSON.stringify({
    entraTenantId: started.tenantId,
    clientId: CLIENT,
    clientSecret: SECRET,
  });
  const script = signIn(client, join(repositoryRoot, "dist/provider/liveplatform"));
  const { output, ms } = await start(process.execPath, ["-e", script], {
    cwd: folder,
    env: {
      ...process.env,
      SCOPE: started.scope,
      AZURE_AUTHORITY_HOST: started.url,
      NODE_EXTRA_CA_CERTS: trusted,
    },
  }).result;
  expect(output).toBe("token of 3 parts\n");
  expect(started.requests.map(({ by, clientId, status }) => [by, clientId, status])).toEqual([
    ["secret", CLIENT, 200],
  ]);
  // The limit of a sign-in is a minute, and must not keep the process.
  expect(ms).toBeLessThan(30_000);
});
