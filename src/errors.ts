/** Every coded error of the program, by area. Each code has a section in docs/errors.md. */
export * from "./errors/define.ts";
export * from "./errors/words.ts";
export * from "./errors/usage.ts";
export * from "./errors/commands.ts";
export * from "./errors/data-model.ts";
export * from "./errors/configuration.ts";
export * from "./errors/reports.ts";
export * from "./errors/load.ts";
export * from "./errors/rows.ts";
export * from "./errors/segmentation.ts";
export * from "./errors/formats.ts";
export * from "./errors/exchange-rates.ts";
export * from "./errors/policy.ts";
export * from "./errors/state.ts";
export * from "./errors/engine.ts";
export * from "./errors/machine.ts";
export * from "./errors/storage.ts";
