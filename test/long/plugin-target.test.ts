import { inYaml } from "../engine/support/written";
import { testTargets } from "./support/target-written";

describe("numbers that leave the target of an up in YAML", () => {
  testTargets({ language: "yaml", write: inYaml });
});
