import { generateKeyPairSync } from "node:crypto";

/** An Ed25519 key pair (RFC 8032). */
export interface SigningKeyPair {
  /** PKCS #8 in PEM. */
  readonly secret: string;
  /** SubjectPublicKeyInfo in DER, as base64 on one line. */
  readonly public: string;
}

/** A new key pair for signatures. */
export function newSigningKeyPair(): SigningKeyPair {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  return {
    secret: privateKey.export({ format: "pem", type: "pkcs8" }).toString(),
    public: publicKey.export({ format: "der", type: "spki" }).toString("base64"),
  };
}
