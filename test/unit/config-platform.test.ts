import { parseBaseUrl, platformOf } from "../../provider/config/platform";

it.each([
  ["https://Live.Example.COM/tenantui/", "https://live.example.com/tenantui"],
  ["HTTPS://live.example.com:443/tenantui", "https://live.example.com/tenantui"],
  ["http://localhost:80//", "http://localhost"],
  ["https://live.example.com:8443/TenantUI", "https://live.example.com:8443/TenantUI"],
  ["http://127.1:4010", "http://127.0.0.1:4010"],
  ["https://user:secret@live.example.com/tenantui?x=1#y", "https://live.example.com/tenantui"],
])("the platform of %s is %s", (baseUrl, platform) => {
  expect(platformOf(baseUrl)).toBe(platform);
  expect(platformOf(platform)).toBe(platform);
});

it("platformOf leaves text that is no URL as it is, without the slashes", () => {
  expect(platformOf("live/")).toBe("live");
});

it.each([
  ["https://live.example.com/tenantui//", "https://live.example.com/tenantui"],
  ["http://127.0.0.1:4010/tenantui", "http://127.0.0.1:4010/tenantui"],
  ["http://127.8.9.10", "http://127.8.9.10"],
  ["http://localhost:4010", "http://localhost:4010"],
  ["http://[::1]:4010/", "http://[::1]:4010"],
])("parseBaseUrl accepts %s", (text, baseUrl) => {
  expect(parseBaseUrl(text)).toBe(baseUrl);
});

it.each([
  "http://live.example.com",
  "http://127.0.0.1.example.com",
  "http://localhost.example.com",
  "http://128.0.0.1",
  "http://[::2]",
  "ftp://localhost",
  "https://user:secret@live.example.com",
  "https://@live.example.com",
  "https://live.example.com?",
  "https://live.example.com?x=1",
  "https://live.example.com#",
  "https://live.exa mple.com",
  "https:\\\\live.example.com",
  "live.example.com",
  "",
])("parseBaseUrl refuses %j", (text) => {
  expect(parseBaseUrl(text)).toBeUndefined();
});
