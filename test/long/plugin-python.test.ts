import { type InLanguage, testMoves } from "../engine/support/moves-written";
import { PythonSdk, inPython } from "./support/python";
import { testTargets } from "./support/target-written";

let sdk: PythonSdk;
beforeAll(async () => (sdk = await PythonSdk.install()));
afterAll(() => {
  sdk.dispose();
});

const python: InLanguage = { language: "python", write: inPython, env: () => sdk.env };

describe("numbers that change hands in a Python program", () => {
  testMoves(python);
});

describe("numbers that leave the target of an up in Python", () => {
  testTargets(python);
});
