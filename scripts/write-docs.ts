import { writeFileSync } from "node:fs";

import { readCatalog } from "../src/catalog/catalog.ts";
import { reasonPage } from "../src/catalog/reason-page.ts";
import { rulePage } from "../src/config/rule-page.ts";
import { ruleBook } from "../src/config/shipped-rules.ts";
import { dataModelPage } from "../src/data-model/data-model-page.ts";

/** Writes the pages of docs/ that are made from the sources. */
const catalog = readCatalog();
writeFileSync(new URL("../docs/reason-codes.md", import.meta.url), reasonPage(catalog.gates));
writeFileSync(new URL("../docs/data-model.md", import.meta.url), dataModelPage(catalog));
writeFileSync(new URL("../docs/rule-table.md", import.meta.url), rulePage(ruleBook([])));
