import { generate } from "selfsigned";

/** A key and a certificate of this machine's loopback, made for one test run. */
export interface Certificate {
  /** PEM. */
  readonly key: string;
  /** PEM; who is to trust it must know it. */
  readonly cert: string;
}

/** Good for an hour, unless another last moment is given. */
export async function loopbackCertificate(
  notAfterDate = new Date(Date.now() + 3_600_000),
): Promise<Certificate> {
  const { private: key, cert } = await generate([{ name: "commonName", value: "localhost" }], {
    keyType: "ec",
    algorithm: "sha256",
    notBeforeDate: new Date(Date.now() - 3_600_000),
    notAfterDate,
    extensions: [
      {
        name: "subjectAltName",
        altNames: [
          { type: 2, value: "localhost" },
          { type: 7, ip: "127.0.0.1" },
        ],
      },
    ],
  });
  return { key, cert };
}
