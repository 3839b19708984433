import { writeFileSync } from "node:fs";

// Loaded before a measured program with --import: on exit it leaves what the process used in the file the variable names.
// Nothing of the kind is built into every system's `time` command, and this works for any Node program unchanged.
const path = process.env["BENCHMARK_USAGE_FILE"];
if (path !== undefined) {
  process.on("exit", () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    writeFileSync(path, JSON.stringify({ peak_kb: maxRSS, cpu_us: userCPUTime + systemCPUTime }));
  });
}
