import { expect, test } from "vitest";
import { contactKey } from "../../src/identity/contact-key.ts";
import { normaliseValues } from "../../src/identity/normalise-values.ts";

test("each value comes back in its place with its key and countries", () => {
  const rows = normaliseValues([
    { kind: "phone", value: "07911 123456", country: "GB" },
    { kind: "email", value: "Jo@Example.com", country: "GB" },
    { kind: "address", value: "Linden Str. 1", country: null },
    { kind: "phone", value: "2.12556E+09", country: "US" },
  ]);
  expect(rows).toEqual([
    {
      kind: "phone",
      value: "07911 123456",
      country: "GB",
      contact_key: "phone:+447911123456",
      is_valid: true,
      countries: "GB|GG|IM|JE",
    },
    {
      kind: "email",
      value: "Jo@Example.com",
      country: "GB",
      contact_key: "email:jo@example.com",
      is_valid: true,
      countries: "",
    },
    {
      kind: "address",
      value: "Linden Str. 1",
      country: null,
      contact_key: "address:linden str 1",
      is_valid: true,
      countries: "",
    },
    { kind: "phone", value: "2.12556E+09", country: "US", contact_key: null, is_valid: false, countries: "" },
  ]);
});

test("the longest list of countries is that of +1, with 74 characters", () => {
  const [row] = normaliseValues([{ kind: "phone", value: "+12125550123", country: null }]);
  expect(row?.countries).toHaveLength(74);
});

test("one text is a different contact point for each kind", () => {
  const keys = (["phone", "email", "address"] as const).map((kind) => contactKey(kind, "12345678", null).key);
  expect(keys).toEqual(["phone:raw:12345678", null, "address:12345678"]);
});
