import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "puppeteer-core";
import { DEFAULT_SEED, type Seed } from "../../emulator";
import { launchBrowser } from "./support/browser";
import { OTHER_TENANT, TENANT, allocation, program, range, succeeded } from "./support/live-stack";
import { PortalPage } from "./support/portal-page";
import { repositoryRoot } from "./support/pulumi-cli";
import { type Running, start } from "./support/running";
import { Stack } from "./support/stack";

const REMOVED = "+61395556902";
const HOSTILE = `<img src=x onerror="document.title='broken in'">`;

const seed: Seed = {
  ...DEFAULT_SEED,
  tenants: [
    { msTenantId: TENANT, name: "Contoso" },
    { msTenantId: OTHER_TENANT, name: HOSTILE, numbers: ["+61391000000..+61391099999"] },
  ],
};

describe("the emulator's portal in a browser", () => {
  let folder: string;
  let emulator: Running;
  let browser: Browser;
  let link: string;
  let env: { LIVEPLATFORM_BASE_URL: string; LIVEPLATFORM_TOKEN: string };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "plp-portal-"));
    writeFileSync(join(folder, "seed.json"), JSON.stringify(seed));
    const args = ["emulator", "--port", "0", "--task-duration", "300ms", "--seed", join(folder, "seed.json")];
    emulator = start(process.execPath, [join(repositoryRoot, "dist/cli/main.js"), ...args], {
      cwd: folder,
      env: process.env,
    });
    await emulator.waitForOutput(/export LIVEPLATFORM_TOKEN=\S+/);
    const printed = (pattern: RegExp) => pattern.exec(emulator.output())?.[1] ?? "";
    link = printed(/(http:\S+#\S+)/);
    env = {
      LIVEPLATFORM_BASE_URL: printed(/LIVEPLATFORM_BASE_URL=(\S+)/),
      LIVEPLATFORM_TOKEN: printed(/LIVEPLATFORM_TOKEN=(\S+)/),
    };
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    emulator.kill("SIGTERM");
    await emulator.result;
    rmSync(folder, { recursive: true });
  });

  it("the emulator's portal in a browser lets a person remove a number; the preview names it, up brings it back, and the page shows it", async () => {
    const desks = allocation("desks", { phoneNumberRanges: [range("+61395556900", "+61395556904")] });
    const polling = { LIVEPLATFORM_POLL_INTERVAL: "50ms", LIVEPLATFORM_MAX_POLL_INTERVAL: "200ms" };
    const stack = await Stack.create({ program: program(desks), env: { ...env, ...polling } });
    succeeded(await stack.up());
    const page = await PortalPage.open(browser, link);
    await page.sees("caption", "5 numbers found");
    expect(page.address).not.toContain("#");
    expect(await page.text("#rows")).toContain(REMOVED);

    await page.press(`#rows input[value="${REMOVED}"]`, "Space");
    await page.sees("#selected", "1 number selected");
    await page.press("#remove", "Enter");
    await page.sees("#outcome", "1 number removed.");
    await page.sees("caption", "4 numbers found");
    await page.sees("#log", `remove ${REMOVED} from tenant ${TENANT}`);

    const preview = succeeded(await stack.preview({ args: ["--diff"] }));
    expect(
      preview.split("\n").find((line) => line.includes(REMOVED) && line.includes("missing")),
    ).toBeDefined();
    succeeded(await stack.up());
    await page.sees("caption", "5 numbers found");
    await page.sees("#rows", REMOVED);
    await page.sees("#tasks", "upload of 1 number: CompletedSuccess");
    expect(page.errors).toEqual([]);
    await stack.dispose();
  });

  it("the emulator's portal in a browser asks for the token where its link has been used, and keeps it as long as the tab is open", async () => {
    const page = await PortalPage.open(browser, link);
    await page.sees("#sign-in", "This link has been used");
    await page.type("#token", "wrong");
    await page.press("#token", "Enter");
    await page.sees("#sign-in-error", "does not know this token");
    await page.type("#token", env.LIVEPLATFORM_TOKEN);
    await page.press("#token", "Enter");
    await page.sees("#tenant-name", "Contoso");
    await page.reload();
    await page.sees("#tenant-name", "Contoso");
  });

  it("the emulator's portal in a browser marks, reprofiles, assigns, unassigns and adds numbers among 100,000, and takes their names for text", async () => {
    const page = await signedIn();
    await page.click(`#tenants button[value="${OTHER_TENANT}"]`);
    await page.sees("#tenant-name", HOSTILE);
    await page.sees("caption", "100,000 numbers found");
    expect(await page.evaluate("document.title")).toBe("Live Platform emulator");

    await page.type("#search", "+61391012345..+61391012349");
    await page.sees("caption", "5 numbers found");
    await page.click("#select-all");
    await page.sees("#selected", "5 numbers selected");
    await page.click("#mark");
    await page.sees("#rows", "MarkedForRemoval");
    await page.click("#assign");
    await page.sees("#rows", "in use: UserAssigned");
    await page.choose("#use", "used");
    await page.sees("caption", "5 numbers found");
    await page.click("#unassign");
    await page.sees("caption", "0 numbers found");
    await page.choose("#use", "");
    await page.choose("#reprofile-to", "5f3fbb3b-df9b-483d-b294-c7eb01e22aac");
    await page.click("#reprofile");
    await page.sees("#rows", "Calling APAC");

    await page.type("#search", "+613920");
    await page.sees("caption", "0 numbers found");
    await page.type("#add-numbers", "+61392000000..+61392000060");
    await page.press("#add-numbers", "Enter");
    await page.sees("caption", "61 numbers found");
    await page.click("#next");
    await page.sees("#place", "Page 2 of 2");
    await page.sees("#rows", "+61392000060");
    await page.type("#add-numbers", "0392000000");
    await page.press("#add-numbers", "Enter");
    await page.sees("#outcome", "'0392000000' is not an E.164 number");
  });

  it("the emulator's portal in a browser moves time on, and puts faults in force and lifts them", async () => {
    const page = await signedIn();
    const before = Date.parse(`${(await page.text("#now")).slice(0, 10)}Z`);
    await page.choose("#advance-by", "86400000");
    await page.press("#advance-by", "Enter");
    await page.click("#time button");
    await page.sees("#outcome", "Time has moved on by 1 day.");
    expect(Date.parse(`${(await page.text("#now")).slice(0, 10)}Z`)).toBeGreaterThan(before);
    await page.click("#fault button");
    await page.sees("#faults", '"when":"after"');
    await page.type("#rule", '{"kind":"sausage"}');
    await page.click("#fault button");
    await page.sees("#fault-error", "kind: expected one of task, list, http.");
    await page.click("#faults button");
    await page.sees("#outcome", "The fault is lifted.");
    await page.seesNo("#faults li");
  });

  it("the emulator's portal in a browser is found without fault by axe-core, in the light and in the dark", async () => {
    const page = await signedIn();
    await page.click(`#tenants button[value="${OTHER_TENANT}"]`);
    await page.sees("#rows", "+6139");
    await page.click("#select-page");
    expect(await page.accessibilityProblems("light")).toEqual([]);
    expect(await page.accessibilityProblems("dark")).toEqual([]);
  });

  it("the emulator's portal in a browser is out of reach for a page of another site that knows the token", async () => {
    const other = createServer((_request, response) => response.end("<!doctype html><title>other</title>"));
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const address = other.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const page = await PortalPage.open(browser, `http://127.0.0.1:${port}/`);
    const origin = new URL(env.LIVEPLATFORM_BASE_URL).origin;
    const attack = `fetch("${origin}/_emulator/reset", { method: "POST", MODE }).then((r) => String(r.type), () => "refused")`;
    const headers = `headers: { authorization: "Bearer ${env.LIVEPLATFORM_TOKEN}" }`;
    expect(await page.evaluate(attack.replace("MODE", headers))).toBe("refused");
    expect(await page.evaluate(attack.replace("MODE", `mode: "no-cors"`))).toBe("opaque");
    const still = await signedIn();
    await still.sees("#tenants", "100,0");
    other.close();
  });

  /** Another tab, with a link of its own. */
  async function signedIn(): Promise<PortalPage> {
    const args = [join(repositoryRoot, "dist/cli/main.js"), "emulator", "portal", "open"];
    const { stdout } = await start(process.execPath, args, { cwd: folder, env: { ...process.env, ...env } })
      .result;
    const page = await PortalPage.open(browser, stdout.trim());
    await page.sees("#tenant-name", "Contoso");
    return page;
  }
});
