import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ExportWorkshop, OTHER_TENANT, TENANT } from "./export-workshop";

let shop: ExportWorkshop;
beforeEach(async () => {
  shop = await ExportWorkshop.open();
});
afterEach(() => shop.dispose());

it("the folder of an export is refused, and nothing asked, where a person wrote or edited what would be overwritten", async () => {
  shop.emulator.portal.add(TENANT, "+61395556900");
  await shop.run();
  writeFileSync(
    join(shop.out, "index.ts"),
    shop.read("index.ts").replace("adoptExisting = true", "adoptExisting = false"),
  );
  writeFileSync(join(shop.out, "NOT-EXPORTED.md"), "mine");
  const asked = shop.emulator.requests.length;
  await expect(shop.run()).rejects.toThrow(
    `Nothing has been written. ${join(shop.out, "index.ts")} has been edited since it was exported. ` +
      `${join(shop.out, "NOT-EXPORTED.md")} was not written by an export. Export into another folder with --out, or overwrite with --force.`,
  );
  expect(shop.emulator.requests).toHaveLength(asked);
  expect(shop.read("index.ts")).toContain("adoptExisting = false");
  const { printed } = await shop.run({ force: true });
  expect(printed).toContain("index.ts: written");
  // Nothing is left out, so there is nothing to put in its place.
  expect(printed).toContain("NOT-EXPORTED.md: kept as it is");
  expect(shop.read("index.ts")).toContain("adoptExisting = true");
  expect(shop.read("NOT-EXPORTED.md")).toBe("mine");
});

it("the folder of an export is refused for another tenant; line ends of Windows and the user's own project files are no hindrance", async () => {
  shop.emulator.portal.add(TENANT, "+61395556900");
  shop.emulator.portal.add(OTHER_TENANT, "+61395557000");
  await shop.run();
  await expect(shop.run({ tenant: OTHER_TENANT })).rejects.toThrow(
    "index.ts is the export of another tenant.",
  );
  writeFileSync(join(shop.out, "index.ts"), shop.read("index.ts").replaceAll("\n", "\r\n"));
  writeFileSync(join(shop.out, "package.json"), "{}");
  const { printed } = await shop.run();
  expect(printed).toContain("  index.ts: written\n");
  expect(printed).toContain("  package.json: kept as it is\n");
  expect(shop.read("package.json")).toBe("{}");
});

it("the folder of an export is not touched where there is nothing to declare, which may be a wrong channel", async () => {
  await expect(shop.run()).rejects.toThrow(
    /no number of tenant \S+ to declare\. The platform lists none; a wrong LIVEPLATFORM_CHANNEL_ID/,
  );
  shop.emulator.portal.add(TENANT, "+61395556900..+61395556901", { acquiredNumberStatus: 2 });
  await expect(shop.run()).rejects.toThrow(
    /None of the 2 listed can be declared:\n {2}\+61395556900\.\.\+61395556901 \(2 numbers\): MarkedForRemoval/,
  );
  expect(existsSync(shop.out)).toBe(false);
});

it("the folder of an export tells what the last export declared and this one does not, and what an up would do about it", async () => {
  shop.emulator.portal.add(TENANT, "+61395556900..+61395556909");
  await shop.run();
  shop.emulator.portal.mark("+61395556901..+61395556902");
  shop.emulator.portal.remove(TENANT, "+61395556909");
  const { code, printed } = await shop.run();
  expect(code).toBe(2);
  expect(printed).toContain("  +61395556909: no longer in the tenant\n");
  expect(printed).toContain(
    "  +61395556901..+61395556902 (2 numbers): in the tenant, and not exported (see above). A stack that holds them releases them",
  );
  expect(printed).not.toContain("Next:");
});
