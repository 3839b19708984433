import { describe, expect, test } from "vitest";
import { statedEngine } from "../../src/config/stated-engine.ts";
import { folderWith, GATEKEEPER, GOOD } from "./project-folder.ts";

const LIMITED = `${GATEKEEPER}engine: { threads: 2, memory_limit: 2GB }\n`;

const stated = (configuration: string, environment = {}, flags = {}) =>
  statedEngine(folderWith({ ...GOOD, "gatekeeper.yaml": configuration }), environment, flags);

describe("what the engine may take, whatever else is wrong", () => {
  test("is what the layers say", () => {
    expect(stated(LIMITED)).toEqual({ threads: 2, memoryLimit: "2GB" });
    expect(stated(LIMITED, { GK_ENGINE__THREADS: "3" }, { memoryLimit: "1GB" })).toEqual({
      threads: 3,
      memoryLimit: "1GB",
    });
    expect(stated(GATEKEEPER)).toEqual({ threads: "all", memoryLimit: "1600MB" });
  });

  test("also beside mistakes elsewhere", () => {
    const mistaken = LIMITED.replace("currency: CNY", "currency: YUAN");
    expect(stated(`${mistaken}surprise: 1\n`, { GK_RFM__BIN: "5" })).toEqual({ threads: 2, memoryLimit: "2GB" });
  });

  test("is the default when it cannot be read, but for the flags", () => {
    expect(stated("project: {\n", {}, { threads: 4 })).toEqual({ threads: 4, memoryLimit: "1600MB" });
    expect(stated(`${GATEKEEPER}engine: { threads: many }\n`)).toEqual({ threads: "all", memoryLimit: "1600MB" });
  });
});
