import puppeteer from "puppeteer-core";
import { BROWSER_ARGS, ensureBrowser } from "../ensure-browser.mjs";

/**
 * The emulator's page as a person sees it, after a click or two.
 *
 * @param {import("../../emulator/index.js").Emulator} emulator
 * @param {string} file Where the PNG goes.
 */
export async function portalPicture(emulator, file) {
  const browser = await puppeteer.launch({
    executablePath: await ensureBrowser(),
    args: BROWSER_ARGS,
    headless: "shell",
  });
  try {
    const page = await browser.newPage();
    await page.setViewport({ width: 1480, height: 860 });
    await page.goto(emulator.invite());
    await page.waitForSelector("#rows tr:nth-child(20)");
    await page.click("#rows tr:nth-child(3) input");
    await page.click("#assign");
    await page.waitForFunction("document.querySelector('#rows .used') !== null");
    await page.screenshot({ path: /** @type {`${string}.png`} */ (file) });
  } finally {
    await browser.close();
  }
}
