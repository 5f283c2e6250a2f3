import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { APAC, ExportWorkshop, TENANT } from "./export-workshop";

let shop: ExportWorkshop;
beforeEach(async () => {
  shop = await ExportWorkshop.open();
});
afterEach(() => shop.dispose());

/** 60 numbers of which none follows another. */
const ALONE = Array.from({ length: 60 }, (_, index) => `+613955${60_000 + 2 * index}`);

it("the export command writes a project with a program that says of each allocation what there is to say", async () => {
  shop.emulator.portal.add(TENANT, ["+61395556880", "+61395556900..+61395556999"]);
  const apps = { callingProfileId: APAC, additionalUsages: ["FirstPartyAppAssignment"] };
  shop.emulator.portal.add(TENANT, "+442074960000..+442074960001", {
    ...apps,
    capabilities: ["InboundCalling"],
  });
  const { code, printed } = await shop.run({ tenant: TENANT.toUpperCase() });
  expect(code).toBe(0);
  expect(printed).toMatch(/npm install PATH\/TO\/pulumi-liveplatform-\d+\.\d+\.\d+\.tgz /);
  expect(printed).toContain(
    "  calling-emea-users: 101 numbers · Calling EMEA · CallingUserAssignment · InboundCalling, OutboundCalling\n",
  );
  expect(readdirSync(shop.out).sort()).toEqual([
    ".gitignore",
    "Pulumi.yaml",
    "index.ts",
    "package.json",
    "tsconfig.json",
  ]);
  expect(shop.read("index.ts")).toContain(
    [
      "const adoptExisting = true;",
      "",
      "new liveplatform.OcNumberAllocation(",
      `  "calling-apac-users-and-voice-apps-inbound",`,
      "  {",
      "    msTenantId,",
      "    // Calling APAC",
      `    callingProfile: "${APAC}",`,
      `    usage: "CallingUserAssignment",`,
      `    additionalUsages: ["FirstPartyAppAssignment"],`,
      `    capabilities: ["InboundCalling"],`,
      "    adoptExisting,",
      `    phoneNumberRanges: [{ start: "+442074960000", end: "+442074960001" }],`,
      "  },",
      ");",
      "",
      `new liveplatform.OcNumberAllocation("calling-emea-users", {`,
      "  msTenantId,",
      "  // Calling EMEA",
      `  callingProfile: "ab86ef82-ce9e-4ead-befb-4aa954b64872",`,
      `  usage: "CallingUserAssignment",`,
      `  capabilities: ["InboundCalling", "OutboundCalling"],`,
      "  adoptExisting,",
      `  phoneNumbers: ["+61395556880"],`,
      `  phoneNumberRanges: [{ start: "+61395556900", end: "+61395556999" }],`,
      "});",
      "",
    ].join("\n"),
  );
  expect(shop.read("Pulumi.yaml")).toMatch(
    /^name: liveplatform-3bc57cac\n[^]*\noptions:\n {2}refresh: always\n$/,
  );
  expect(shop.emulator.counts).toMatchObject({ requests: 2, writes: 0 });
});

it("the export command puts many numbers into a file of their own, and keeps it when they become few", async () => {
  shop.emulator.portal.add(TENANT, ALONE);
  await shop.run();
  expect(shop.read("index.ts")).toContain(`import numbers from "./numbers.json";`);
  expect(shop.read("index.ts")).toContain(`  adoptExisting,\n  ...numbers["calling-emea-users"],\n});\n`);
  expect(JSON.parse(shop.read("numbers.json"))).toMatchObject({
    "calling-emea-users": { phoneNumbers: ALONE, phoneNumberRanges: [] },
  });
  shop.emulator.portal.remove(TENANT, ALONE.slice(5));
  const { printed } = await shop.run();
  expect(printed).toMatch(
    /No longer declared[^]*\n {2}\+61395560010, .* \(55 numbers\): no longer in the tenant/,
  );
  expect(JSON.parse(shop.read("numbers.json"))).toMatchObject({
    "calling-emea-users": { phoneNumbers: ALONE.slice(0, 5) },
  });
});

