import { testMoves } from "../support/moves-written";
import { inYaml } from "../support/written";

testMoves({ language: "yaml", name: "YAML", write: inYaml });
