import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

import { fileTime } from "../../provider/run/file-time";
import { useFolder } from "./run-folder";

const folder = useFolder();

it("the time of a folder's files is told though another process, which tidies up, removes what it is told by", async () => {
  const probe = join(folder(), `clock-${process.pid}`);
  const text = "console.log('begun'); for (;;) require('fs').rmSync(process.argv[1], { force: true })";
  const other = spawn(process.execPath, ["-e", text, probe], { stdio: ["ignore", "pipe", "inherit"] });
  await once(other.stdout, "data");
  try {
    const times = Array.from({ length: 2000 }, () => fileTime(folder()));
    expect(times.every((time) => time > 0)).toBe(true);
  } finally {
    other.kill();
    await once(other, "exit");
  }
});
