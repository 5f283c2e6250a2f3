import { type InLanguage, testMoves } from "../engine/support/moves-written";
import { PythonSdk, inPython } from "./support/python";
import { testTargets } from "./support/target-written";

let sdk: PythonSdk;
beforeAll(async () => (sdk = await PythonSdk.install()));
afterAll(() => {
  sdk.dispose();
});

const python: InLanguage = { language: "python", name: "Python", write: inPython, env: () => sdk.env };

testMoves(python);
testTargets(python);
