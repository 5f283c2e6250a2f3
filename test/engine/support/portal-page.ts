import { readFileSync } from "node:fs";
import type { Browser, Page } from "puppeteer-core";
import * as z from "zod";

const violationsSchema = z.array(
  z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string(), failureSummary: z.string() })) }),
);

/** The emulator's portal in a tab: what a person sees there, and does. */
export class PortalPage {
  /** What the page has complained of. */
  readonly errors: string[] = [];

  private constructor(private readonly page: Page) {
    page.on("pageerror", (error) => this.errors.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") this.errors.push(message.text());
    });
  }

  static async open(browser: Browser, address: string): Promise<PortalPage> {
    const page = await browser.newPage();
    await page.setViewport({ width: 1400, height: 1000 });
    const portal = new PortalPage(page);
    await page.goto(address);
    return portal;
  }

  /** The address as it stands in the browser's bar. */
  get address(): string {
    return this.page.url();
  }

  /** The text of the first element that matches, as it is on the page. */
  async text(selector: string): Promise<string> {
    const found = await this.evaluate(`document.querySelector(${JSON.stringify(selector)})?.innerText ?? ""`);
    return String(found);
  }

  /** Resolves once the element's text contains this. */
  async sees(selector: string, text: string): Promise<void> {
    const script = `(document.querySelector(${JSON.stringify(selector)})?.innerText ?? "").includes(${JSON.stringify(text)})`;
    await this.page.waitForFunction(script, { timeout: 20_000 }).catch(async () => {
      throw new Error(`${selector} never showed '${text}', but '${await this.text(selector)}'.`);
    });
  }

  /** Resolves once there is no such element. */
  async seesNo(selector: string): Promise<void> {
    await this.page.waitForFunction(`document.querySelector(${JSON.stringify(selector)}) === null`, {
      timeout: 20_000,
    });
  }

  async click(selector: string): Promise<void> {
    await this.page.click(selector);
  }

  /** Puts the focus there by the element's own means, and presses a key as a person without a mouse does. */
  async press(selector: string, key: "Space" | "Enter"): Promise<void> {
    await this.page.focus(selector);
    await this.page.keyboard.press(key);
  }

  /** Types in place of what is there. */
  async type(selector: string, text: string): Promise<void> {
    await this.page.click(selector, { count: 3 });
    await this.page.type(selector, text);
  }

  async choose(selector: string, value: string): Promise<void> {
    await this.page.select(selector, value);
  }

  async reload(): Promise<void> {
    await this.page.reload();
  }

  async evaluate(script: string): Promise<unknown> {
    return this.page.evaluate(script);
  }

  /** What axe-core finds wrong with the page as it is, in the light or the dark. */
  async accessibilityProblems(scheme: "light" | "dark"): Promise<string[]> {
    await this.page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    await this.page.evaluate(readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"));
    const found = await this.page.evaluate("axe.run().then(({ violations }) => violations)");
    return violationsSchema
      .parse(found)
      .flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html}: ${failureSummary}`),
      );
  }
}
