import fc from "fast-check";

// The same cases every time, so that a suite turns red by a change and not by chance; chance is for the long tries.
if (process.env["GK_LONG"] !== "1") fc.configureGlobal({ seed: 20261128 });
