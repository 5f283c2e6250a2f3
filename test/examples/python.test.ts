import { ExampleCopy } from "./support/example-copy";
import { expectImported } from "./support/expect-imported";
import { expectLife } from "./support/life";
import { makePythonSdk } from "./support/make-python-sdk";

/** Making the SDK and installing Pulumi's packages is most of it. */
const PATIENCE_MS = 600_000;

describe("the example in Python", () => {
  let example: ExampleCopy;
  beforeAll(async () => (example = await ExampleCopy.create("python")));
  afterAll(() => example.dispose());

  it(
    "the example in Python is applied by an SDK of the plugin's schema, shows drift in a plain preview, and is destroyed",
    async () => {
      await makePythonSdk(example);
      await expectLife(example);
    },
    PATIENCE_MS,
  );

  it(
    "the example in Python is the text that pulumi import writes of a tenant, which previews as unchanged",
    async () => {
      await expectImported(example, "__main__.py");
    },
    PATIENCE_MS,
  );
});
