import { createHmac, pbkdf2Sync, randomBytes } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { execFileSync } from "node:child_process";
import { join } from "node:path";

/** Who may ask a local cluster by https, and how: the files lie in the folder `security` of the cluster. */
export interface Security {
  readonly user: string;
  readonly password: string;
  /** The certificate that vouches for the cluster, in PEM. */
  readonly authorities: string;
  /** What tokens are signed with. */
  readonly tokenKey: string;
}

const KEYSTORE = "keystore.p12";
const PASSWORDS = "passwords";
const TOKEN_KEY = "token.key";

/** Makes the certificate, the password and the key of tokens of a cluster, and returns them with what its configuration says of them. */
export async function writeSecurity(
  folder: string,
  jdkHome: string,
  port: number,
): Promise<{ readonly security: Security; readonly properties: Readonly<Record<string, string>> }> {
  const own = join(folder, "security");
  await rm(own, { recursive: true, force: true });
  await mkdir(own, { recursive: true, mode: 0o700 });
  const [keystore, storePassword] = [join(own, KEYSTORE), randomBytes(16).toString("hex")];
  const authorities = makeCertificate(join(jdkHome, "bin", "keytool"), keystore, storePassword);
  const security = {
    user: "gatekeeper",
    password: randomBytes(16).toString("hex"),
    authorities,
    tokenKey: randomBytes(48).toString("base64"),
  };
  const authenticator = join(own, "password-authenticator.properties");
  await writeFile(join(own, PASSWORDS), `${security.user}:${hashed(security.password)}\n`, { mode: 0o600 });
  await writeFile(join(own, TOKEN_KEY), security.tokenKey, { mode: 0o600 });
  await writeFile(authenticator, `password-authenticator.name=file\nfile.password-file=${join(own, PASSWORDS)}\n`);
  return {
    security,
    properties: {
      "http-server.https.enabled": "true",
      "http-server.https.port": String(port),
      "http-server.https.keystore.path": keystore,
      "http-server.https.keystore.key": storePassword,
      "http-server.authentication.type": "PASSWORD,JWT",
      "http-server.authentication.jwt.key-file": join(own, TOKEN_KEY),
      "password-authenticator.config-files": authenticator,
      // By http everybody is who they say, as on a cluster without security.
      "http-server.authentication.allow-insecure-over-http": "true",
    },
  };
}

/** A token of the user that ends so many seconds from now: RFC 7519, signed as RFC 7518 §3.2 says. */
export function tokenFor({ user, tokenKey }: Security, seconds: number): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const now = Math.floor(Date.now() / 1000);
  const signed = `${part({ alg: "HS256", typ: "JWT" })}.${part({ sub: user, iat: now, exp: now + seconds })}`;
  const signature = createHmac("sha256", Buffer.from(tokenKey, "base64")).update(signed).digest("base64url");
  return `${signed}.${signature}`;
}

/** A key and its own certificate for this machine's address, for two days; returns the certificate in PEM. */
function makeCertificate(keytool: string, keystore: string, storePassword: string): string {
  const store = [
    "-alias",
    "cluster",
    "-keystore",
    keystore,
    "-storetype",
    "PKCS12",
    "-storepass:env",
    "STORE_PASSWORD",
  ];
  const run = (...words: readonly string[]) =>
    execFileSync(keytool, [...words, ...store], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      env: { STORE_PASSWORD: storePassword },
    });
  const subject = ["-dname", "CN=localhost", "-ext", "SAN=IP:127.0.0.1,DNS:localhost"];
  run("-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1", "-validity", "2", ...subject);
  return run("-exportcert", "-rfc");
}

const ITERATIONS = 1000;

/** A password as the password file of Trino 476 has it: iterations, salt and PBKDF2 hash, which is of SHA-1 there. */
function hashed(password: string): string {
  const salt = randomBytes(16);
  const hash = pbkdf2Sync(password, salt, ITERATIONS, 32, "sha1");
  return [ITERATIONS, salt.toString("hex"), hash.toString("hex")].join(":");
}
