import { type PolicyConfigSchema, PolicyPack } from "@pulumi/policy";
import { isWithin } from "./blocks";

/** What an allocation is called in a state, from TypeScript and from other languages. */
const ALLOCATION = [
  "pulumi-nodejs:dynamic/liveplatform:OcNumberAllocation",
  "liveplatform:index:OcNumberAllocation",
];

interface Allocation {
  readonly msTenantId?: string;
  /** Of each number or `first..last`, how many it is. */
  readonly numbers?: Readonly<Record<string, number>>;
  readonly adoptExisting?: boolean;
}

const blocks: PolicyConfigSchema = {
  properties: { blocks: { type: "array", items: { type: "string" } } },
  required: ["blocks"],
};
const most: PolicyConfigSchema = { properties: { most: { type: "integer", default: 1000 } } };
const branches: PolicyConfigSchema = {
  properties: { branches: { type: "array", items: { type: "string" }, default: ["main"] } },
};

// The pack's version is looked for in the folder of the process, which some CLIs start in the program's.
process.chdir(__dirname);

new PolicyPack("liveplatform-numbers", {
  policies: [
    {
      name: "own-blocks",
      description: "Only numbers of our own blocks are declared.",
      enforcementLevel: "mandatory",
      configSchema: blocks,
      validateResource: (resource, report) => {
        if (!ALLOCATION.includes(resource.type)) return;
        const { numbers = {} }: Allocation = resource.props;
        const own = resource.getConfig<{ blocks: string[] }>().blocks;
        const others = Object.keys(numbers).filter((key) => !isWithin(key, own));
        if (others.length > 0) report(`not within our blocks: ${others.join(", ")}`);
      },
    },
    {
      name: "tenant-maximum",
      description: "A stack declares no more numbers for one tenant than is agreed.",
      enforcementLevel: "mandatory",
      configSchema: most,
      validateStack: (stack, report) => {
        const { most: allowed } = stack.getConfig<{ most: number }>();
        const counts = new Map<string, number>();
        for (const { props } of stack.resources.filter(({ type }) => ALLOCATION.includes(type))) {
          const { msTenantId = "", numbers = {} }: Allocation = props;
          const count = Object.values(numbers).reduce((sum, one) => sum + one, 0);
          counts.set(msTenantId, (counts.get(msTenantId) ?? 0) + count);
        }
        for (const [tenant, count] of counts) {
          if (count > allowed)
            report(`tenant ${tenant} would have ${count} numbers, and ${allowed} are agreed`);
        }
      },
    },
    {
      name: "no-adoption-on-main",
      description: "A takeover is for one run of a branch, and is not merged.",
      enforcementLevel: "mandatory",
      configSchema: branches,
      validateResource: (resource, report) => {
        if (!ALLOCATION.includes(resource.type)) return;
        const branch = process.env.GITHUB_REF_NAME ?? process.env.CI_COMMIT_BRANCH ?? "";
        const { adoptExisting = false }: Allocation = resource.props;
        if (adoptExisting && resource.getConfig<{ branches: string[] }>().branches.includes(branch)) {
          report(
            `adoptExisting is still true on ${branch}: the next destroy would release what it took over`,
          );
        }
      },
    },
  ],
});
