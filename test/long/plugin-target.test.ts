import { inYaml } from "../engine/support/written";
import { testTargets } from "./support/target-written";

testTargets({ language: "yaml", name: "YAML", write: inYaml });