it("the export command changes few lines when numbers come and go, and names no resource anew", async () => {
  shop.emulator.portal.add(TENANT, ALONE);
  await shop.run();
  const before = shop.read("numbers.json").split("\n");
  const program = shop.read("index.ts");
  shop.emulator.portal.remove(TENANT, "+61395560010");
  shop.emulator.portal.add(TENANT, "+61395560051");
  await shop.run();
  const after = shop.read("numbers.json").split("\n");
  expect(before.filter((line) => !after.includes(line)).map((line) => line.trim())).toEqual([
    expect.stringContaining("checksum"),
    `"+61395560010",`,
    `"+61395560050",`,
    `"+61395560052",`,
    `"phoneNumberRanges": []`,
  ]);
  expect(after.filter((line) => !before.includes(line)).map((line) => line.trim())).toEqual([
    expect.stringContaining("checksum"),
    `"phoneNumberRanges": [{ "start": "+61395560050", "end": "+61395560052" }]`,
  ]);
  expect(shop.read("index.ts")).toBe(program);

  shop.emulator.portal.add(TENANT, "+61395559000", { callingProfileId: APAC });
  const { printed } = await shop.run();
  expect(printed).toContain("index.ts: written");
  expect(shop.read("index.ts")).toContain(
    program.slice(program.indexOf(`new liveplatform.OcNumberAllocation("calling-emea`)),
  );
});

it("the export command with --import-file writes what pulumi import reads, for each allocation of the program, and says what it leaves out", async () => {
  shop.emulator.portal.add(TENANT, ["+61395556880", "+61395556900..+61395556999"]);
  shop.emulator.portal.add(TENANT, "+442074960000..+442074960001", { callingProfileId: APAC });
  shop.emulator.portal.mark("+61395556950");
  const { code, printed } = await shop.run({ importFile: true });
  expect(code).toBe(2);
  expect(readdirSync(shop.out)).toEqual(["import.json"]);
  const type = "liveplatform:index:OcNumberAllocation";
  const desks = "+61395556880,+61395556900..+61395556949,+61395556951..+61395556999";
  expect(JSON.parse(shop.read("import.json"))).toEqual({
    resources: [
      { type, name: "calling-apac-users", id: `${TENANT}/+442074960000..+442074960001` },
      { type, name: "calling-emea-users", id: `${TENANT}/${desks}` },
    ],
  });
  expect(printed).toContain("Exported: 102 numbers in 2 allocations\n");
  expect(printed).toMatch(/\nNot exported: 1\n/);
  expect(printed).toContain("pulumi import --file ");
});

it("the export command with --import-file writes over no other file without --force", async () => {
  shop.emulator.portal.add(TENANT, "+61395556880");
  await shop.run({ importFile: "desks.json" });
  await shop.run({ importFile: "desks.json" });
  shop.emulator.portal.add(TENANT, "+61395556881");
  await expect(shop.run({ importFile: "desks.json" })).rejects.toThrow(/desks\.json is there already/);
  await shop.run({ importFile: "desks.json", force: true });
  expect(shop.read("desks.json")).toContain("/+61395556880..+61395556881");
});

it("the export command names a file that it cannot write, why, and the option to name another folder with", async () => {
  shop.emulator.portal.add(TENANT, "+61395556880");
  mkdirSync(join(shop.out, "index.ts"), { recursive: true });
  writeFileSync(join(shop.out, "file"), "");
  const inFile = join(shop.out, "file", "inside");
  for (const [out, how] of [
    ["/proc/nowhere", "written"],
    [inFile, "written"],
    [shop.out, "read"],
  ] as const) {
    const refusal = new RegExp(`^${join(out, "index.ts")} cannot be ${how}: E[A-Z]+: .* with --out\\.$`);
    await expect(shop.run({ out, force: true })).rejects.toThrow(refusal);
  }
  const importFile = join(inFile, "import.json");
  await expect(shop.run({ importFile })).rejects.toThrow(`${importFile} cannot be written: `);
});

it("a wrong call of the export command is said before anything is asked", async () => {
  await expect(shop.run({ tenant: "contoso" })).rejects.toThrow(
    "--tenant: expected the GUID of a Microsoft Entra tenant",
  );
  await expect(shop.run({ json: true })).rejects.toThrow("--json: only with --unmanaged.");
  await expect(shop.run({ state: ["a.json"] })).rejects.toThrow("--state: only with --unmanaged.");
  await expect(shop.run({ unmanaged: true })).rejects.toThrow(
    "--out, --import-file, --force: not with --unmanaged",
  );
  writeFileSync(shop.out, "a file");
  await expect(shop.run()).rejects.toThrow(`--out: ${shop.out} is not a folder.`);
  expect(shop.emulator.requests).toEqual([]);
});

it("the export command stops where the list changes each time that it is read", async () => {
  shop.emulator.portal.add(TENANT, ALONE);
  const fault = shop.emulator.fail({ kind: "list", omit: ALONE.slice(0, 1) });
  await expect(shop.run()).rejects.toThrow(
    /changed each of the 3 times that it was read, so numbers may be missing/,
  );
  // Two pages each: the first is shorter than its size, so there may be another.
  expect(fault.hits).toBe(6);
  expect(existsSync(shop.out)).toBe(false);
});
