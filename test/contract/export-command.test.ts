import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { exportCommand, type ExportArguments } from "../../cli/export-command";
import { DEFAULT_SEED, startEmulator, type Emulator } from "../../emulator";

const TENANT = "3bc57cac-5794-457f-ad36-2c88cade9dbb";
const OTHER_TENANT = "f94238e5-4f2c-4e1b-8125-2d27122ca75f";
const APAC = "5f3fbb3b-df9b-483d-b294-c7eb01e22aac";
const ODD = "d1ce0000-0000-4000-8000-000000000000";
const ODD_NAME = "Contact Centre Melbourne\n and Sydney, third floor, \u2028*/ 日本 \u001b[31m of Calling";
const PRETTIER = resolve(__dirname, "../../node_modules/prettier/bin/prettier.cjs");

let emulator: Emulator;
let root: string;
let out: string;

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), "plp-export-"));
  out = join(root, "customer");
  const odd = { callingProfileId: ODD, name: ODD_NAME, sbcs: [{ sbcId: 1, sbcName: "SBC" }] };
  const callingProfiles = [...DEFAULT_SEED.callingProfiles, odd];
  emulator = await startEmulator({ seed: { ...DEFAULT_SEED, callingProfiles } });
});

afterEach(async () => {
  await emulator.close();
  rmSync(root, { recursive: true });
});

interface Exported {
  readonly code: number;
  readonly printed: string;
}

async function run(options: Partial<ExportArguments> = {}): Promise<Exported> {
  const lines: string[] = [];
  const env = {
    LIVEPLATFORM_BASE_URL: emulator.url,
    LIVEPLATFORM_TOKEN: emulator.token,
    LIVEPLATFORM_REQUESTS_PER_SECOND: "1000",
  };
  const code = await exportCommand(
    { tenant: TENANT, out, ...options },
    { env, print: (line) => void lines.push(line) },
  );
  return { code, printed: lines.join("\n") };
}

function read(file: string): string {
  return readFileSync(join(out, file), "utf8");
}

/** 60 numbers of which none follows another. */
const ALONE = Array.from({ length: 60 }, (_, index) => `+613955${60_000 + 2 * index}`);

