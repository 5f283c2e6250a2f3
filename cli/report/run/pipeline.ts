type Env = Readonly<Record<string, string | undefined>>;

/** Where a run was started: its commit, and a page about it; null where this is no pipeline that is known. */
export interface Pipeline {
  readonly commit: string | null;
  readonly url: string | null;
}

/** What GitHub Actions, GitLab CI, Azure Pipelines and Bitbucket Pipelines say of themselves in the environment. */
export function pipelineOf(env: Env): Pipeline {
  if (env["GITHUB_ACTIONS"] === "true") {
    return {
      commit: set(env["GITHUB_SHA"]),
      url: joined(env, ["GITHUB_SERVER_URL", "/", "GITHUB_REPOSITORY", "/actions/runs/", "GITHUB_RUN_ID"]),
    };
  }
  if (set(env["GITLAB_CI"]) !== null)
    return { commit: set(env["CI_COMMIT_SHA"]), url: joined(env, ["CI_JOB_URL"]) };
  if (set(env["TF_BUILD"]) !== null) return { commit: set(env["BUILD_SOURCEVERSION"]), url: azureUrl(env) };
  if (set(env["BITBUCKET_BUILD_NUMBER"]) !== null) {
    return {
      commit: set(env["BITBUCKET_COMMIT"]),
      url: joined(env, ["BITBUCKET_GIT_HTTP_ORIGIN", "/pipelines/results/", "BITBUCKET_BUILD_NUMBER"]),
    };
  }
  return { commit: null, url: null };
}

/** The collection's address ends with a slash; a project's name may have spaces. */
function azureUrl(env: Env): string | null {
  const project = encodeURIComponent(env["SYSTEM_TEAMPROJECT"] ?? "");
  return joined({ ...env, SYSTEM_TEAMPROJECT: project }, [
    "SYSTEM_COLLECTIONURI",
    "SYSTEM_TEAMPROJECT",
    "/_build/results?buildId=",
    "BUILD_BUILDID",
  ]);
}

/** Names of variables, in capitals, and what stands between them; null where one is not set or it is no web address. */
function joined(env: Env, parts: readonly string[]): string | null {
  const texts = parts.map((part) => (/^[A-Z_]+$/.test(part) ? set(env[part]) : part));
  if (texts.includes(null)) return null;
  const url = texts.join("");
  return /^https?:\/\/[^\s<>|()"]+$/.test(url) ? url : null;
}

function set(value: string | undefined): string | null {
  return value?.trim() ? value.trim() : null;
}
