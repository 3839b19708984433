import type { Vendor } from "../domain/vendor.ts";
import { decoysOf } from "./decoys-schema.ts";
import type { ReadItem } from "./read-files.ts";
import { readShape } from "./read-shape.ts";
import { vendorSchema } from "./vendor-schema.ts";
import type { YamlFile } from "./yaml-file.ts";

/** Reads one file of vendors/. */
export function readVendor(file: YamlFile): ReadItem<Vendor> {
  const { whole, parts, problems } = readShape("vendor", file, vendorSchema);
  const item: Vendor | undefined = whole && {
    id: whole.id,
    name: whole.name,
    contract: { reference: whole.contract.reference, endsDate: whole.contract.ends },
    confidentiality: { endsDate: whole.confidentiality.ends },
    isProcessor: whole.processor,
    recipient: whole.recipient,
    decoys: decoysOf(whole.decoys),
    path: file.path,
    contentHash: file.contentHash,
  };
  return { id: parts.id, idAt: file.at(["id"]), item, problems };
}
