import * as z from "zod";

import { serverInvalid } from "../errors.ts";
import { leaf, path, word } from "./leaf.ts";
import { shown, sqlName } from "./leaf-schemas.ts";
import { secretReference } from "./secret-reference.ts";

const SERVER = /^https?:\/\/[^\s/@?#]+$/;

/** An address alone: what a login needs has keys of its own, and never stands in an address. */
const server = leaf(
  { en: "an address such as https://trino.example.com:8443", "zh-CN": "地址，例如 https://trino.example.com:8443" },
  (text) =>
    SERVER.test(text)
      ? { ok: true, value: text }
      : { ok: false, problem: (options) => serverInvalid({ text: shown(text.replace(/\/\/.*@/u, "//…@")) }, options) },
  { pattern: SERVER, examples: ["https://trino.example.com:8443"] },
);

const location = word({ en: "the folder as the cluster calls it", "zh-CN": "集群对该文件夹的称呼" });

/** A cluster that runs the models: where it is, who asks, where tables and files go. */
export const clusterSchema = z.strictObject({
  server,
  user: word({ en: "a user of the cluster", "zh-CN": "集群的用户" }),
  password: secretReference.optional(),
  token: secretReference.optional(),
  authorities: path.optional(),
  catalog: sqlName,
  files_catalog: sqlName,
  schema_prefix: sqlName.default("gatekeeper"),
  shared: z.strictObject({ folder: path, location }),
  session: z.record(sqlName, word({ en: "a value", "zh-CN": "值" })).default({}),
  answer_timeout_seconds: z.int().min(1).max(86_400).default(300),
});