describe("export", () => {
  it("writes a project with a program that says of each allocation what there is to say", async () => {
    emulator.portal.add(TENANT, ["+61395556880", "+61395556900..+61395556999"]);
    const apps = { callingProfileId: APAC, additionalUsages: ["FirstPartyAppAssignment"] };
    emulator.portal.add(TENANT, "+442074960000..+442074960001", {
      ...apps,
      capabilities: ["InboundCalling"],
    });
    const { code, printed } = await run({ tenant: TENANT.toUpperCase() });
    expect(code).toBe(0);
    expect(printed).toContain(
      "  calling-emea-users: 101 numbers · Calling EMEA · CallingUserAssignment · InboundCalling, OutboundCalling\n",
    );
    expect(readdirSync(out).sort()).toEqual([
      ".gitignore",
      "Pulumi.yaml",
      "index.ts",
      "package.json",
      "tsconfig.json",
    ]);
    expect(read("index.ts")).toContain(
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
    expect(read("Pulumi.yaml")).toMatch(
      /^name: liveplatform-3bc57cac\n[^]*\noptions:\n {2}refresh: always\n$/,
    );
    expect(emulator.counts).toMatchObject({ requests: 2, writes: 0 });
  });

  it("puts many numbers into a file of their own, and keeps it when they become few", async () => {
    emulator.portal.add(TENANT, ALONE);
    await run();
    expect(read("index.ts")).toContain(`import numbers from "./numbers.json";`);
    expect(read("index.ts")).toContain(`  adoptExisting,\n  ...numbers["calling-emea-users"],\n});\n`);
    expect(JSON.parse(read("numbers.json"))).toMatchObject({
      "calling-emea-users": { phoneNumbers: ALONE, phoneNumberRanges: [] },
    });
    emulator.portal.remove(TENANT, ALONE.slice(5));
    const { printed } = await run();
    expect(printed).toMatch(
      /No longer declared[^]*\n {2}\+61395560010, .* \(55 numbers\): no longer in the tenant/,
    );
    expect(JSON.parse(read("numbers.json"))).toMatchObject({
      "calling-emea-users": { phoneNumbers: ALONE.slice(0, 5) },
    });
  });

  it("writes what prettier would write, whatever the lengths of names and lists", async () => {
    const usages = ["FirstPartyAppAssignment", "ThirdPartyAppAssignment", "ConferenceAssignment"];
    for (let count = 1; count <= 6; count++) {
      emulator.reset();
      const digits = "12345678".slice(0, count + 2);
      const few = Array.from({ length: count }, (_, index) => `+49${digits}${index * 2 + 10}`);
      emulator.portal.add(TENANT, few, { callingProfileId: APAC });
      emulator.portal.add(TENANT, `+39${digits}00..+39${digits}07`, { callingProfileId: ODD });
      const more = { callingProfileId: ODD, additionalUsages: usages.slice(0, count) };
      emulator.portal.add(TENANT, "+61395556900", { ...more, capabilities: ["InboundCalling"] });
      emulator.portal.add(TENANT, ALONE.slice(0, 10 * count), { usage: "ConferenceAssignment" });
      emulator.portal.mark(ALONE.slice(0, 3));
      emulator.portal.setCapabilities(ALONE[3] ?? "", [ODD_NAME, "a_b *c* <d> [e](f) `g` #h | i"]);
      expect((await run({ out: join(out, String(count)) })).code).toBe(2);
    }
    const check = execFileSync(process.execPath, [PRETTIER, "--no-config", "--check", "."], {
      cwd: out,
      encoding: "utf8",
    });
    expect(check).toContain("All matched files use Prettier code style!");
    expect(readdirSync(join(out, "6"))).toContain("numbers.json");
    expect(readdirSync(join(out, "1"))).not.toContain("numbers.json");
    expect(read("1/NOT-EXPORTED.md")).not.toContain("\u001b");
  });

  it("changes few lines when numbers come and go, and names no resource anew", async () => {
    emulator.portal.add(TENANT, ALONE);
    await run();
    const before = read("numbers.json").split("\n");
    const program = read("index.ts");
    emulator.portal.remove(TENANT, "+61395560010");
    emulator.portal.add(TENANT, "+61395560051");
    await run();
    const after = read("numbers.json").split("\n");
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
    expect(read("index.ts")).toBe(program);

    emulator.portal.add(TENANT, "+61395559000", { callingProfileId: APAC });
    const { printed } = await run();
    expect(printed).toContain("index.ts: written");
    expect(read("index.ts")).toContain(
      program.slice(program.indexOf(`new liveplatform.OcNumberAllocation("calling-emea`)),
    );
  });
});

describe("the folder of an export", () => {
  it("is refused, and nothing asked, where a person wrote or edited what would be overwritten", async () => {
    emulator.portal.add(TENANT, "+61395556900");
    await run();
    writeFileSync(
      join(out, "index.ts"),
      read("index.ts").replace("adoptExisting = true", "adoptExisting = false"),
    );
    writeFileSync(join(out, "NOT-EXPORTED.md"), "mine");
    const asked = emulator.requests.length;
    await expect(run()).rejects.toThrow(
      `Nothing has been written. ${join(out, "index.ts")} has been edited since it was exported. ` +
        `${join(out, "NOT-EXPORTED.md")} was not written by an export. Export into another folder with --out, or overwrite with --force.`,
    );
    expect(emulator.requests).toHaveLength(asked);
    expect(read("index.ts")).toContain("adoptExisting = false");
    expect((await run({ force: true })).printed).toContain("NOT-EXPORTED.md: removed");
    expect(read("index.ts")).toContain("adoptExisting = true");
  });

  it("is refused for another tenant; line ends of Windows and the user's own project files are no hindrance", async () => {
    emulator.portal.add(TENANT, "+61395556900");
    emulator.portal.add(OTHER_TENANT, "+61395557000");
    await run();
    await expect(run({ tenant: OTHER_TENANT })).rejects.toThrow("index.ts is the export of another tenant.");
    writeFileSync(join(out, "index.ts"), read("index.ts").replaceAll("\n", "\r\n"));
    writeFileSync(join(out, "package.json"), "{}");
    const { printed } = await run();
    expect(printed).toContain("  index.ts: written\n");
    expect(printed).toContain("  package.json: kept as it is\n");
    expect(read("package.json")).toBe("{}");
  });

  it("is not touched where there is nothing to declare, which may be a wrong channel", async () => {
    await expect(run()).rejects.toThrow(
      /no number of tenant \S+ to declare\. The platform lists none; a wrong LIVEPLATFORM_CHANNEL_ID/,
    );
    emulator.portal.add(TENANT, "+61395556900..+61395556901", { acquiredNumberStatus: 2 });
    await expect(run()).rejects.toThrow(
      /None of the 2 listed can be declared:\n {2}\+61395556900\.\.\+61395556901 \(2 numbers\): MarkedForRemoval/,
    );
    expect(existsSync(out)).toBe(false);
  });

  it("tells what the last export declared and this one does not, and what an up would do about it", async () => {
    emulator.portal.add(TENANT, "+61395556900..+61395556909");
    await run();
    emulator.portal.mark("+61395556901..+61395556902");
    emulator.portal.remove(TENANT, "+61395556909");
    const { code, printed } = await run();
    expect(code).toBe(2);
    expect(printed).toContain("  +61395556909: no longer in the tenant\n");
    expect(printed).toContain(
      "  +61395556901..+61395556902 (2 numbers): in the tenant, and not exported (see above). A stack that holds them releases them",
    );
    expect(printed).not.toContain("Next:");
  });
});

describe("a wrong call", () => {
  it("is said before anything is asked", async () => {
    await expect(run({ tenant: "contoso" })).rejects.toThrow(
      "--tenant: expected the GUID of a Microsoft Entra tenant",
    );
    await expect(run({ json: true })).rejects.toThrow("--json: only with --unmanaged.");
    await expect(run({ state: ["a.json"] })).rejects.toThrow("--state: only with --unmanaged.");
    await expect(run({ unmanaged: true })).rejects.toThrow("give at least one --state FILE");
    writeFileSync(out, "a file");
    await expect(run()).rejects.toThrow(`--out: ${out} is not a folder.`);
    expect(emulator.requests).toEqual([]);
  });

  it("stops where the list changes each time that it is read", async () => {
    emulator.portal.add(TENANT, ALONE);
    const fault = emulator.fail({ kind: "list", omit: ALONE.slice(0, 1) });
    await expect(run()).rejects.toThrow(
      /changed each of the 3 times that it was read, so numbers may be missing/,
    );
    // Two pages each: the first is shorter than its size, so there may be another.
    expect(fault.hits).toBe(6);
    expect(existsSync(out)).toBe(false);
  });
});
