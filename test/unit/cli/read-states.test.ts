import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { filesOf } from "../../../cli/states/read-states";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "plp-"))));
afterEach(() => rmSync(folder, { recursive: true }));

function write(...files: string[]): void {
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), "{}");
  }
}

/** Those that are read of a folder in it. */
function read(inside = "."): string[] {
  return filesOf(join(folder, inside)).map((file) => relative(folder, file));
}

it("a folder of states is read with those that the backend has packed", () => {
  write("dev.json", "prod.json.gz", "prod.json.gz.bak", "notes.txt");
  expect(read()).toEqual(["dev.json", "prod.json.gz"]);
});

it("a folder of states is read with a project that is called history, backups or locks", () => {
  const stacks = ["history", "backups", "locks"].map((project) => `.pulumi/stacks/${project}/prod.json`);
  write(...stacks, "history/dev.json");
  expect(read()).toEqual([...stacks, "history/dev.json"].sort());
});

it.each([".pulumi", "copy"])(
  "a folder of states is read without what the backend in %s keeps beside them",
  (backend) => {
    const now = `${backend}/stacks/site/dev.json`;
    write(`${backend}/meta.yaml`, now);
    write(`${backend}/history/site/dev/dev-1.checkpoint.json`, `${backend}/backups/site/dev/dev.1.json`);
    write(`${backend}/locks/organization/site/dev/1.json`);
    expect(read()).toEqual([now]);
    expect(read(backend)).toEqual([now]);
  },
);

it("a folder of states without one is refused by name", () => {
  write("notes.txt");
  expect(() => read()).toThrow(
    `--state: the folder ${folder} has no state in it: expected files that end with .json or .json.gz.`,
  );
});
