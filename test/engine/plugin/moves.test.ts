import { testMoves } from "../support/moves-written";
import { inYaml } from "../support/written";

describe("numbers that change hands in a YAML program", () => {
  testMoves({ language: "yaml", write: inYaml });
});
