/** The secrets that this process works with: nothing that it shows may hold one. */
export function knownSecrets(readConfig: (key: string) => string | undefined): string[] {
  const { LIVEPLATFORM_TOKEN, LIVEPLATFORM_CLIENT_SECRET, AZURE_CLIENT_SECRET } = process.env;
  const values = [
    LIVEPLATFORM_TOKEN,
    LIVEPLATFORM_CLIENT_SECRET,
    AZURE_CLIENT_SECRET,
    readConfig("token"),
    readConfig("clientSecret"),
    ...["tokenVariable", "clientSecretVariable"].map((key) => process.env[readConfig(key) ?? ""]),
  ];
  return values.flatMap((value) => (value === undefined || value === "" ? [] : value));
}
