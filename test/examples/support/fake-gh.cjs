// What the pipelines use of GitHub's CLI: `gh api PATH [--method …] [--jq …] [--field body=@FILE]`. The answers, by path, and the
// comments are in the JSON file that FAKE_GH names.
const { execFileSync } = require("node:child_process");
const { readFileSync, writeFileSync } = require("node:fs");

const [command, ...options] = process.argv.slice(2);
const path = options.find((option, index) => !option.startsWith("--") && !isValueOf(options[index - 1]));
const file = String(process.env["FAKE_GH"]);
/** @type {{ answers: Record<string, unknown>, comments: { id: number, issue: number, body: string, user: { login: string } }[] }} */
const state = JSON.parse(readFileSync(file, "utf8"));

/** @param {string | undefined} before */
function isValueOf(before) {
  return before !== undefined && ["--method", "--jq", "--field"].includes(before);
}

/** @param {string} name */
function option(name) {
  const index = options.indexOf(name);
  return index < 0 ? undefined : options[index + 1];
}

/** @param {unknown} value */
function answer(value) {
  const text = JSON.stringify(value);
  const filter = option("--jq");
  if (options.includes("--silent")) return;
  process.stdout.write(filter === undefined ? text : execFileSync("jq", ["-r", filter], { input: text }));
}

const comments = /^repos\/acme\/numbers\/issues\/(\d+)\/comments$/.exec(path ?? "");
const issue = Number(comments?.[1]);
const comment = /^repos\/acme\/numbers\/issues\/comments\/(\d+)$/.exec(path ?? "");
const body = option("--field")?.replace(/^body=@/, "");
if (command !== "api" || path === undefined || process.env["GH_TOKEN"] !== "job-token") {
  process.stderr.write("gh: not as a pipeline calls it\n");
  process.exitCode = 4;
} else if (path in state.answers) {
  answer(state.answers[path]);
} else if (comments !== null && option("--method") === "POST") {
  const id = 100 + state.comments.length;
  state.comments.push({
    id,
    issue,
    body: readFileSync(String(body), "utf8"),
    user: { login: "github-actions[bot]" },
  });
  writeFileSync(file, JSON.stringify(state));
  answer(state.comments.at(-1));
} else if (comment !== null && option("--method") === "PATCH") {
  const found = state.comments.find(({ id }) => id === Number(comment[1]));
  if (found !== undefined) found.body = readFileSync(String(body), "utf8");
  writeFileSync(file, JSON.stringify(state));
  answer(found);
} else if (comments !== null) {
  answer(state.comments.filter((one) => one.issue === issue));
} else {
  process.stderr.write(`gh: Not Found (HTTP 404): ${path}\n`);
  process.exitCode = 1;
}
