import { mkdtempSync, rmSync, statSync, symlinkSync } from "node:fs";
import * as os from "node:os";
import { basename, join } from "node:path";

import { Ledger } from "../../provider/run/ledger";
import { privateFolder } from "../../provider/run/private-folder";
import { SharedLog } from "../../provider/run/shared-log";

jest.mock("node:os", () => {
  const actual = jest.requireActual<typeof os>("node:os");
  return { ...actual, tmpdir: jest.fn(actual.tmpdir) };
});

const ALL = os.tmpdir();
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(ALL, "private-"));
  jest.mocked(os.tmpdir).mockReturnValue(root);
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(root, { recursive: true });
});

const NAME = `pulumi-liveplatform-${process.getuid?.() ?? os.userInfo().username}`;

function modeOf(path: string): string {
  return (statSync(path).mode & 0o777).toString(8);
}

it("the private folder of a user's runs is made where nobody else can look into it, with all that is in it", () => {
  const folder = privateFolder();
  expect([basename(folder), modeOf(folder)]).toEqual([NAME, "700"]);
  new Ledger("127.0.0.1:1", "provider").add({ fact: "asked" });
  new SharedLog({ folder, own: "log", reads: () => true }).append({});
  expect(modeOf(join(folder, "log"))).toBe("600");
});

it("the private folder of a user's runs is refused where somebody has put a link in its place, to wherever it leads", () => {
  symlinkSync(os.homedir(), join(root, NAME));
  expect(privateFolder).toThrow("is not a folder");
});

it("the private folder of a user's runs is refused where the system makes no folders, and is not tried for ever", () => {
  jest.mocked(os.tmpdir).mockReturnValue("/proc/temporary");
  expect(privateFolder).toThrow("does not exist, and could not be made");
});

it("the private folder of a user's runs is refused where it belongs to another user, who may have made it to be written into", () => {
  privateFolder();
  const uid = process.getuid?.() ?? 0;
  jest
    .spyOn(process, "getuid")
    .mockReturnValueOnce(uid)
    .mockReturnValue(uid + 1);
  expect(privateFolder).toThrow("belongs to another user");
});
