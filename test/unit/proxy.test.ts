import { proxyFor } from "../../provider/liveplatform/proxy";

const URL_OF = "https://live.example.com/tenantui/api";
const through = (env: Record<string, string>, url = URL_OF) => proxyFor(url, env);

it.each([
  [{ HTTPS_PROXY: "http://proxy.corp:3128" }, { protocol: "http:", host: "proxy.corp", port: 3128 }],
  [{ HTTPS_PROXY: "proxy.corp:3128" }, { protocol: "http:", host: "proxy.corp", port: 3128 }],
  [
    { https_proxy: "proxy.corp", HTTPS_PROXY: "other" },
    { protocol: "http:", host: "proxy.corp", port: 80 },
  ],
  [{ ALL_PROXY: "https://proxy.corp" }, { protocol: "https:", host: "proxy.corp", port: 443 }],
  [
    { HTTPS_PROXY: "http://us%40er:p%3Ass%25@proxy.corp:1" },
    { host: "proxy.corp", port: 1, auth: { username: "us@er", password: "p:ss%" } },
  ],
])("the proxy %j of a request is understood", (env, proxy) => {
  expect(through(env)?.proxy).toMatchObject(proxy);
});

it.each([
  ["example.com", true],
  [".example.com", true],
  ["*.example.com", true],
  ["live.example.com", true],
  ["LIVE.Example.com:443", true],
  ["a, *", true],
  ["corp example.com", true],
  ["ample.com", false],
  ["example.com:8443", false],
  ["other.com,live.example.com.evil", false],
  ["", false],
])("the proxy of a request is passed by for NO_PROXY=%s: %s", (NO_PROXY, isPassedBy) => {
  expect(through({ HTTPS_PROXY: "p:1", NO_PROXY }) === undefined).toBe(isPassedBy);
});

it.each([
  ["10.0.0.0/8", "https://10.1.2.3/tenantui", true],
  ["10.1.2.3", "https://10.1.2.3/tenantui", true],
  ["10.0.0.0/16", "https://10.1.2.3/tenantui", false],
  ["10.0.0.0/99", "https://10.1.2.3/tenantui", false],
  ["fd00::/8", "https://[fd12::1]/tenantui", true],
  ["[fd12::1]:443", "https://[fd12::1]/tenantui", true],
])(
  "the proxy of a request is passed by for the address of NO_PROXY=%s and %s: %s",
  (no_proxy, url, isPassedBy) => {
    expect(through({ HTTPS_PROXY: "p:1", no_proxy }, url) === undefined).toBe(isPassedBy);
  },
);

it("the proxy of a request never stands between this machine and itself", () => {
  for (const host of ["localhost", "127.0.0.1", "[::1]"])
    expect(through({ HTTPS_PROXY: "p:1" }, `https://${host}/tenantui`)).toBeUndefined();
});

it("the proxy of a request is named without its password, and by its variable where it is none that is supported", () => {
  expect(through({ HTTPS_PROXY: "http://u:hush@proxy.corp:3128" })?.name).toBe(
    "proxy.corp:3128 (HTTPS_PROXY)",
  );
  expect(through({ HTTPS_PROXY: "socks5://u:hush@proxy.corp" })).toEqual({
    name: "HTTPS_PROXY",
    proxy: undefined,
  });
});
