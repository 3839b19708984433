import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from "node:crypto";

/** An Ed25519 key pair (RFC 8032). */
export interface SigningKeyPair {
  /** PKCS #8 in PEM. */
  readonly secret: string;
  /** SubjectPublicKeyInfo in DER, as base64 on one line. */
  readonly public: string;
}

/** A public key that signatures are checked with. */
export interface PublicKey {
  /** SubjectPublicKeyInfo in DER, as base64 on one line. */
  readonly text: string;
  /** Sixteen hexadecimal digits that tell two keys apart. */
  readonly id: string;
  readonly key: KeyObject;
}

/** A key that signs, with its public half. */
export interface SigningKey extends PublicKey {
  /** The Ed25519 signature of a text's UTF-8 bytes, in base64. */
  sign(text: string): string;
}

/** A new key pair for signatures. */
export function newSigningKeyPair(): SigningKeyPair {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  return {
    secret: privateKey.export({ format: "pem", type: "pkcs8" }).toString(),
    public: derOf(publicKey),
  };
}

/** The key that a PKCS #8 text in PEM holds; null when it is no Ed25519 private key. */
export function signingKeyOf(pem: string): SigningKey | null {
  const secret = keyOrNull(() => createPrivateKey(pem));
  if (secret === null) return null;
  return {
    ...publicKeyFrom(createPublicKey(secret)),
    sign: (text) => sign(null, Buffer.from(text, "utf8"), secret).toString("base64"),
  };
}

/** The key that a base64 text of SubjectPublicKeyInfo holds, as `gatekeeper keygen` prints it; null when it is no Ed25519 public key. */
export function publicKeyOf(text: string): PublicKey | null {
  const bytes = Buffer.from(text, "base64");
  const key = keyOrNull(() => createPublicKey({ key: bytes, format: "der", type: "spki" }));
  if (key === null || derOf(key) !== text) return null;
  return publicKeyFrom(key);
}

/** Whether a base64 signature is that of a text by a key. */
export function isSignedBy({ key }: PublicKey, text: string, signature: string): boolean {
  const bytes = Buffer.from(signature, "base64");
  return bytes.toString("base64") === signature && verify(null, Buffer.from(text, "utf8"), key, bytes);
}

function publicKeyFrom(key: KeyObject): PublicKey {
  const text = derOf(key);
  return { text, id: createHash("sha256").update(text, "utf8").digest("hex").slice(0, 16), key };
}

function derOf(key: KeyObject): string {
  return key.export({ format: "der", type: "spki" }).toString("base64");
}

function keyOrNull(read: () => KeyObject): KeyObject | null {
  try {
    const key = read();
    return key.asymmetricKeyType === "ed25519" ? key : null;
  } catch {
    return null;
  }
}
