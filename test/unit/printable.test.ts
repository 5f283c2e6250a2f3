import { UsageError } from "../../provider/common/usage-error";
import { ConfigurationError } from "../../provider/config/settings";
import { knownSecrets } from "../../provider/host/known-secrets";
import { printable } from "../../provider/host/printable";
import { RunFolderError } from "../../provider/run/run-folder-error";
import { PartialAllocationError, UserError } from "../../provider/state/errors";

const TOKEN = "a-token-of-a-test-0123456789";

/** As the engine would print what a method throws. */
async function printed(error: unknown, hide?: (text: string) => string): Promise<Error> {
  const failing = async (): Promise<never> => {
    await Promise.resolve();
    throw error;
  };
  return printable([TOKEN], failing, hide).then(
    () => new Error("it has not failed"),
    (thrown: unknown) => (thrown instanceof Error ? thrown : new Error("no error")),
  );
}

it.each([
  ["a refusal", new UserError(`no ${TOKEN}`, "in_use")],
  ["a wrong argument", new UsageError(`no ${TOKEN}`)],
  ["a wrong setting", new ConfigurationError([`no ${TOKEN}`])],
  ["a folder that cannot be used", new RunFolderError("/tmp", `has ${TOKEN}`)],
])(
  "what a method of the provider throws is a sentence without a stack and without a secret, where it is %s",
  async (_, error) => {
    const shown = await printed(error);
    expect(shown).toBeInstanceOf(UserError);
    expect(`${shown.message} ${shown.stack ?? ""} ${String(shown)}`).not.toContain(TOKEN);
    expect(shown.message).toContain("[secret]");
    expect(shown.stack).toBe("stopped; see the error shown on the resource");
  },
);

it("what a method of the provider throws has its stack where it is a bug, without a secret and without an id that the engine would take for a resource's", async () => {
  const bug = Object.assign(new Error(`cannot read ${TOKEN}`), { id: "half-created" });
  const shown = await printed(bug);
  expect(shown.stack).toMatch(/cannot read \[secret\]\n\s+at /);
  expect(`${shown.message} ${shown.stack ?? ""}`).not.toContain(TOKEN);
  expect("id" in shown).toBe(false);
  expect((await printed(`no ${TOKEN}`)).message).toBe("no [secret]");
});

it("what a method of the provider throws keeps what is to be saved of a part that is done, with reasons without a secret", async () => {
  const properties = { numbers: {} };
  const reasons = [`refused: ${TOKEN}`, "secret-number"];
  const partial = new PartialAllocationError(`half ${TOKEN}`, {
    id: "id",
    properties,
    reasons,
    notDone: {},
  });
  const shown = await printed(partial, (text) => text.replace("secret-number", "1 number"));
  expect(shown).toBeInstanceOf(PartialAllocationError);
  expect(shown).toMatchObject({ id: "id", properties, message: "half [secret]" });
  expect(shown).toMatchObject({ reasons: ["refused: [secret]", "1 number"] });
});

describe("the secrets that are kept out of all texts", () => {
  const NONE = {
    LIVEPLATFORM_TOKEN: undefined,
    LIVEPLATFORM_CLIENT_SECRET: undefined,
    AZURE_CLIENT_SECRET: undefined,
  };
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it("the secrets that are kept out of all texts are those of the environment, of the configuration, and of the variables that the configuration names", () => {
    const env = {
      LIVEPLATFORM_TOKEN: "one",
      AZURE_CLIENT_SECRET: "two",
      LIVEPLATFORM_CLIENT_SECRET: "three",
      OURS: "four",
      MINE: "five",
    };
    jest.replaceProperty(process, "env", { ...process.env, ...env });
    const config: Record<string, string> = {
      token: "six",
      clientSecret: "seven",
      tokenVariable: "OURS",
      clientSecretVariable: "MINE",
    };
    expect(knownSecrets((key) => config[key]).sort()).toEqual([
      "five",
      "four",
      "one",
      "seven",
      "six",
      "three",
      "two",
    ]);
  });

  it("the secrets that are kept out of all texts are none where none is set, and nothing that is empty: it would be found between any two letters", () => {
    jest.replaceProperty(process, "env", { ...process.env, ...NONE, LIVEPLATFORM_TOKEN: "" });
    expect(knownSecrets(() => undefined)).toEqual([]);
  });
});
