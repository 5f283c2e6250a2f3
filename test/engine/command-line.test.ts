import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Emulator, startEmulator } from "../../emulator";
import { repositoryRoot } from "./support/pulumi-cli";
import { start } from "./support/running";

const main = join(repositoryRoot, "dist/cli/main.js");

let folder: string;
let emulator: Emulator;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "plp-"));
  emulator = await startEmulator();
});
afterAll(async () => {
  await emulator.close();
  rmSync(folder, { recursive: true });
});

function environment(): NodeJS.ProcessEnv {
  return { ...process.env, LIVEPLATFORM_BASE_URL: emulator.url, LIVEPLATFORM_TOKEN: emulator.token };
}

function run(...args: string[]) {
  return start(process.execPath, [main, ...args], { cwd: folder, env: environment() }).result;
}

/** The command with a reader that closes the pipe after the first line. */
function runWithHead(command: string): Promise<{ stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const shell = `set -o pipefail; ${process.execPath} ${main} ${command} | head -n 1`;
    execFile("bash", ["-c", shell], { cwd: folder, env: environment() }, (_, stdout, stderr) =>
      resolve({ stdout, stderr }),
    );
  });
}

it("npx pulumi-liveplatform prints its version for --version and -V", async () => {
  const manifest = readFileSync(join(repositoryRoot, "package.json"), "utf8");
  for (const option of ["--version", "-V"]) {
    const { code, stdout } = await run(option);
    expect(code).toBe(0);
    expect(manifest).toContain(`"version": "${stdout.trim()}"`);
  }
});

it("npx pulumi-liveplatform ends without a word where nobody reads on, whichever command it is", async () => {
  writeFileSync(join(folder, "preview.json"), '{"steps":[],"changeSummary":{"same":1}}');
  for (const command of ["doctor", "report preview.json", "report preview.json --json", "--help"]) {
    const { stdout, stderr } = await runWithHead(command);
    expect(stdout.trim()).not.toBe("");
    expect(stderr).toBe("");
  }
});

it("npx pulumi-liveplatform reads a preview that PowerShell has redirected, and one behind what npm prints, from a file and a pipe", async () => {
  const json = '{"steps":[],"changeSummary":{"same":1}}';
  writeFileSync(join(folder, "utf16.json"), Buffer.from(`\uFEFF${json}\r\n`, "utf16le"));
  writeFileSync(join(folder, "npm.json"), `\n> numbers@1.0.0 preview\n> pulumi preview --json\n\n${json}\n`);
  for (const file of ["utf16.json", "npm.json"]) {
    expect(await run("report", file)).toMatchObject({ code: 0, stderr: "" });
    const piped = await new Promise<{ error: unknown; stdout: string }>((resolve) => {
      const child = execFile(process.execPath, [main, "report"], { cwd: folder }, (error, stdout) =>
        resolve({ error, stdout }),
      );
      child.stdin?.end(readFileSync(join(folder, file)));
    });
    expect(piped.error).toBeNull();
    expect(piped.stdout).toContain("nothing to do");
  }
});
