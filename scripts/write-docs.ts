import { writeFileSync } from "node:fs";

import { readCatalog } from "../src/catalog/catalog.ts";
import { reasonPage } from "../src/catalog/reason-page.ts";

/** Writes the pages of docs/ that are made from the sources. */
writeFileSync(new URL("../docs/reason-codes.md", import.meta.url), reasonPage(readCatalog().gates));
