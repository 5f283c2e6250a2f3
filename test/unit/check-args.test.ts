import { type DataSource, checkArgs } from "../../provider/data-sources/check-args";

const TENANT = "3bc57cac-5794-457f-ad36-2c88cade9dbb";
const LIST = "getTenantNumbers";

const problem = (args: object, of: DataSource): string => {
  try {
    checkArgs(of, args);
    return "none";
  } catch (error) {
    return error instanceof Error ? error.message : "no error";
  }
};

it("the arguments of a data source pass where they are what it takes, and where an optional one is left out", () => {
  expect(problem({}, LIST)).toBe("none");
  expect(problem({ msTenantId: undefined, pageSize: null }, LIST)).toBe("none");
  expect(problem({ msTenantId: TENANT, acquiredNumberStatus: "Active", pageSize: 1 }, LIST)).toBe("none");
  expect(problem({ phoneNumber: "+61395556880" }, "getNumber")).toBe("none");
});

it("the arguments of a data source are refused where one is unknown, with the one that was meant: a misspelt tenant would be all tenants", () => {
  expect(problem({ tenantId: TENANT }, LIST)).toBe("tenantId is not an argument; did you mean msTenantId?");
  expect(problem({ colour: "red" }, LIST)).toBe(
    "colour is not an argument; there are msTenantId, acquiredNumberStatus, pageSize",
  );
});

it("the arguments of a data source are refused where one is missing or wrong, all of them at once", () => {
  expect(problem({}, "validateNumbers")).toBe("msTenantId is required; phoneNumbers is required");
  expect(problem({ msTenantId: "contoso", pageSize: 0 }, LIST)).toBe(
    `msTenantId must be a GUID such as ${TENANT}; pageSize must be a whole number from 1 to 10000`,
  );
  expect(problem({ msTenantId: TENANT, phoneNumbers: "+61395556880" }, "validateNumbers")).toBe(
    "phoneNumbers must be a list of texts",
  );
  expect(problem({ msTenantId: TENANT, phoneNumbers: ["+61395556880", 5] }, "validateNumbers")).toBe(
    "phoneNumbers must be a list of texts",
  );
});

it.each(["0395556880", "+61395556880..+61395556889", "+61 3 9555 6880", 61395556880])(
  "the arguments of a data source are refused where %p is to be one number: the platform would only say that it has no such number",
  (phoneNumber) => {
    expect(problem({ phoneNumber }, "getNumber")).toBe(
      "phoneNumber must be one number in E.164, such as +61395556880",
    );
  },
);

it("the arguments of a data source are refused without a word of what was given: it may be secret", () => {
  const given = "0395556881";
  for (const argument of ["msTenantId", "phoneNumbers"]) {
    const args = { msTenantId: TENANT, phoneNumbers: ["+61395556880"], [argument]: given };
    expect(problem(args, "validateNumbers")).toMatch(new RegExp(`^${argument} must be `));
    expect(problem(args, "validateNumbers")).not.toContain(given);
  }
  const all = { msTenantId: [given], acquiredNumberStatus: [given], pageSize: given };
  expect(problem(all, LIST).split("; ")).toHaveLength(3);
  expect(problem(all, LIST)).not.toContain(given);
});
