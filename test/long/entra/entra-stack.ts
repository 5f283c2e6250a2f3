import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type EmulatedEntra, type EmulatorOptions, startEntra } from "../../../emulator";
import { loopbackCertificate } from "../../contract/certificate";
import { LiveStack, allocation, program, range } from "../../engine/support/live-stack";
import type { Environment } from "../../engine/support/stack";

export const CLIENT = "0f5a1a0e-63d0-4a3e-9f0a-2f1f3e6f8f11";
export const PIPELINE = "7a4f2f40-2f1c-4f4c-8a8a-9f4f2d1c0b22";
export const SECRET = "s3cret~value.that-nobody-may-see-0123456789";

const ISSUER = "https://token.actions.example.com";
const SUBJECT = "repo:operator/numbers:ref:refs/heads/main";
const APPLICATIONS = [
  { clientId: CLIENT, clientSecret: SECRET },
  { clientId: PIPELINE, federated: { issuer: ISSUER, subject: SUBJECT } },
];
/** Twenty numbers, and a read of the program's own beside the provider's. */
const PROGRAM = program(
  allocation("desks", { phoneNumberRanges: [range("+61395556900", "+61395556919")] }),
  `exports.held = liveplatform.getTenantNumbersOutput({ msTenantId: desks.msTenantId }).totalRecords;`,
);

export interface EntraStackOptions {
  readonly env: (entra: EmulatedEntra) => Environment;
  readonly emulator?: EmulatorOptions;
  readonly tokenLifetimeMs?: number;
  readonly secretConfig?: Record<string, string>;
  /** In YAML. Default: one of twenty numbers in JavaScript. */
  readonly yaml?: string;
}

/** A stack whose processes sign in at an Entra in a box, over TLS; they trust it where `trusting` is their environment. */
export class EntraStack {
  private constructor(
    readonly live: LiveStack,
    readonly entra: EmulatedEntra,
    /** Every token that has reached the platform. */
    readonly tokens: ReadonlySet<string>,
  ) {}

  static async create({
    env,
    emulator,
    tokenLifetimeMs,
    secretConfig,
    yaml,
  }: EntraStackOptions): Promise<EntraStack> {
    const certificate = await loopbackCertificate();
    const lifetime = tokenLifetimeMs === undefined ? {} : { tokenLifetimeMs };
    const entra = await startEntra({ ...certificate, ...lifetime, applications: APPLICATIONS });
    const tokens = new Set<string>();
    const acceptToken = (token: string) => {
      tokens.add(token);
      return entra.accepts(token);
    };
    const live = await LiveStack.create({
      ...(yaml === undefined ? { program: PROGRAM } : { program: yaml, language: "yaml" }),
      emulator: { ...emulator, acceptToken },
      env: { LIVEPLATFORM_TOKEN: undefined, AZURE_AUTHORITY_HOST: entra.url, ...env(entra) },
      ...(secretConfig !== undefined && { secretConfig }),
    });
    const stack = new EntraStack(live, entra, tokens);
    writeFileSync(stack.file("ca.pem"), certificate.cert);
    return stack;
  }

  get trusting(): Environment {
    return { NODE_EXTRA_CA_CERTS: this.file("ca.pem") };
  }

  /** What a pipeline sets for its job. */
  get workload(): Environment {
    return {
      ...this.trusting,
      AZURE_CLIENT_ID: PIPELINE,
      AZURE_TENANT_ID: this.entra.tenantId,
      AZURE_FEDERATED_TOKEN_FILE: this.file("federated-token"),
    };
  }

  /** What a pipeline writes for its job: who it is, signed by its host. */
  writeFederatedToken(claims: Readonly<Record<string, unknown>> = {}): string {
    const exp = Math.floor(Date.now() / 1000) + 300;
    const all = { iss: ISSUER, sub: SUBJECT, aud: "api://AzureADTokenExchange", exp, ...claims };
    const payload = Buffer.from(JSON.stringify(all)).toString("base64url");
    const token = `eyJhbGciOiJSUzI1NiJ9.${payload}.c2lnbmF0dXJlLW9mLXRoZS1ob3N0`;
    writeFileSync(this.file("federated-token"), token);
    return token;
  }

  /** Files of the stack's project, backend, home and temporary folder that hold one of the texts. */
  filesWith(texts: Iterable<string>): string[] {
    const root = dirname(this.live.stack.dir);
    const files = readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    if (!files.includes(this.file("p/index.js"))) throw new Error("These are not the stack's files.");
    return files.filter((file) => [...texts].some((text) => readFileSync(file).includes(text)));
  }

  /** The statuses that the platform answered with. */
  statuses(): (number | null)[] {
    return this.live.emulator.requests.map(({ status }) => status);
  }

  async dispose(): Promise<void> {
    await this.live.dispose();
    await this.entra.close();
  }

  private file(name: string): string {
    return join(dirname(this.live.stack.dir), name);
  }
}

/** Client credentials in the environment. */
export function clientVariables({ scope, tenantId }: EmulatedEntra): Environment {
  return {
    LIVEPLATFORM_SCOPE: scope,
    LIVEPLATFORM_ENTRA_TENANT_ID: tenantId,
    LIVEPLATFORM_CLIENT_ID: CLIENT,
    LIVEPLATFORM_CLIENT_SECRET: SECRET,
  };
}
